package sample

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"huce/forms"
	"huce/forms/sheet"
)

// press writes the files of a world, one after the other.
type press struct {
	w      *world
	emit   func(File) error
	ledger *ledger
	taken  map[string]bool // paths
}

func newPress(w *world, emit func(File) error) *press {
	return &press{w: w, emit: emit, ledger: newLedger(), taken: map[string]bool{}}
}

func (p *press) run() error {
	for round, period := range p.w.rounds {
		for _, plan := range formPlans {
			if p.w.options.wants(plan.id) && plan.rounds.due(round, len(p.w.rounds)) {
				if err := p.form(plan, round, period); err != nil {
					return err
				}
			}
		}
		if p.w.options.wants(tasksForm) {
			if err := p.tasks(round, period); err != nil {
				return err
			}
		}
		if p.w.options.wants(surveyForm) {
			if err := p.surveys(round, period); err != nil {
				return err
			}
		}
	}
	return p.ledger.publish(p.w, p.emit)
}

// job is one form of one round being filled.
type job struct {
	*press
	plan     formPlan
	template *template
	style    *style
	hand     *hand
	folder   string // the department as the folder spells it
	title    string
	asOf     forms.Date
	period   period
	quality  float64
	staff    signatures
	layout   dice // decides how the form looks: the same in every round
	d        dice
	round    int
}

func (p *press) form(plan formPlan, round int, period period) error {
	t := templateByID(plan.id)
	j := &job{press: p, plan: plan, template: t, round: round, period: period}
	j.layout = newDice(p.w.seed, fmt.Sprintf("form %s %d", plan.id, p.version(plan, round)))
	j.d = newDice(p.w.seed, fmt.Sprintf("round %d of %s", round, plan.id))
	j.style = newStyle(j.layout, plan, p.w.options.Noise)
	if subjectOf(flatten(t.Fields)).id == "" {
		j.style.idMode, j.style.noID = "", false
	}
	j.folder = folderOf(j.layout, t.Department)
	j.asOf = someDay(j.d, addDays(period.from, 2), addDays(period.to, -3))
	j.title = p.titleOf(j.layout, plan.formTitle(t), period)
	j.quality = j.layout.ofFloat(0.3, 0.3, 1, 1, 1, 1, 3)
	j.staff = signatures{leaderName, j.d.oneOf(officials), fmt.Sprintf("010-0000%04d", j.d.IntN(10000))}
	j.hand = &hand{w: p.w, d: j.d, s: j.style, quality: j.quality * p.w.options.Noise}
	entries := j.audience()
	if len(entries) == 0 { // nobody to report on: no file
		return nil
	}
	if plan.shape == cards {
		return j.cards(entries)
	}
	j.style.format = roomy(j.style.format, len(entries))
	return j.table(entries)
}

// The most rows that a roster has in a text document, and in an old workbook (which
// ends at 65,536).
const (
	docxRows = 150
	xlsRows  = 60_000
)

// roomy is a format that a roster's rows fit into.
func roomy(f forms.Format, rows int) forms.Format {
	if f == forms.DOCX && rows > docxRows || f == forms.XLS && rows > xlsRows {
		return forms.XLSX
	}
	return f
}

// version counts how often a department has changed its form up to a round: in one
// of six rounds it does.
func (p *press) version(plan formPlan, round int) int {
	v := 0
	for r := 1; r <= round; r++ {
		if salt(p.w.seed).has(fmt.Sprintf("new form %s %d", plan.id, r), 1.0/6) {
			v = r
		}
	}
	return v
}

func (d dice) ofFloat(all ...float64) float64 { return all[d.IntN(len(all))] }

func (f formPlan) formTitle(t *template) string {
	if f.title != "" {
		return f.title
	}
	return t.Title
}

// folderOf is a department as a folder spells it: the first of several, 区民政局 or
// 民政局.
func folderOf(d dice, department string) string {
	name, _, _ := strings.Cut(department, " / ")
	name = strings.NewReplacer("（", "(", "）", ")").Replace(name)
	if rest, ok := strings.CutPrefix(name, "区"); ok && d.chance(0.2) {
		return rest
	}
	return name
}

// titleOf is a form's title with what departments add to it. Where there are several
// rounds it names the round.
func (p *press) titleOf(d dice, title string, period period) string {
	community, street := p.w.options.Community+"社区", p.w.options.Street+"街道"
	when := strings.TrimSuffix(period.words, "度")
	if strings.HasSuffix(period.words, "季度") {
		when = period.words
	}
	named := []string{community + when + title, title + "（" + period.words + "）", when + title, street + community + when + title}
	if len(p.w.rounds) == 1 {
		named = append(named, community+title, street+community+title, title, title)
	}
	return named[d.IntN(len(named))]
}

// audience are a form's entries, without the few that a department doesn't know of,
// in the order of its rows.
func (j *job) audience() []*entry {
	all := j.plan.who(j.w, j.asOf, j.round)
	miss := 0.05 * j.w.options.Noise * j.layout.Float64()
	kept := all[:0]
	for _, e := range all {
		if len(all) > 12 && e.has("unknown to "+j.plan.id, miss) {
			continue
		}
		e.round = j.round
		kept = append(kept, e)
	}
	return kept
}

