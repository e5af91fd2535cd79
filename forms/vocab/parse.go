package vocab

import (
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
)

// reader reads a value of one type of field. The text is not blank.
type reader func(f forms.FieldDef, c forms.Cell) (string, []forms.Issue)

// readers are the types of field and how their values are read.
var readers = map[string]reader{
	"idcard": readID, "phone": readPhone, "date": readDay, "month": readDay, "address": readAddress,
	"bool": readBool, "code": readCode, "multicode": readCodesOf,
	"integer": readNumber, "decimal": readNumber, "money": readNumber,
	"bankcard": readAccount,
}

// readerFor is the reader of a field: names have their own, whatever their type.
func readerFor(f forms.FieldDef) reader {
	if isPersonName(f.Name) {
		return readName
	}
	if f.Name == "task.target" {
		return readTarget
	}
	if isDeadline(f.Name) {
		return readDeadline
	}
	if r, ok := readers[f.Type]; ok {
		return r
	}
	return readText
}

// Parse reads a cell into the register's spelling of a standard field: a day by ISO
// at its precision, 男 or 女, 是 or 否, phones as digits joined by 、, ID numbers of 18
// characters, addresses by Address.String, codes as the common word, numbers plain.
// A blank, 不详 and what is printed to be filled in (□男 □女) is "". What can't be read comes back as the trimmed text with an
// issue. The issues' Row and Col are -1 for the caller to set.
func Parse(field string, c forms.Cell) (value string, issues []forms.Issue) {
	t := fields()
	i, ok := t.at[field]
	switch {
	case c.Kind == forms.CellError || IsBlank(c.Text) || IsToFill(c.Text):
		return "", nil
	case !ok:
		return readText(forms.FieldDef{}, c)
	}
	return t.read[i](t.list[i], c)
}

// ParseText is Parse of a text.
func ParseText(field, text string) (string, []forms.Issue) {
	return Parse(field, forms.Cell{Text: text, Kind: forms.CellText})
}

// readTarget reads what a task is to reach: a number, or words for it (按期完成).
func readTarget(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if value, issues := readNumber(f, c); len(issues) == 0 {
		return value, nil
	}
	return Tidy(c.Text), nil
}

func readText(_ forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	return Tidy(c.Text), nil
}

func readID(_ forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	text := c.Text
	number := c.Kind == forms.CellNumber
	if number && c.Raw != "" {
		if v := rawNumber(c); v != "" {
			text = v
		}
	}
	if isNothing(text) {
		return "", nil
	}
	id := ParseID(text)
	if isNothing(id.Number) {
		return "", nil
	}
	if number && len(text) > 15 && allDigits(id.Number) {
		return id.Number, fail("id_cut") // a spreadsheet's number has 15 digits, the rest is lost
	}
	switch {
	case id.Valid && id.From15:
		return id.Number, warn("id_from15")
	case id.Valid:
		return id.Number, nil
	case id.Fault == "id_masked" || id.Fault == "id_other" || id.Fault == "id_from15_old":
		return id.Number, suggesting(warn(id.Fault), id.Mended)
	}
	if id.Fault == "id_several" {
		return Tidy(c.Text), fail(id.Fault)
	}
	return id.Number, suggesting(fail(id.Fault), id.Mended)
}

func readPhone(_ forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	text := c.Text
	if c.Kind == forms.CellNumber && isScientific(Narrow(text)) {
		if v := rawNumber(c); v != "" {
			text = v
		}
	}
	if isMobile(text) {
		return text, nil
	}
	if isNothing(text) {
		return "", nil
	}
	text = strings.TrimRight(text, " *＊#") // a mark that points to a note
	phones, ok := ParsePhone(text)
	if !ok {
		if both, some := someReadable(text); some {
			return both, warn("phone_unreadable")
		}
	}
	switch {
	case ok:
		return strings.Join(phones, "、"), nil
	case strings.ContainsAny(text, "*＊"), maskedByX.MatchString(text):
		return Tidy(text), warn("phone_masked")
	case isScientific(Narrow(text)):
		return Tidy(text), fail("phone_scientific")
	}
	if digits := bareDigits(Narrow(text)); len(digits) >= 7 {
		return digits, warn("phone_unreadable")
	}
	return Tidy(text), suggesting(warn("phone_unreadable"), mendPhone(text))
}

// maskedByX is a number whose middle is crossed out: 199xxxx1234.
var maskedByX = regexp.MustCompile(`^\d{3}[xX×]{3,}\d{2,4}$`)

