package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huce/app/office"
	"huce/forms"
)

// print writes a paper as PDF and files it.
func (t *terminal) print() *cobra.Command {
	var out, password, text, from, until string
	var opt office.PrintOptions
	c := &cobra.Command{
		Use:   "print ARCHIVE " + strings.Join(paperNames(), "|") + " [SUBMISSION|TEMPLATE] -o OUT.pdf",
		Short: t.text("print"), Long: t.text("print_long"), Args: between(2, 3),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			kind := office.PaperKind(args[1])
			if needs := office.NeedsName(kind); needs != (len(args) == 3) {
				return usage{fmt.Errorf("%s", t.text("print_usage."+strconv.FormatBool(needs), args[1]))}
			}
			if len(args) == 3 {
				opt.Of = args[2]
			}
			if password != "" {
				if opt.Password, err = secret(password, ""); err != nil {
					return err
				}
				if len(opt.Password) == 0 {
					return usage{fmt.Errorf("%s", t.text("pdf_password_empty", password))}
				}
			}
			if kind == office.RequestPaper {
				if text == "" {
					return usage{fmt.Errorf("%s", t.text("request_usage"))}
				}
				if opt.Text, err = os.ReadFile(text); err != nil {
					return forms.NewFault("path_unreadable", text).Because(err)
				}
			}
			if opt.From, err = day("from", from); err != nil {
				return err
			}
			if opt.Until, err = day("until", until); err != nil {
				return err
			}
			return t.with(args[0], func(o *office.Office) error {
				if err := t.look(o); err != nil {
					return err
				}
				p, err := o.PrintWith(kind, opt)
				if err != nil {
					return err
				}
				if err := writeFile(out, p.Data); err != nil {
					return err
				}
				t.tellPrinted(out, p)
				return nil
			})
		},
	}
	f := c.Flags()
	f.StringVar(&password, "pdf-password-file", "", t.text("flag.pdf_password_file"))
	f.BoolVar(&opt.Attached, "attachments", false, t.text("flag.attached"))
	f.BoolVar(&opt.Stamp, "stamp", false, t.text("flag.stamp"))
	f.BoolVar(&opt.NoCode, "no-code", false, t.text("flag.no_code"))
	f.StringVar(&opt.Fonts, "fonts", "", t.text("flag.fonts"))
	f.BoolVar(&opt.Filled, "filled", false, t.text("flag.filled"))
	f.BoolVar(&opt.Cover, "cover", false, t.text("flag.cover"))
	f.BoolVar(&opt.Index, "index", false, t.text("flag.index"))
	f.BoolVar(&opt.Homes, "homes", false, t.text("flag.homes"))
	f.IntVar(&opt.Year, "year", 0, t.text("flag.doc_year"))
	f.StringVar(&opt.Retention, "retention", "", t.text("flag.doc_retention"))
	f.StringVar(&opt.Section, "office", "", t.text("flag.doc_office"))
	f.IntVar(&opt.Spine, "spine", 0, t.text("flag.spine"))
	f.StringVar(&opt.StatHead.No, "table-no", "", t.text("flag.table_no"))
	f.StringVar(&opt.StatHead.Organ, "organ", "", t.text("flag.organ"))
	f.StringVar(&opt.StatHead.Approval, "approval", "", t.text("flag.approval"))
	f.StringVar(&opt.StatHead.Valid, "valid-until", "", t.text("flag.valid_until"))
	f.StringVar(&text, "text", "", t.text("flag.request_text"))
	f.StringVar(&opt.To, "to", "", t.text("flag.request_to"))
	f.StringVar(&opt.Number, "number", "", t.text("flag.number"))
	f.StringVar(&opt.Visitor, "visitor", "", t.text("flag.sheets_visitor"))
	f.StringVar(&from, "from", "", t.text("flag.sheets_from"))
	f.StringVar(&until, "until", "", t.text("flag.sheets_until"))
	f.BoolVar(&opt.SealRoom, "seal", false, t.text("flag.seal_room"))
	return needsOutput(t.masks(c), &out)
}

func paperNames() []string {
	var names []string
	for _, k := range office.AllPapers() {
		names = append(names, string(k))
	}
	return names
}

func (t *terminal) tellPrinted(out string, p *office.Paper) {
	if p.ArchivalNo == "" {
		t.say("printed_unfiled", out, strconv.Itoa(p.Report.Pages))
	} else {
		t.say("printed", out, strconv.Itoa(p.Report.Pages), p.ArchivalNo)
	}
	if len(p.Report.Missing) > 0 {
		t.say("missing_glyphs", p.Report.MissingNames())
	}
}

// checkPaper holds a printed page against the archive.
func (t *terminal) checkPaper(o *office.Office, code string) error {
	p, err := o.CheckPaper(code)
	if err != nil {
		return err
	}
	if t.json {
		return t.writeJSON(map[string]any{
			"archival_no": p.ArchivalNo, "kind": p.Kind, "title": p.Title, "date": p.Date.String(),
			"pages": p.Pages, "page": p.Page, "filed_at": p.FiledAt, "filed_by": p.FiledBy, "sha256": p.SHA,
		})
	}
	page := ""
	if p.Page > 0 {
		page = t.text("paper_page", strconv.Itoa(p.Page))
	}
	fmt.Fprintln(t.out, t.text("paper_same", p.ArchivalNo, p.Title, strconv.Itoa(p.Pages), page, p.FiledAt, p.FiledBy))
	return nil
}
