package office

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huce/archive/plan"
	"huce/assets"
	"huce/forms"
	"huce/forms/vocab"
)

// photo is a picture of w × h pixels, its left upper quarter red.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{40, 90, 160, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{220, 20, 20, 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// asPhone is a JPEG as a phone held that way writes it.
func asPhone(t *testing.T, img image.Image, way uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	head := []byte("II*\x00")
	if order.String() == binary.BigEndian.String() {
		head = []byte("MM\x00*")
	}
	tiff := order.AppendUint32(head, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3)
	tiff = order.AppendUint16(order.AppendUint16(order.AppendUint32(tiff, 1), way), 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	app1 := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	return bytes.Join([][]byte{b.Bytes()[:2], app1, body, b.Bytes()[2:]}, nil)
}

// However a phone was held, its photo is shown upright.
func TestPhotosAreTurnedUpright(t *testing.T) {
	// Where the red quarter of the stored picture is seen, as right and low.
	for way, want := range map[uint16][2]bool{
		1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true},
		5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true}, 9: {false, false},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			p, err := pictureOf(asPhone(t, photo(80, 40), way, order), 40)
			if err != nil {
				t.Fatal(err)
			}
			wide, high := 40, 20
			if way >= 5 && way <= 8 {
				wide, high = 20, 40
			}
			if p.wide != wide || p.high != high {
				t.Errorf("orientation %d: %d × %d", way, p.wide, p.high)
			}
			img, err := jpeg.Decode(bytes.NewReader(p.data))
			if err != nil {
				t.Fatal(err)
			}
			for _, right := range []bool{false, true} {
				for _, low := range []bool{false, true} {
					x, y := p.wide/4, p.high/4
					if right {
						x = p.wide - x
					}
					if low {
						y = p.high - y
					}
					r, _, b, _ := img.At(x, y).RGBA()
					if isRed := r > b; isRed != (right == want[0] && low == want[1]) {
						t.Errorf("orientation %d: at %d,%d red is %v", way, x, y, isRed)
					}
				}
			}
		}
	}
}

// What is cut off or made up is no picture, and no more than that.
func FuzzPicture(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"))
	f.Add([]byte("GIF89a\xff\xff\xff\xff"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if p, err := pictureOf(data, 64); err == nil && (p.wide > 64 || p.high > 64) {
			panic("larger than asked for")
		}
		orientation(data)
	})
}

func TestAttachShowAndTakeOff(t *testing.T) {
	o, _ := visitOffice(t)
	id, _ := person(t, o, "王一")
	scan := filepath.Join(t.TempDir(), "王一 残疾证.png")
	if err := os.WriteFile(scan, asPNG(t, photo(300, 200)), 0o600); err != nil {
		t.Fatal(err)
	}
	at, err := o.Attach(id, scan, "残疾证", forms.NewDate(2026, 3, 1))
	if err != nil || at.Type != "image/png" || at.Pages != 1 || at.Name != "王一 残疾证.png" {
		t.Fatalf("%+v, %v", at, err)
	}
	paper, err := o.AttachBytes(id, "审批.pdf", onePage(t, o), "", forms.Date{})
	if err != nil || paper.Pages != 1 || paper.Type != typePDF {
		t.Errorf("%+v, %v", paper, err)
	}
	_, err = o.AttachBytes("P99999", "a", []byte("a"), "", forms.Date{})
	hasFault(t, err, "attach_owner")
	_, err = o.AttachBytes("S0001", "a", []byte("a"), "", forms.Date{})
	hasFault(t, err, "attach_owner")
	_, err = o.AttachBytes(id, "a", nil, "", forms.Date{})
	hasFault(t, err, "attach_empty")
	_, err = o.AttachBytes(id, "a", make([]byte, MaxAttachment+1), "", forms.Date{})
	hasFault(t, err, "attach_large")
	if why := Message(assets.Chinese, err); !strings.Contains(why, "20.0 MB") || !strings.Contains(why, "最大 20 MB") {
		t.Errorf("%s", why)
	}
	all, err := o.Attachments(id, false)
	if err != nil || len(all) != 2 || all[0].Of != id {
		t.Fatalf("%+v, %v", all, err)
	}
	view, err := o.AttachmentPreview(at.ID, 100)
	if err != nil {
		t.Fatal(err)
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(view)); err != nil || c.Width != 100 || c.Height != 66 {
		t.Errorf("%+v, %v", c, err)
	}
	_, err = o.AttachmentPreview(paper.ID, 100)
	hasFault(t, err, "attach_no_picture")
	p, err := o.PrintWith(AttachmentsPaper, PrintOptions{Of: id})
	if err != nil || p.Report.Pages != 2 || !bytes.Contains(p.Data, []byte("/Subtype /Image")) {
		t.Errorf("%+v, %v", p, err)
	}
	if err := o.Detach(at.ID); err != nil {
		t.Fatal(err)
	}
	if all, err := o.Attachments(id, false); err != nil || len(all) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
	if err := o.Reattach(at.ID); err != nil {
		t.Fatal(err)
	}
	o.see(vocab.InList, "")
	all, err = o.Attachments(id, false)
	if err != nil || strings.Contains(all[0].Name, "王一") {
		t.Errorf("masked it is called %q, %v", all[0].Name, err)
	}
	_, _, err = o.AttachmentContent(at.ID)
	hasFault(t, err, "attach_masked")
}

