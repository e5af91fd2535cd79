package sample

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"huce/forms"
)

const truthFolder = "truth/"

// fileTruth is the right answer to hucectl inspect --json about one file.
type fileTruth struct {
	Error  string       `json:"error"`
	File   string       `json:"file"`
	Form   string       `json:"form"`
	Format forms.Format `json:"format"`
	Sheets []sheetTruth `json:"sheets"`
}

// sheetTruth is what one sheet is. Rows count from 1; none is [] for a header, [0,0]
// for a table without data. HeaderAlt is what may be answered besides, where a row
// of letters follows the header.
type sheetTruth struct {
	Name       string            `json:"name"`
	Hidden     bool              `json:"hidden"`
	Kind       string            `json:"kind"`
	Title      string            `json:"title"`
	Department string            `json:"department"`
	RowUnit    string            `json:"row_unit"`
	Header     []int             `json:"header_rows"`
	HeaderAlt  [][]int           `json:"header_alt,omitempty"`
	Data       []int             `json:"data_rows"`
	Columns    []labelTruth      `json:"columns"`
	Cells      []labelTruth      `json:"cells"`
	Footer     map[string]string `json:"footer"`
}

// labelTruth is what one column or one cell of a card means.
type labelTruth struct {
	Column string `json:"column,omitempty"`
	Cell   string `json:"cell,omitempty"`
	Label  string `json:"label"`
	Field  string `json:"field"`
	Known  bool   `json:"in_synonyms"`
}

func columnTruth(i int, c *column) labelTruth {
	label := oneLine(c.label)
	if c.group != "" {
		label = c.group + "/" + label
	}
	return labelTruth{Column: forms.ColumnName(i), Label: label, Field: c.field.Name, Known: known(c.label, c.field.Name)}
}

func cellTruth(row, col int, c *column) labelTruth {
	return labelTruth{
		Cell: forms.CellName(row, col), Label: oneLine(c.label), Field: c.field.Name, Known: known(c.label, c.field.Name),
	}
}

func oneLine(label string) string { return strings.ReplaceAll(label, "\n", "") }

// orEmpty makes lists that are nil into [].
func (s *sheetTruth) orEmpty() {
	if s.Header == nil {
		s.Header = []int{}
	}
	if s.Data == nil {
		s.Data = []int{}
	}
	if s.Columns == nil {
		s.Columns = []labelTruth{}
	}
	if s.Cells == nil {
		s.Cells = []labelTruth{}
	}
}

// rowTruth is one mention of a person in a file.
type rowTruth struct {
	row, at int // 1-based: the row (a card's first), the row they stand in
	entry   *entry
	noise   string
	card    bool
}

// ledger gathers the truth about all files.
type ledger struct {
	rows, files, tasks, surveys  table
	recog                        bytes.Buffer
	noise                        map[string]int
	formats                      map[string]int
	count, columns, knownColumns int
	taskCount, surveyCount       int
	fileCount                    int
}

// table is a csv being written.
type table struct {
	bytes.Buffer
	w *csv.Writer
}

func (t *table) add(values ...string) {
	if t.w == nil {
		t.w = csv.NewWriter(&t.Buffer)
	}
	if err := t.w.Write(values); err != nil { // a bytes.Buffer takes everything
		panic(err)
	}
}

func (t *table) file(name string) File {
	if t.w != nil {
		t.w.Flush()
	}
	return File{truthFolder + name, t.Bytes()}
}

func newLedger() *ledger {
	l := &ledger{noise: map[string]int{}, formats: map[string]int{}}
	l.rows.add("file", "sheet", "row", "person", "household", "noise", "at", "household_then", "role", "card")
	l.files.add("file", "form", "format", "encoding", "department", "as_of", "quality", "id_mode", "no_id", "rows", "features")
	l.tasks.add("task", "file", "department", "group", "text")
	l.surveys.add("file", "department", "due", "fields")
	l.recog.WriteString("[")
	return l
}

// mention notes the rows of a sheet.
func (l *ledger) mention(file, sheet string, rows []rowTruth) {
	for _, r := range rows {
		e := r.entry
		if e.p == nil || e.p.no == 0 {
			continue
		}
		e.p.rows++
		l.count++
		for kind := range strings.FieldsSeq(r.noise) {
			l.noise[kind]++
		}
		l.rows.add(file, sheet, strconv.Itoa(r.row), personID(e.p.no), homeID(e.p.lastHome().no), r.noise,
			strconv.Itoa(r.at), homeID(e.h.no), e.role, map[bool]string{false: "0", true: "1"}[r.card])
	}
}

// recognise notes what a file is.
func (l *ledger) recognise(f fileTruth) error {
	for i := range f.Sheets {
		f.Sheets[i].orEmpty()
		for _, c := range f.Sheets[i].Columns {
			l.columns++
			if c.Known {
				l.knownColumns++
			}
		}
	}
	l.fileCount++
	l.formats[string(f.Format)]++
	if l.recog.Len() > 1 {
		l.recog.WriteString(",")
	}
	l.recog.WriteString("\n")
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f); err != nil {
		return err
	}
	return json.Indent(&l.recog, bytes.TrimSpace(b.Bytes()), " ", " ")
}

// publish hands over the truth files.
func (l *ledger) publish(w *world, emit func(File) error) error {
	l.recog.WriteString("\n]\n")
	summary, err := l.summary(w)
	if err != nil {
		return err
	}
	for _, f := range []File{
		l.rows.file("rows.csv"), w.personsFile(), w.factsFile(), w.householdsFile(), w.estatesFile(),
		{truthFolder + "recog.json", l.recog.Bytes()},
		l.tasks.file("tasks.csv"), l.surveys.file("surveys.csv"), l.files.file("files.csv"), summary,
	} {
		if err := emit(f); err != nil {
			return err
		}
	}
	return nil
}

func (l *ledger) summary(w *world) (File, error) {
	alive, homes := 0, 0
	for _, p := range w.people {
		if p.alive(w.end) {
			alive++
		}
	}
	for _, h := range w.homes {
		if h.size(w.end) > 0 {
			homes++
		}
	}
	b, err := json.MarshalIndent(map[string]any{
		"alive": alive, "columns": l.columns, "columns_in_synonyms": l.knownColumns, "files": l.fileCount,
		"formats": l.formats, "households": len(w.homes), "households_lived_in": homes, "noise": l.noise,
		"persons": len(w.people), "rounds": len(w.rounds), "rows": l.count, "seed": w.seed,
		"surveys": l.surveyCount, "tasks": l.taskCount,
	}, "", " ")
	return File{truthFolder + "summary.json", append(b, '\n')}, err
}

// fileMark is a file's line of files.csv.
type fileMark struct {
	path, form string
	format     forms.Format
	encoding   string
	department string
	asOf       forms.Date
	quality    float64
	idMode     string
	noID       bool
	rows       int
	features   []string
}

func (l *ledger) list(m fileMark) {
	l.files.add(m.path, m.form, string(m.format), m.encoding, m.department, m.asOf.String(), fmt.Sprint(m.quality), m.idMode,
		yes(m.noID), strconv.Itoa(m.rows), strings.Join(m.features, " "))
}
