package vocab

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"

	"huce/assets"
)

// wordTable says which short word the register keeps for a code and how else
// people write it. A line without a code is a word that the list has no code for
// but that forms use (文盲, 子女, 流动人口).
//
//go:embed tables/words.csv
var wordTable []byte

// labelTable is the spellings of labels that are in no other table.
//
//go:embed tables/labels.csv
var labelTable []byte

// readCSV gives each line of a table, but for its head, as fields by their column.
func readCSV(name string, content []byte, each func(row map[string]string)) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("vocab: %s: %v", name, err))
	}
	for _, values := range rows[1:] {
		row := make(map[string]string, len(values))
		for i, v := range values {
			row[rows[0][i]] = strings.TrimSpace(v)
		}
		each(row)
	}
}

// readAsset is readCSV of an embedded file of assets.
func readAsset(name string, each func(row map[string]string)) {
	readCSV(name, assets.Read(name), each)
}
