package vocab

import (
	"strings"
	"unicode/utf8"
)

// level is how high a division stands; in an address each is below the one before.
type level uint8

const (
	levelNone level = iota
	levelProvince
	levelCity
	levelCounty
	levelTown      // 镇, 乡
	levelStreet    // 街道
	levelCommunity // 社区
)

// divisions are the words that end a division's name, longest first where one ends
// another.
var divisions = []struct {
	word string
	from level // a division of this level may end so …
	to   level // … and of this one, where a higher one stands before it
}{
	{"自治区", levelProvince, levelProvince},
	{"特别行政区", levelProvince, levelProvince},
	{"省", levelProvince, levelProvince},
	{"自治州", levelCity, levelCity},
	{"地区", levelCity, levelCity},
	{"盟", levelCity, levelCity},
	{"市", levelCity, levelCounty},
	{"自治县", levelCounty, levelCounty},
	{"自治旗", levelCounty, levelCounty},
	{"县", levelCounty, levelCounty},
	{"旗", levelCounty, levelCounty},
	{"街道办事处", levelStreet, levelStreet},
	{"街道办", levelStreet, levelStreet},
	{"街道", levelStreet, levelStreet},
	{"居民委员会", levelCommunity, levelCommunity},
	{"居委会", levelCommunity, levelCommunity},
	{"村委会", levelCommunity, levelCommunity},
	{"社区", levelCommunity, levelCommunity},
	{"区", levelCounty, levelCounty},
	{"镇", levelTown, levelTown},
	{"乡", levelTown, levelTown},
}

// splitArea parts what stands before a home's numbers into the area that it names
// (province, city, county, town) and the estate. Street and community are left
// out, as is an area that names none (某市某区, XX市XX区).
func splitArea(prefix string) (area, estate string) {
	prefix, _ = cutPrefixes(prefix, "现家庭住址:", "家庭住址:", "现住址:", "住址:", "地址:", "现住", "家住", "居住在", "住在")
	end, named := 0, 0 // end of the divisions, and of those that make the area
	last := levelNone
	for {
		lv, w := nextDivision(prefix[end:], last)
		if w == 0 || isGeneric(prefix[end+w:]) {
			break
		}
		end, last = end+w, lv
		if lv <= levelTown {
			named = end
		}
	}
	area = prefix[:named]
	if last == levelTown && named == end && !strings.ContainsAny(area, "省市县区州盟旗") || isPlaceholder(area) || isTownOnly(area) {
		area = ""
	}
	estate, _ = cutPrefixes(prefix[end:], "居民委员会", "居委会", "村民委员会", "村委会")
	return area, estate
}

// isTownOnly reports whether an area is no more than a town: the community's own,
// like a street.
func isTownOnly(area string) bool {
	return (strings.HasSuffix(area, "镇") || strings.HasSuffix(area, "乡")) && !strings.ContainsAny(area, "省市县区州盟旗")
}

// nextDivision is the level and width of the division that s begins with; 0 where
// it begins with none below the last.
func nextDivision(s string, last level) (level, int) {
	runes := 0
	for i, r := range s {
		if runes > 9 {
			break
		}
		if runes > 0 && startsDivision(r) {
			for _, d := range divisions {
				if !strings.HasPrefix(s[i:], d.word) {
					continue
				}
				lv := d.from
				if lv <= last && d.to > last {
					lv = d.to
				}
				if lv > last && isDivision(s[:i], d.word, s[i+len(d.word):], last) {
					return lv, i + len(d.word)
				}
				break
			}
		}
		runes++
	}
	return levelNone, 0
}

// startsDivision reports whether one of the divisions begins with r; most runes of
// an address need no further look.
func startsDivision(r rune) bool {
	switch r {
	case '自', '特', '省', '地', '盟', '市', '县', '旗', '街', '居', '村', '社', '区', '镇', '乡':
		return true
	}
	return false
}

