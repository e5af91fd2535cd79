package office

import (
	"strconv"

	"huce/assets"
	"huce/forms"
	"huce/forms/sheet"
)

// Submissions lists what was imported.
func (o *Office) Submissions() (Listing, error) {
	if err := o.need(Read); err != nil {
		return Listing{}, err
	}
	all, err := o.submissions()
	if err != nil {
		return Listing{}, err
	}
	l := Listing{Columns: []string{
		"submission", "title", "department", "form", "as_of", "rows", "issues", "tasks",
		"format", "file", "imported_at", "imported_by", "withdrawn", "replaces",
	}}
	for _, s := range all {
		l.Rows = append(l.Rows, []string{
			s.ID, s.Title, s.Department, s.Form, s.AsOf.String(), strconv.Itoa(s.Rows), strconv.Itoa(s.Issues),
			strconv.Itoa(s.Tasks), string(s.Format), s.File, s.ImportedAt, s.ImportedBy, strconv.FormatBool(s.Withdrawn), s.Replaces,
		})
	}
	return l, nil
}

// Objects is an import's report for programs: the columns of Listing, and what else is
// told of a file where there is any.
func (r *ImportReport) Objects(lang assets.Lang) []map[string]any {
	out := make([]map[string]any, len(r.Files))
	for i, row := range r.Listing(lang) {
		f := &r.Files[i]
		o := map[string]any{}
		for k, v := range row {
			o[k] = v
		}
		o["form"] = f.Form
		for key, value := range map[string]struct {
			is bool
			v  any
		}{
			"replaces": {f.Replaces != "", f.Replaces},
			"changes":  {!f.Changes.None(), map[string]any{"text": ChangesInWords(lang, f.Changes), "added": f.Changes.Added, "removed": f.Changes.Removed, "renamed": f.Changes.Renamed}},
			"left_out": {len(f.Left) > 0, f.Left},
			"asks":     {len(f.Asks) > 0, f.Asks},
			"preview":  {f.Preview != nil, f.Preview},
		} {
			if value.is {
				o[key] = value.v
			}
		}
		out[i] = o
	}
	return out
}

// Listing is an import's report as a table, the reasons in the user's words.
func (r *ImportReport) Listing(lang assets.Lang) []map[string]string {
	l := Listing{Columns: []string{"file", "submission", "title", "format", "already", "rows", "tasks", "errors", "refused"}}
	for i := range r.Files {
		f := &r.Files[i]
		why := ""
		if f.Refused != nil {
			why = Message(lang, f.Refused)
		}
		l.Rows = append(l.Rows, []string{
			f.File, f.ID, f.Title, string(f.Format), strconv.FormatBool(f.Already), strconv.Itoa(f.Rows),
			strconv.Itoa(f.Tasks), strconv.Itoa(f.Errors), why,
		})
	}
	out := make([]map[string]string, len(l.Rows))
	for i, row := range l.Rows {
		out[i] = l.object(row)
	}
	return out
}

// XLSX is a listing as a workbook, every value as text so that no number is cut.
func (l Listing) XLSX() ([]byte, error) {
	g := &forms.Grid{Name: "户册"}
	for j, c := range l.Columns {
		g.Set(0, j, forms.T(c, forms.StyleHead))
	}
	i := 0
	for row := range l.All() {
		i++
		for j, v := range row {
			if v != "" || l.each == nil { // of hundreds of columns, most are empty
				g.Set(i, j, forms.T(v, forms.StyleBody))
			}
		}
	}
	return sheet.Write(&forms.Book{Format: forms.XLSX, Sheets: []*forms.Grid{g}}, forms.XLSX)
}

// Withdraw withdraws an import; BringBack undoes that.
func (o *Office) Withdraw(id string) error { return o.onSubmission(id, o.archive.Withdraw) }

// BringBack brings a withdrawn import back.
func (o *Office) BringBack(id string) error { return o.onSubmission(id, o.archive.Restore) }

func (o *Office) onSubmission(id string, act func(string) error) error {
	if err := o.need(Enter); err != nil {
		return err
	}
	if _, err := o.submission(id); isFault(err, "sensitive_form") {
		return err
	}
	return act(id)
}
