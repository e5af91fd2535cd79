package print

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"huce/assets"
	"huce/forms"
)

// labels are what forms call their fields: a card's labels are set apart from the
// values beside them.
var labels = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, source := range []struct {
		file   string
		column string
	}{{"fields/synonyms.csv", "label"}, {"fields/spellings.csv", "spelling"}} {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(assets.Read(source.file), []byte("\ufeff")))).ReadAll()
		if err != nil {
			panic(fmt.Sprintf("print: %s: %v", source.file, err))
		}
		for i, name := range rows[0] {
			if name != source.column {
				continue
			}
			for _, row := range rows[1:] {
				set[labelKey(row[i])] = true
			}
		}
	}
	delete(set, "")
	return set
})

// labelKey is a label without what forms add to it: stars, colons, spaces and
// remarks in brackets.
func labelKey(s string) string {
	s = strings.Trim(forms.Squeeze(s), "*★：:")
	if at := strings.IndexAny(s, "（("); at > 0 {
		s = s[:at]
	}
	return s
}

// labelled gives the labels of a card their style: those whose words are known,
// and at the left of a wide value whatever stands there (社区居委会意见).
func labelled(boxes []gridBox, cols int) {
	for i := range boxes {
		b := &boxes[i]
		if b.style != forms.StyleBody || b.cell.Text == "" || b.cell.Kind == forms.CellNumber {
			continue
		}
		upright := b.Bottom > b.Top+1 && b.Left == b.Right
		besideWide := i+1 < len(boxes) && boxes[i+1].Top == b.Top && boxes[i+1].Left == b.Right+1 &&
			(boxes[i+1].Right-boxes[i+1].Left+1)*2 > cols && boxes[i+1].Right == cols-1
		if labels()[labelKey(b.cell.Text)] || upright || besideWide {
			b.style = forms.StyleLabel
		}
	}
}