// isDivision tells a division from a name that only sounds like one: 小区 is no
// district, 市场路 no city, 水乡人家 no town.
func isDivision(name, word, after string, last level) bool {
	if after == "" {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(name)
	next, _ := utf8.DecodeRuneInString(after)
	switch word {
	case "市":
		return !strings.ContainsRune("场政民委府井城都", next) && !strings.ContainsRune("城都超门", before)
	case "区":
		if strings.ContainsRune("小社园校院厂景库街片宿住户矿", before) || before < 0x80 && before != 'X' || hanDigit(before) > 0 {
			return false
		}
		return last == levelCity || !strings.ContainsRune("东西南北中新老旧前后上下城", before)
	case "镇", "乡":
		return last >= levelCity || strings.Contains(after, "村") || strings.Contains(after, "社区")
	case "省":
		return next != '委' && next != '直'
	case "县":
		return next != '委' && next != '城'
	case "盟", "旗", "地区":
		return last != levelNone
	}
	return true
}

// isGeneric reports whether what would be left as the estate is no name.
func isGeneric(estate string) bool {
	switch estate {
	case "", "小区", "花园", "广场", "公寓", "家园", "新村", "苑", "大院", "家属院", "院":
		return true
	}
	return false
}

// isPlaceholder reports whether an area is made of 某, X or 本 in place of names.
func isPlaceholder(area string) bool {
	for _, r := range area {
		if !strings.ContainsRune("某XxＸ×*＊○〇本我全该省市区县镇乡州_", r) {
			return false
		}
	}
	return true
}

// doubled are the estates' endings that already say what 小区 or 家属院 says again.
var doubled = []struct{ full, plain string }{
	{"花园小区", "花园"},
	{"家园小区", "家园"},
	{"嘉园小区", "嘉园"},
	{"花苑小区", "花苑"},
	{"公寓小区", "公寓"},
	{"新村小区", "新村"},
	{"小区小区", "小区"},
	{"号院家属院", "号院"},
	{"号院小区", "号院"},
	{"号院家属区", "号院"},
	{"大院家属院", "大院"},
}

// tidyEstate is an estate's name in one spelling: 桂花花园小区 is 桂花花园,
// 解放街五号院 is 解放街5号院.
func tidyEstate(s string) string {
	s = strings.Trim(s, "-,，、:：.。#·")
	for _, d := range doubled {
		if name, ok := strings.CutSuffix(s, d.full); ok && name != "" {
			s = name + d.plain
			break
		}
	}
	return arabicBefore(s, "号院", "号大院", "弄", "组", "队")
}

// arabicBefore writes the Chinese number that stands before one of the words in
// Arabic digits.
func arabicBefore(s string, words ...string) string {
	for _, w := range words {
		end := strings.Index(s, w)
		if end <= 0 {
			continue
		}
		start := end
		for start > 0 {
			r, size := utf8.DecodeLastRuneInString(s[:start])
			if r < 0x80 || !isHanNumeral(r) {
				break
			}
			start -= size
		}
		if n, ok := Han(s[start:end]); ok && start > 0 {
			return s[:start] + itoa(n) + s[end:]
		}
	}
	return s
}

// awayWords show that an address is none of the community's.
var awayWords = []string{"外地", "外省", "外市", "外县", "外区", "在外", "外出", "国外", "境外", "海外", "务工", "打工", "异地", "老家", "省", "他乡", "随子女", "养老院", "敬老院", "外国"}

// ruralEnds end the name of a village or of a part of one.
var ruralEnds = []string{"村", "组", "屯", "队", "寨", "乡", "镇", "湾", "坝", "社"}

// isElsewhere reports whether an address without building or house lies outside
// the community: a village, another city, or words that say so.
func isElsewhere(line string) bool {
	if strings.HasSuffix(line, "新村") {
		return false
	}
	for _, w := range awayWords {
		if strings.Contains(line, w) {
			return true
		}
	}
	if lv, w := nextDivision(line, levelNone); w > 0 && lv <= levelCounty && !isPlaceholder(line[:w]) {
		return true
	}
	for _, w := range ruralEnds {
		if strings.HasSuffix(line, w) && runeLen(line) > 2 {
			return true
		}
	}
	return strings.HasSuffix(line, "市") || strings.HasSuffix(line, "县")
}
