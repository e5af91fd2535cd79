package plan

import (
	"strconv"
	"strings"

	"huce/forms"
)

// DeclineLetter is the reply (复函) by which the community declines a matter that is
// not on its approved list.
func DeclineLetter(in Input, r *Request) forms.Official {
	p := newPaper(in, nil)
	title := "“" + strings.Trim(r.Title, "。；") + "”"
	if strings.HasSuffix(plainTitle(r.Title), "表") {
		title = "《" + plainTitle(r.Title) + "》"
	}
	p.say(phrase("decline.1", title) + basisText(r.Basis))
	p.say(phrase("decline.2"))
	if r.Reason != "" {
		p.say(phrase("decline.reason", strings.TrimRight(r.Reason, "。")))
	}
	if r.Hours > 0 {
		p.say(phrase("decline.hours", decimal(r.Hours, 1)))
	}
	p.say(phrase("decline.3"))
	d := p.official(phrase("decline.title", title), nil)
	d.To = r.Department
	if !r.On.IsZero() {
		d.Date = r.On
	}
	return d
}

func basisText(basis string) string {
	if basis == "" {
		return phrase("decline.no_basis")
	}
	return phrase("decline.basis", basis)
}

// LedgerPaper is the 费随事转 ledger as an official table, with what is overdue and
// what was asked and stayed open before it.
func LedgerPaper(in Input) forms.Official {
	p := newPaper(in, nil)
	lines := Ledger(in)
	var asked, allocated, arrived, spent, short int64
	open, late := 0, 0
	t := forms.Table{Note: phrase("ledger.note"), Columns: []forms.TableColumn{
		col("no", 4, forms.Centre), col("department", 11, forms.Left), col("item", 24, forms.Left), col("asked", 9, forms.Right), col("allocated", 9, forms.Right),
		col("arrived", 9, forms.Right), col("arrived_on", 14, forms.Centre), col("voucher", 9, forms.Left), col("spent", 9, forms.Right),
		col("balance", 9, forms.Right), col("fund_due", 14, forms.Centre), col("state", 8, forms.Centre),
	}}
	for i := range lines {
		l := &lines[i]
		asked, allocated, arrived, spent, short = asked+l.Asked, allocated+l.Allocated, arrived+l.Arrived, spent+l.Spent, short+l.Short
		askedText := Yuan(l.Asked)
		if l.AskedText != "" {
			askedText = l.AskedText
			open++
		}
		state := ledgerState(l)
		if l.Overdue {
			late++
		}
		t.Rows = append(t.Rows, []string{
			strconv.Itoa(i + 1), l.Department, l.Name, askedText, sumText(l.Fund, l.Allocated), sumText(l.Fund, l.Arrived),
			ChineseDate(l.ArrivedOn), l.Voucher, sumText(l.Fund, l.Spent), sumText(l.Fund, l.Balance()), ChineseDate(l.Due), state,
		})
	}
	if len(lines) > 0 {
		t.Rows = append(t.Rows, []string{"", phrase("annex.total"), "", Yuan(asked), Yuan(allocated), Yuan(arrived), "", "", Yuan(spent), Yuan(arrived - spent), "", ""})
	}
	p.say(phrase("ledger.lead", ChineseDate(in.Today), len(lines), Yuan(asked), Yuan(allocated), Yuan(arrived), Yuan(spent), Yuan(arrived-spent)))
	if open > 0 {
		p.say(phrase("ledger.open", open))
	}
	if late == 0 {
		p.say(phrase("ledger.no_overdue"))
	} else {
		p.say(phrase("ledger.overdue", late))
		for i := range lines {
			if l := &lines[i]; l.Overdue {
				s := phrase("ledger.overdue_one", l.Department, l.Name, ChineseDate(l.Due), Yuan(l.Short))
				if l.Urged != "" {
					s += phrase("ledger.urged", l.Urged)
				}
				p.item(s)
			}
		}
	}
	return p.official(phrase("ledger.title", committee(in.Community), in.Year), []forms.Annex{annex(phrase("ledger.annex"), t)})
}

func sumText(fund string, fen int64) string {
	if fund == "" {
		return ""
	}
	return Yuan(fen)
}

func ledgerState(l *LedgerLine) string {
	switch {
	case l.Overspent:
		return phrase("ledger.overspent")
	case l.Overdue:
		return phrase("status.late")
	case l.Fund == "":
		return phrase("ledger.unrecorded")
	case l.Short > 0:
		return phrase("ledger.waiting")
	}
	return phrase("ledger.here")
}
