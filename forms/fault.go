package forms

import "strings"

// Fault is an error with words for the user. Code names the message ("fault."+Code
// in the translations); Args fill it, and never hold personal data. Cause is for
// the log alone.
type Fault struct {
	Code  string
	Args  []string
	Cause error
}

// NewFault is a Fault of a code with its arguments.
func NewFault(code string, args ...string) *Fault { return &Fault{Code: code, Args: args} }

// Because is the same fault with its cause.
func (f *Fault) Because(err error) *Fault { f.Cause = err; return f }

func (f *Fault) Error() string {
	s := f.Code
	if len(f.Args) > 0 {
		s += " (" + strings.Join(f.Args, ", ") + ")"
	}
	if f.Cause != nil {
		s += ": " + f.Cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Severity is how bad an issue is.
type Severity string

// The severities: an error needs a clerk, a warning a glance.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Issue is something amiss with a cell, a row or a file. Row and Col are 0-based;
// -1 where the issue is about more than that. Code names the message
// ("issue."+Code in the translations).
type Issue struct {
	Row, Col int
	Severity Severity
	Code     string
	Args     []string
	Suggest  string // a value that would mend it, "" where none is known
}

// Cell is the issue's place as a spreadsheet names it, "" for the whole sheet.
func (i Issue) Cell() string {
	switch {
	case i.Row < 0 && i.Col < 0:
		return ""
	case i.Row < 0:
		return ColumnName(i.Col)
	case i.Col < 0:
		return CellName(i.Row, 0)
	}
	return CellName(i.Row, i.Col)
}