// onePage is a PDF of one page.
func onePage(t *testing.T, o *Office) []byte {
	t.Helper()
	if _, err := o.PutMeasure(plan.Measure{Name: "材料", Points: 1}); err != nil {
		t.Fatal(err)
	}
	p, err := o.PrintWith(BoxCoverPaper, PrintOptions{})
	if isFault(err, "no_documents") {
		if _, err = o.Print(VisitsPaper); err != nil {
			t.Fatal(err)
		}
		p, err = o.PrintWith(BoxCoverPaper, PrintOptions{})
	}
	if err != nil || p.Report.Pages != 1 {
		t.Fatal(err, p)
	}
	return p.Data
}

// What is attached is evidence: of a task that is done in the summary, of a measure that
// asks for it, and it follows the paper that asks for it.
func TestAttachmentIsEvidence(t *testing.T) {
	o, _ := visitOffice(t)
	task, err := o.PutTask(plan.Task{Department: "消防大队", Text: "开展消防演练", Status: plan.StatusDone})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []plan.Measure{{No: "1", Name: "消防演练", Points: 2, Evidence: "任务:消防"}, {No: "2", Name: "演练照片", Points: 1, Evidence: "材料:演练照片"}} {
		if _, err := o.PutMeasure(m); err != nil {
			t.Fatal(err)
		}
	}
	met := func() (n int) {
		list, err := o.Evaluation()
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			for _, e := range list[i].Evidences {
				for _, p := range e.Proofs {
					if p.Kind == plan.AttachedProof {
						n++
					}
				}
			}
		}
		return n
	}
	numbers, err := o.Numbers()
	if err != nil || numbers.Get("W01.7").Number != 0 || met() != 0 {
		t.Errorf("before anything is attached: %+v, %d, %v", numbers.Get("W01.7"), met(), err)
	}
	before, err := o.Print(EvaluationPaper)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.AttachBytes(task.ID, "1.png", asPNG(t, photo(90, 200)), "演练照片", forms.Date{}); err != nil {
		t.Fatal(err)
	}
	numbers, err = o.Numbers()
	if err != nil || numbers.Get("W01.7").Number != 1 || met() != 2 {
		t.Errorf("%+v, %d, %v", numbers.Get("W01.7"), met(), err)
	}
	after, err := o.PrintWith(EvaluationPaper, PrintOptions{Attached: true})
	if err != nil || after.Report.Pages < before.Report.Pages+2 {
		t.Errorf("%d pages, before %d, %v", after.Report.Pages, before.Report.Pages, err)
	}
	c, err := o.ComposePlan(plan.DraftSummary, "")
	if err != nil || !strings.Contains(c.ShownText(), "收存佐证材料1件，已完成的任务中1项有佐证材料") {
		t.Errorf("%v\n%s", err, c.ShownText())
	}
}
