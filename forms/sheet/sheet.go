// Package sheet reads office files into forms.Book and writes them from it.
//
// It reads xlsx (and xlsm), xls (BIFF8 and BIFF5, so also WPS's et), ods, XML
// Spreadsheet 2003, the tables of web pages named .xls, csv in every usual
// Chinese encoding, and the tables of docx, odt and Word's XML; it writes xlsx,
// xls, csv and docx. A file is what its content says, never what its name says. A
// Cell's Text is what Excel or LibreOffice would show; what lies beneath is in Raw.
//
// What it does not do: understand a table (recognise does), judge a value
// (vocab does), keep a file's formatting (fill does that in the file itself).
//
// What it promises: a file gives a Book or a *forms.Fault with words for the
// user, never a panic and never a half-read Book; nothing is written to disk;
// sizes are limited, so that no file can exhaust the machine; equal input gives
// equal output, byte by byte.
package sheet

import (
	"context"
	"fmt"
	"path"
	"strings"

	"huce/forms"
)

// Read reads an office file. The name decides nothing: its last part without the
// extension names the one sheet of a csv, and where the extension disagrees with
// the content the Book carries a warning "name_mismatch".
//
// The error is always a *forms.Fault; file_password asks for a password that
// ReadWith takes.
func Read(name string, data []byte) (*forms.Book, error) { return ReadWith(name, data, Options{}) }

// ReadWith is Read with options. A wrong password gives the fault
// file_password_wrong.
func ReadWith(name string, data []byte, opt Options) (book *forms.Book, err error) {
	defer func() {
		if r := recover(); r != nil {
			book, err = nil, damaged(fmt.Errorf("panic: %v", r))
		}
	}()
	ctx := opt.Context
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, done := context.WithTimeout(ctx, maxTime)
	defer done()
	format, err := Sniff(data)
	if err != nil && faultOf(err).Code == "file_password" {
		if data, err = unlock(data, opt.Password); err == nil {
			format, err = Sniff(data)
		}
	}
	if err != nil {
		return nil, faultOf(err)
	}
	switch format {
	case forms.XLSX:
		book, err = readXLSX(ctx, data)
	case forms.XLS:
		book, err = readXLS(ctx, data)
	case forms.ODS:
		book, err = readODS(ctx, data)
	case forms.SpreadsheetML:
		book, err = readSpreadsheetML(ctx, data)
	case forms.HTML:
		book, err = readHTML(ctx, stem(name), data)
	case forms.DOCX:
		book, err = readDOCX(ctx, data)
	case forms.ODT:
		book, err = readODT(ctx, data)
	case forms.WordML:
		book, err = readWordML(ctx, data)
	default:
		book, err = readCSV(ctx, stem(name), data)
	}
	if err != nil {
		return nil, faultOf(err)
	}
	if len(book.Sheets) == 0 { // charts and macros alone
		return nil, forms.NewFault("file_without_cells")
	}
	book.Format = format
	if NameMismatch(name, format) {
		book.Notes = append(book.Notes, note("name_mismatch", extension(name), string(format)))
	}
	return book, nil
}

// Write writes a Book in the given format. A csv takes the first sheet alone, in
// the Book's Encoding (utf-8 where it has none) with the Book's Comma (a comma
// where it has none). Equal Books give equal bytes.
//
// The error is always a *forms.Fault: a format that is not written, or an
// encoding that lacks a character.
func Write(b *forms.Book, format forms.Format) (data []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			data, err = nil, forms.NewFault("file_not_written", string(format)).Because(fmt.Errorf("panic: %v", r))
		}
	}()
	switch format {
	case forms.XLSX:
		data, err = writeXLSX(b)
	case forms.XLS:
		data, err = writeXLS(b)
	case forms.CSV:
		data, err = writeCSV(b)
	case forms.DOCX:
		data, err = writeDOCX(b)
	default:
		return nil, forms.NewFault("file_not_written", string(format))
	}
	if err != nil {
		if f, ok := err.(*forms.Fault); ok {
			return nil, f
		}
		return nil, forms.NewFault("file_not_written", string(format)).Because(err)
	}
	return data, nil
}

// extensions that a file of each format may honestly have: one that the office
// programs give it, or under which they open it without asking. An xls of WPS is
// called et, a text table also txt or tsv, a web page of a reporting system xls.
var extensions = map[forms.Format][]string{
	forms.XLSX:          {"xlsx", "xlsm", "xltx", "xltm"},
	forms.XLS:           {"xls", "xlt", "et", "ett"},
	forms.ODS:           {"ods", "ots", "fods"},
	forms.SpreadsheetML: {"xls", "xml", "et"},
	forms.HTML:          {"xls", "html", "htm", "et"},
	forms.CSV:           {"csv", "txt", "tsv", "tab"},
	forms.DOCX:          {"docx", "docm", "dotx", "dotm"},
	forms.ODT:           {"odt", "ott", "odm", "fodt"},
	forms.WordML:        {"doc", "docx", "xml", "wps"},
}

// NameMismatch reports whether the extension of a name says another format than
// f. A name without an extension says nothing.
func NameMismatch(name string, f forms.Format) bool {
	ext := extension(name)
	if ext == "" {
		return false
	}
	for _, e := range extensions[f] {
		if e == ext {
			return false
		}
	}
	return true
}

// extension is a name's extension in small letters without the dot, "" where it
// has none.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(base(name)), "."))
}

// stem is a name without folder and extension.
func stem(name string) string {
	b := base(name)
	if s := strings.TrimSuffix(b, path.Ext(b)); s != "" {
		return s
	}
	return b
}

func base(name string) string {
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}

func note(code string, args ...string) forms.Issue {
	return forms.Issue{Row: -1, Col: -1, Severity: forms.Warning, Code: code, Args: args}
}
