package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"huce/app/office"
	"huce/assets"
)

// showInspection says in a clerk's words what was recognised in a file, and what was
// left out and why.
func (t *terminal) showInspection(in *office.Inspection) {
	page := bufio.NewWriter(t.out) // a register of a community may have a line for every row
	defer page.Flush()
	shown := *t
	shown.out = page
	shown.writeInspection(in)
}

func (t *terminal) writeInspection(in *office.Inspection) {
	fmt.Fprintf(t.out, "%s  [%s]\n", in.File, in.Format)
	for i := range in.Sheets {
		s := &in.Sheets[i]
		hidden := ""
		if s.Hidden {
			hidden = "  " + t.text("hidden")
		}
		fmt.Fprintf(t.out, "  %s%s  %s  %s  %s\n", s.Name, hidden, t.text("kind."+s.Kind), s.Title, s.Department)
		t.showPlaces(s)
		for _, c := range s.Columns {
			t.showMeaning(c.Column, joinedLabel(c.Group, c.Label), c.Field, c.Confidence)
		}
		for _, c := range s.Cells {
			t.showMeaning(c.Cell, c.Label, c.Field, c.Confidence)
		}
		t.showSkipped(s)
		for _, i := range s.Issues {
			fmt.Fprintf(t.out, "    ! %s %s\n", i.Cell, i.Message)
		}
	}
}

// showPlaces says where the header and the data stand, and what is written beside them.
func (t *terminal) showPlaces(s *office.InspectedSheet) {
	var parts []string
	if len(s.HeaderRows) == 2 {
		parts = append(parts, t.text("header_rows", span(s.HeaderRows)))
	}
	if len(s.DataRows) == 2 {
		parts = append(parts, t.text("data_rows", span(s.DataRows)))
	}
	for _, f := range []struct{ key, value string }{
		{"as_of", s.AsOf}, {"footer_unit", s.Footer.Unit}, {"footer_leader", s.Footer.Leader}, {"footer_filler", s.Footer.Filler}, {"footer_phone", s.Footer.Phone},
	} {
		if f.value != "" {
			parts = append(parts, t.text(f.key, f.value))
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(t.out, "    %s\n", strings.Join(parts, "  "))
	}
}

func span(rows []int) string {
	if rows[0] == rows[1] {
		return strconv.Itoa(rows[0])
	}
	return fmt.Sprintf("%d–%d", rows[0], rows[1])
}

func joinedLabel(group, label string) string {
	if group == "" {
		return label
	}
	return group + "/" + label
}

func (t *terminal) showMeaning(place, label, field string, confidence float64) {
	if field == "" {
		fmt.Fprintf(t.out, "    %-4s %s → %s\n", place, label, t.text("own_field"))
		return
	}
	fmt.Fprintf(t.out, "    %-4s %s → %s  %.2f\n", place, label, field, confidence)
}

// showSkipped names the rows that are no data by their reasons, and what is hidden.
func (t *terminal) showSkipped(s *office.InspectedSheet) {
	var order []string
	rows := map[string][]string{}
	for _, k := range s.Skipped {
		if rows[k.Reason] == nil {
			order = append(order, k.Reason)
		}
		rows[k.Reason] = append(rows[k.Reason], strconv.Itoa(k.Row))
	}
	for _, reason := range order {
		fmt.Fprintf(t.out, "    - %s\n", t.text("skipped_rows", strings.Join(rows[reason], " "), assets.Text(t.words(), "skip."+reason)))
	}
	if len(s.HiddenCols) > 0 {
		fmt.Fprintf(t.out, "    - %s\n", t.text("hidden_columns", strings.Join(s.HiddenCols, " ")))
	}
	if len(s.HiddenRows) > 0 {
		hidden := make([]string, len(s.HiddenRows))
		for i, r := range s.HiddenRows {
			hidden[i] = strconv.Itoa(r)
		}
		fmt.Fprintf(t.out, "    - %s\n", t.text("hidden_rows", strings.Join(hidden, " ")))
	}
}

// showImport tells of each file what a clerk would want to know: whose place it takes,
// how its form changed, what was left out, and of a dry run what it would do.
func (t *terminal) showImport(rep *office.ImportReport) {
	for i := range rep.Files {
		f := &rep.Files[i]
		if f.Refused != nil || f.Already {
			continue
		}
		fmt.Fprintf(t.out, "%s  %s\n", f.File, f.Title)
		if f.Replaces != "" {
			fmt.Fprintf(t.out, "  %s\n", t.text("replaces", f.Replaces))
		}
		if !f.Changes.None() {
			fmt.Fprintf(t.out, "  %s\n", t.text("form_changed", office.ChangesInWords(t.words(), f.Changes)))
		}
		for _, l := range f.Left {
			fmt.Fprintf(t.out, "  - %s\n", l.Words(t.words()))
		}
		if f.Preview != nil {
			t.showPreview(f.Preview)
		}
	}
}

func (t *terminal) showPreview(p *office.FilePreview) {
	fmt.Fprintf(t.out, "  %s\n", t.text("preview", strconv.Itoa(p.Added), strconv.Itoa(p.Changed), strconv.Itoa(p.Asked), strconv.Itoa(p.Same), strconv.Itoa(p.Unplaced), strconv.Itoa(p.Skipped)))
	for _, r := range p.Rows {
		if r.What == office.RowAgrees {
			continue
		}
		line := t.text("preview_row", r.Sheet, strconv.Itoa(r.Row), t.text("preview."+r.What), r.Name, r.Person)
		for _, c := range r.Changes {
			line += "  " + t.text("preview_change", office.FieldLabel(c.Field), c.From, c.To)
		}
		for _, k := range r.Asks {
			line += "  " + assets.Text(t.words(), "question."+k)
		}
		fmt.Fprintf(t.out, "    %s\n", line)
	}
}
