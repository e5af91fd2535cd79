package office

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif" // read by image.Decode
	"image/jpeg"
	"image/png"

	_ "golang.org/x/image/bmp" // read by image.Decode
	"golang.org/x/image/draw"
	_ "golang.org/x/image/tiff" // read by image.Decode
	_ "golang.org/x/image/webp" // read by image.Decode

	"huce/forms"
)

// maxPixels bounds a picture that is unpacked: a page scanned at 600 dpi has 35
// millions.
const maxPixels = 80 << 20

// picture is an image ready to be shown or printed: JPEG, or PNG where it is drawn in
// few colours.
type picture struct {
	data       []byte
	wide, high int // pixels
}

// pictureOf reads a picture in any of the formats that scanners and phones write, turns
// it upright as its EXIF says, and makes it at most side pixels wide and high. Fault:
// attach_no_picture.
func pictureOf(data []byte, side int) (*picture, error) {
	no := forms.NewFault("attach_no_picture")
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height {
		return nil, no.Because(err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, no.Because(err)
	}
	img = upright(shrunk(img, side), orientation(data))
	var out bytes.Buffer
	if format == "png" || format == "gif" {
		err = png.Encode(&out, img)
	} else {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: 88})
	}
	if err != nil {
		return nil, no.Because(err)
	}
	b := img.Bounds()
	return &picture{out.Bytes(), b.Dx(), b.Dy()}, nil
}

// shrunk is an image at most side pixels wide and high, on white where it is clear.
func shrunk(img image.Image, side int) *image.RGBA {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if longest := max(w, h); side > 0 && longest > side {
		w, h = max(1, w*side/longest), max(1, h*side/longest)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(out, out.Bounds(), img, b.Min, draw.Over)
	} else {
		draw.ApproxBiLinear.Scale(out, out.Bounds(), img, b, draw.Over, nil)
	}
	return out
}

// upright turns an image by its EXIF orientation (1 to 8; CIPA DC-008, 4.6.4).
func upright(img *image.RGBA, way int) image.Image {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	from, ok := map[int]func(x, y int) (int, int){
		2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y },
		4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, h - 1 - x },
		7: func(x, y int) (int, int) { return w - 1 - y, h - 1 - x },
		8: func(x, y int) (int, int) { return w - 1 - y, x },
	}[way]
	if !ok {
		return img
	}
	size := image.Rect(0, 0, w, h)
	if way >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := from(x, y)
			copy(out.Pix[out.PixOffset(x, y):][:4], img.Pix[img.PixOffset(sx, sy):][:4])
		}
	}
	return out
}

// orientation is what a JPEG's EXIF says of how the camera was held, 1 where it says
// nothing.
func orientation(data []byte) int {
	if len(data) < 4 || data[0] != 0xFF || data[1] != 0xD8 {
		return 1
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		end := at + 2 + size
		if size < 2 || end > len(data) || data[at+1] == 0xDA { // the picture itself begins
			return 1
		}
		if body := data[at+4 : end]; data[at+1] == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tiffOrientation(body[6:])
		}
		at = end
	}
	return 1
}

// tiffOrientation reads tag 0x0112 of the first directory of a TIFF header.
func tiffOrientation(b []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(b, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(b) < 8 {
		return 1
	}
	first := int64(order.Uint32(b[4:]))
	if first < 8 || first+2 > int64(len(b)) {
		return 1
	}
	entries := b[first+2:]
	for range order.Uint16(b[first:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x0112 {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 1
}
