package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"huce/archive"
	"huce/assets"
	"huce/forms"
)

// The sample community's names.
const (
	demoCommunity = "安宁社区"
	demoStreet    = "幸福街道"
)

// DemoReport is what the demo did.
type DemoReport struct {
	Dir     string
	Import  *ImportReport
	Stats   *Stats
	Papers  []string // files written
	Filled  []FilledFile
	Archive string
}

// FilledFile is one form that the demo filled.
type FilledFile struct {
	File  string
	Cells int
	Notes []string // in the user's words
}

// Demo does the main job on the built-in sample community: it makes an archive in
// dir, imports every sample form, prints the papers and fills every form.
func Demo(ctx context.Context, dir string, opt Options, done func(i, n int, f *FileReport)) (*DemoReport, error) {
	if err := os.MkdirAll(filepath.Join(dir, "filled"), 0o755); err != nil {
		return nil, forms.NewFault("write_failed", dir).Because(err)
	}
	path := filepath.Join(dir, "demo.huce")
	// An earlier demo is put aside, not thrown away.
	if err := os.Rename(path, path+".old"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, forms.NewFault("write_failed", path).Because(err)
	}
	opt.Community, opt.Street = demoCommunity, demoStreet
	o, err := New(path, opt)
	if err != nil {
		return nil, err
	}
	rep := &DemoReport{Dir: dir, Archive: path}
	err = o.demo(ctx, rep, done)
	return rep, errors.Join(err, o.Close())
}

func (o *Office) demo(ctx context.Context, rep *DemoReport, done func(i, n int, f *FileReport)) error {
	files, err := zip.NewReader(bytes.NewReader(assets.Sample()), int64(len(assets.Sample())))
	if err != nil {
		return err
	}
	rep.Import = &ImportReport{}
	in, err := o.intake(ImportOptions{Accept: true})
	if err != nil {
		return err
	}
	for i, z := range files.File {
		if ctx.Err() != nil {
			return forms.NewFault("stopped").Because(ctx.Err())
		}
		data, err := unzipped(z)
		if err != nil {
			return err
		}
		f := in.one(z.Name, data, i)
		rep.Import.Files = append(rep.Import.Files, f)
		if done != nil {
			done(i+1, len(files.File), &f)
		}
	}
	for _, kind := range PaperKinds {
		p, err := o.Print(kind)
		if err != nil {
			return err
		}
		if err := rep.write(string(kind)+".pdf", p.Data); err != nil {
			return err
		}
	}
	if err := o.fillAll(ctx, rep); err != nil {
		return err
	}
	if err := o.demoSending(rep); err != nil {
		return err
	}
	for _, kind := range []PaperKind{CataloguePaper, BoxCoverPaper, SpinePaper, BoxNotesPaper} { // of all that was filed by now
		p, err := o.Print(kind)
		if err != nil {
			return err
		}
		if err := rep.write(filepath.Join("boxes", string(kind)+".pdf"), p.Data); err != nil {
			return err
		}
	}
	rep.Stats, err = o.Stats()
	return err
}

func (o *Office) fillAll(ctx context.Context, rep *DemoReport) error {
	return o.FillAll(ctx, func(s archive.SubmissionInfo, f *Filled) error {
		name := filepath.Join("filled", filepath.Base(filepath.Dir(s.File)), f.Name)
		if err := rep.write(name, f.Result.Data); err != nil {
			return err
		}
		file := FilledFile{File: name, Cells: f.Result.Cells}
		for _, n := range f.Result.Notes {
			file.Notes = append(file.Notes, assets.Text(o.Lang, "issue."+n.Code, n.Args...))
		}
		rep.Filled = append(rep.Filled, file)
		return nil
	})
}

// demoSending sends one form to its department: it is prepared for those who belong on
// it, goes out with a cover letter and a slip that comes back, and what has changed
// since it was last reported is listed.
func (o *Office) demoSending(rep *DemoReport) error {
	subs, err := o.archive.Submissions()
	if err != nil {
		return err
	}
	for _, s := range subs {
		if s.Unit != forms.UnitPerson || s.Department == "" {
			continue
		}
		changed, err := o.Delta(s.ID)
		if err != nil {
			return err
		}
		if len(changed.Rows) == 0 {
			continue
		}
		filled, sending, err := o.PrepareSending(s.ID, "")
		if err != nil {
			return err
		}
		if _, err = o.MarkSent(sending.ID); err != nil {
			return err
		}
		letter, err := o.PrintWith(LetterPaper, PrintOptions{Of: sending.ID})
		if err != nil {
			return err
		}
		var list bytes.Buffer
		if err := changed.WriteCSV(&list); err != nil {
			return err
		}
		for name, data := range map[string][]byte{filled.Name: filled.Result.Data, "letter.pdf": letter.Data, "changes.csv": list.Bytes()} {
			if err := rep.write(filepath.Join("sent", name), data); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

func (r *DemoReport) write(name string, data []byte) error {
	path := filepath.Join(r.Dir, name)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		return forms.NewFault("write_failed", path).Because(err)
	}
	r.Papers = append(r.Papers, name)
	return nil
}

func unzipped(z *zip.File) ([]byte, error) {
	f, err := z.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // reading only
	return io.ReadAll(f)
}