// sorted puts entries in a form's order; people of one home stay together.
func (j *job) sorted(all []*entry, order rowOrder) {
	key := func(e *entry) uint64 { return mix(uint64(e.salt) ^ fnv(j.plan.id)) }
	if all[0].h == nil { // organisations and activities come as they are
		return
	}
	switch order {
	case byPlace:
		slices.SortStableFunc(all, func(a, b *entry) int {
			if a.at.estate != b.at.estate {
				return a.at.estate.grid - b.at.estate.grid
			}
			if a.at.place() != b.at.place() {
				return a.at.place() - b.at.place()
			}
			return a.h.no - b.h.no
		})
	case byHome:
		slices.SortStableFunc(all, func(a, b *entry) int { return a.h.no - b.h.no })
	case shuffled:
		of := func(e *entry) uint64 { return mix(uint64(e.h.salt) ^ fnv(j.plan.id)) }
		slices.SortStableFunc(all, func(a, b *entry) int { return compare(of(a), of(b)) })
	case byPerson:
		slices.SortStableFunc(all, func(a, b *entry) int { return compare(key(a), key(b)) })
	}
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (j *job) reporter() string {
	community := j.w.options.Community + "社区"
	return j.layout.of(community+"居民委员会", community+"居民委员会", community+"居委会", j.w.options.Street+"街道"+community)
}

func (j *job) dayWords() string {
	return dayText([...]dateStyle{chinese, chinese, isoDate, shortDot}[j.layout.IntN(4)], j.asOf)
}

func (j *job) features(l *look) []string {
	var all []string
	for _, f := range []struct {
		on   bool
		name string
	}{
		{l.blanks, "blank_rows"}, {l.hidden, "hidden_column"}, {l.letters, "letter_row"}, {l.total != "", "total_row"}, {l.trailing > 0, "trailing_rows"},
	} {
		if f.on {
			all = append(all, f.name)
		}
	}
	return all
}

// units are the row units of templates as the contract names them.
var units = map[string]forms.Unit{"人": forms.UnitPerson, "户": forms.UnitHousehold, "房": forms.UnitDwelling}

func (t *template) unit() forms.Unit {
	if u, ok := units[t.RowUnit]; ok {
		return u
	}
	if strings.Contains(t.RowUnit, "单位") {
		return forms.UnitOrganisation
	}
	return forms.UnitEvent
}

// send writes a form's file, hands it over and notes its truth.
func (j *job) send(grids []*forms.Grid, truths []sheetTruth, rows [][]rowTruth, features []string) error {
	at := j.pathOf(j.folder, j.title, j.style.format)
	name := strings.TrimSuffix(path.Base(at), path.Ext(at))
	total := 0
	for i := range truths {
		s := &truths[i]
		if s.Kind == "table" || s.Kind == "card" {
			s.Department, s.RowUnit = j.template.Department, string(j.template.unit())
		}
		switch {
		case j.style.format == forms.CSV:
			s.Name = name
		case j.style.format == forms.DOCX:
			s.Name = fmt.Sprintf("表%d", i+1)
		}
		if i < len(rows) {
			j.ledger.mention(at, s.Name, rows[i])
			total += mentions(rows[i])
		}
	}
	j.ledger.list(fileMark{
		path: at, form: j.plan.id, format: j.style.format, encoding: j.encoding(), department: j.folder, asOf: j.asOf,
		quality: round2(j.hand.quality), idMode: j.style.idMode, noID: j.style.noID, rows: total, features: features,
	})
	err := j.ledger.recognise(fileTruth{File: at, Form: j.plan.id, Format: j.style.format, Sheets: truths})
	if err != nil {
		return err
	}
	book := &forms.Book{Format: j.style.format, Encoding: j.style.encoding, BOM: j.style.bom, Sheets: grids}
	return j.write(at, book)
}

func round2(x float64) float64 { return math.Round(x*100) / 100 }

func mentions(rows []rowTruth) int {
	n := 0
	for _, r := range rows {
		if r.entry.p != nil && r.entry.p.no > 0 {
			n++
		}
	}
	return n
}

func (j *job) encoding() string {
	if j.style.bom {
		return j.style.encoding + "-bom"
	}
	return j.style.encoding
}

// pathOf is a file's path, one that no other file has.
func (p *press) pathOf(folder, title string, format forms.Format) string {
	title = strings.NewReplacer("“", "", "”", "").Replace(title)
	for n := 1; ; n++ {
		at := folder + "/" + title
		if n > 1 {
			at += fmt.Sprintf("（%d）", n)
		}
		at += "." + string(format)
		if !p.taken[at] {
			p.taken[at] = true
			return at
		}
	}
}

// write makes the file's bytes and hands them over.
func (p *press) write(at string, b *forms.Book) error {
	bytes, err := sheet.Write(b, b.Format)
	if err != nil {
		return fmt.Errorf("sample: %s: %w", at, err)
	}
	return p.emit(File{at, bytes})
}
