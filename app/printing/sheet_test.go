package printing

import (
	"image"
	"image/color"
	"slices"
	"testing"
)

func TestPlaceIsTrueToSize(t *testing.T) {
	a4 := image.Pt(2480, 3508) // 210 × 297 mm
	for _, c := range []struct {
		d    device
		want image.Rectangle
	}{
		{device{300, 300, 0, 0}, image.Rect(0, 0, 2480, 3508)},
		{device{600, 600, 100, 120}, image.Rect(-100, -120, 4860, 6896)},
		{device{180, 360, 18, 36}, image.Rect(-18, -36, 1470, 4173)}, // a dot matrix printer
	} {
		if got := c.d.place(a4); got != c.want {
			t.Errorf("%+v: %v, want %v", c.d, got, c.want)
		}
	}
}

func TestDots(t *testing.T) {
	img := image.NewNRGBA(image.Rect(5, 5, 7, 7)) // two by two, not at the origin
	img.Set(5, 5, color.NRGBA{255, 0, 0, 255})
	img.Set(6, 6, color.NRGBA{0, 0, 255, 255})
	want := []byte{
		0, 0, 255, 255, 255, 255, 0, 0, // red, white; the row is filled to eight bytes
		255, 255, 255, 255, 0, 0, 0, 0, // white, blue
	}
	if got := dots(img); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestChosen(t *testing.T) {
	for _, c := range []struct {
		ranges []Range
		want   []int
	}{
		{nil, []int{1, 2, 3}},
		{[]Range{{2, 9}, {0, 1}}, []int{2, 3, 1}},
		{[]Range{{7, 9}}, nil},
	} {
		if got := chosen(c.ranges, 3); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.ranges, got, c.want)
		}
	}
}