// mendPhone is the mobile that a text is with letters read as the digits that they
// look like (l99O…), "" where it is none.
func mendPhone(text string) string {
	mended := strings.Map(func(r rune) rune {
		switch {
		case r == 'O' || r == 'o' || hanDigit(r) == 0:
			return '0'
		case r == 'l' || r == 'I' || r == 'i' || r == '|':
			return '1'
		case hanDigit(r) > 0:
			return '0' + rune(hanDigit(r))
		case r == ' ' || r == '-':
			return -1
		}
		return r
	}, Narrow(text))
	if isMobile(mended) {
		return mended
	}
	return ""
}

// endless are the words that forms put for a day that never comes.
var endless = map[string]bool{"9999-12-31": true, "2099-12-31": true, "长期": true, "长期有效": true, "永久": true, "永久有效": true, "至今": true, "无固定期限": true}

func readDay(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if d, ok := plainDate(c.Text); ok && c.Kind != forms.CellNumber {
		return d.String(), nil
	}
	shown, note, ok := readDate(c.Text)
	if c.Kind == forms.CellDate {
		if raw, yes := rawDate(c.Raw); yes {
			if ok && coarser(shown, raw) {
				return shown.String(), nil
			}
			return raw.String(), nil
		}
	}
	switch {
	case ok && c.Kind == forms.CellNumber && isTenths(c.Text):
		return shown.String(), warn("date_month_cut")
	case ok && note == dateLunar:
		return shown.String(), warn("date_lunar")
	case ok && note == dateGuessed:
		return shown.String(), warn("date_guessed")
	case ok:
		return shown.String(), nil
	case isNothing(c.Text):
		return "", nil
	case endless[fold(c.Text)]:
		return Tidy(c.Text), nil
	case isSchedule(f.Name, c.Text):
		return Tidy(c.Text), nil
	}
	if _, _, ok := MonthDay(c.Text); ok && c.Kind != forms.CellNumber {
		return Tidy(c.Text), warn("date_no_year")
	}
	return Tidy(c.Text), warn("date_unreadable")
}

// scheduleWords are what is done again and again is dated by.
var scheduleWords = regexp.MustCompile(`每(?:个)?(?:周|星期|月|天|日|年|季|晚|逢)|逢|周[一二三四五六日末]|星期[一二三四五六日天]|工作日|双休日|节假日|寒暑假|寒假|暑假|常年|全年|不定期|定期|平时`)

// isSchedule reports whether a text says when something is done regularly: 每周二、四上午.
// Nobody is born or registered so.
func isSchedule(field, text string) bool {
	group, _, _ := strings.Cut(field, ".")
	return group != "person" && group != "household" && !isDeadline(field) && runeLen(text) <= 40 && scheduleWords.MatchString(fold(text))
}

// rawDate is the day beneath a date cell: a serial number or an ISO date.
func rawDate(raw string) (forms.Date, bool) {
	if raw == "" {
		return forms.Date{}, false
	}
	if f, err := strconv.ParseFloat(raw, 64); err == nil {
		return serialDate(int(f))
	}
	return ParseDate(raw)
}

// coarser reports whether a date is shown with less than the day beneath says, and
// what is left out is the first, as when 1950年3月 was typed.
func coarser(shown, raw forms.Date) bool {
	if shown.Full() || shown.Year != raw.Year || shown.Month != 0 && shown.Month != raw.Month {
		return false
	}
	return raw.Day == 1 && (shown.Month != 0 || raw.Month == 1)
}

// isTenths reports whether a number such as 1995.1 may be October with its zero
// cut off.
func isTenths(text string) bool {
	_, frac, found := strings.Cut(text, ".")
	return found && frac == "1"
}

func readAddress(f forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if to, ok := pointsTo(c.Text); ok {
		return to, nil
	}
	if isNothing(c.Text) {
		return "", nil
	}
	a := ParseAddress(c.Text)
	if !a.Home() {
		return Tidy(c.Text), nil
	}
	if !isHomeField(f.Name) {
		return a.String() + a.Rest, nil
	}
	if a.Room == "" { // 5楼西户, 附1号: what is left tells homes apart
		return a.String() + a.Rest, nil
	}
	return a.String(), nil
}

// isHomeField reports whether an address is one where people live, so that what
// stands behind the room is a remark; where something happened, 东侧 matters.
func isHomeField(name string) bool {
	switch group, _, _ := strings.Cut(name, "."); group {
	case "person", "household", "house", "youth", "child":
		return true
	}
	return false
}

func readAccount(_ forms.FieldDef, c forms.Cell) (string, []forms.Issue) {
	if c.Kind == forms.CellNumber {
		if v := rawNumber(c); len(v) > 15 {
			return v, fail("number_cut")
		}
	}
	if isNothing(c.Text) {
		return "", nil
	}
	text := Narrow(c.Text)
	if isScientific(text) {
		return text, fail("number_cut")
	}
	digits := strings.NewReplacer(" ", "", "-", "").Replace(text)
	if allDigits(digits) {
		return digits, nil
	}
	return Tidy(c.Text), nil // a bank's name may stand before it
}
