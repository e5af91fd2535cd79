package register

import (
	"strings"
	"unicode/utf8"

	"huce/forms"
)

// traditional are the forms of characters that a file from elsewhere, or a clerk of
// the old school, writes.
var traditional = strings.NewReplacer("张", "張", "刘", "劉", "陈", "陳", "杨", "楊", "赵", "趙", "黄", "黃", "吴", "吳", "孙", "孫", "马", "馬", "罗", "羅",
	"郑", "鄭", "谢", "謝", "许", "許", "韩", "韓", "冯", "馮", "邓", "鄧", "叶", "葉", "苏", "蘇", "卢", "盧", "蒋", "蔣", "钟", "鍾", "谭", "譚", "陆", "陸",
	"国", "國", "华", "華", "军", "軍", "伟", "偉", "强", "強", "兰", "蘭", "凤", "鳳", "丽", "麗", "龙", "龍", "东", "東", "红", "紅", "宝", "寶", "贵", "貴",
	"云", "雲", "艳", "艷", "学", "學", "庆", "慶", "荣", "榮", "玉", "玉", "爱", "愛", "晓", "曉", "俊", "儁", "凯", "凱", "欣", "欣", "梦", "夢", "宁", "寧", "涛", "濤", "鹏", "鵬", "娇", "嬌", "婵", "嬋", "莹", "瑩")

// sounds are given names' characters of one sound.
var sounds = map[rune]rune{
	'伟': '玮', '明': '铭', '丽': '莉', '军': '君', '芳': '方', '强': '蔷', '华': '桦', '红': '虹', '英': '瑛', '兰': '岚', '婷': '亭', '涛': '韬', '杰': '洁', '欣': '新',
	'轩': '萱', '怡': '宜', '涵': '晗', '宇': '雨', '浩': '皓', '子': '紫', '梓': '紫', '诗': '思', '佳': '嘉', '雨': '语', '晨': '辰', '博': '柏', '然': '燃', '泽': '则', '俊': '骏', '悦': '月',
}

// sounding is a name whose last character is another of the same sound, else one that
// looks much the same.
func sounding(name string) string {
	r := []rune(name)
	for i := len(r) - 1; i > 0; i-- {
		if o, ok := sounds[r[i]]; ok {
			r[i] = o
			return string(r)
		}
	}
	if len(r) > 2 && r[1] != r[2] {
		return string([]rune{r[0], r[2], r[1]})
	}
	return string(r) + "儿"
}

// rename calls a person otherwise in the rows that are.
func (w *adverse) rename(to map[string]string, is func(p string, s *Submission) bool) {
	w.each(func(p string, s *Submission, c *forms.Claims, row int) {
		if n := to[p]; n != "" && is(p, s) {
			set(c, row, "person.name", n)
		}
		head := c.Get(row, "household.head_name")
		for _, q := range append(w.kin(p, func(string) bool { return true }), p) {
			if n := to[q]; n != "" && head == w.value(q, "person.name") && is(q, s) {
				set(c, row, "household.head_name", n)
			}
		}
	})
}

// wrongNames are errors in names, births and who is who.
var wrongNames = []adversity{
	{name: "names in the characters of tradition", do: func(w *adverse) {
		w.each(func(_ string, s *Submission, c *forms.Claims, row int) {
			if picked(s.File, 5) {
				for _, f := range []string{"person.name", "household.head_name"} {
					set(c, row, f, traditional.Replace(c.Get(row, f)))
				}
			}
		})
	}},
	{name: "adults who have taken another name", do: func(w *adverse) {
		was := map[string]string{}
		for i, p := range w.people(func(p string) bool { return w.born(p) < "2000" }) {
			if i%33 == 0 {
				surname, size := utf8.DecodeRuneInString(w.value(p, "person.name"))
				was[p] = string(surname) + []string{"来娣", "卫红", "根生", "跃进", "招弟", "文革"}[i%6]
				if i%66 == 0 {
					was[p] = "鲍" + w.value(p, "person.name")[size:]
				}
			}
		}
		w.rename(was, func(_ string, s *Submission) bool { return !late(s) })
	}, limits: limits{name: .975}},
	{name: "two of one name and year of birth in one building", do: func(w *adverse) {
		name, id, birth := map[string]string{}, map[string]string{}, map[string]string{}
		for _, people := range w.neighbours() {
			for i := 5; i < len(people); i += 12 {
				p, q := people[i], people[i-5]
				if w.truth.home[p] == w.truth.home[q] || len(w.value(q, "person.birth")) != 10 || w.value(p, "person.id_no") == "" {
					continue
				}
				n := 101 + 2*w.rng.IntN(400)
				if w.value(q, "person.sex") == "女" {
					n++
				}
				birth[p] = w.value(q, "person.birth")[:5] + []string{"01-15", "05-20", "11-08"}[i%3]
				name[p], id[p] = w.value(q, "person.name"), numberLike(w.value(p, "person.id_no"), birth[p], n)
			}
		}
		w.become(name, id, birth)
		w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
			if birth[p] != "" {
				set(c, row, "person.sex", map[bool]string{true: "男", false: "女"}[(id[p][16]-'0')%2 == 1])
			}
		})
		for p := range birth {
			w.truth.values[p]["person.sex"] = map[bool]string{true: "男", false: "女"}[(id[p][16]-'0')%2 == 1]
		}
	}},
	{name: "twins of one sound with numbers side by side", do: func(w *adverse) {
		name, id, birth := map[string]string{}, map[string]string{}, map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.born(p) > "1990" && len(w.value(p, "person.id_no")) == 18 }) {
			if name[p] != "" {
				continue
			}
			kin := w.kin(p, func(q string) bool {
				return q > p && name[q] == "" && w.born(q) > "1990" && near(w.born(p), w.born(q), 12) && w.value(q, "person.sex") == w.value(p, "person.sex")
			})
			if len(kin) == 0 {
				continue
			}
			q, own := kin[0], w.value(p, "person.id_no")
			var n int
			for _, d := range own[14:17] {
				n = n*10 + int(d-'0')
			}
			name[q], birth[q], id[q] = sounding(w.value(p, "person.name")), w.value(p, "person.birth"), numberLike(own, w.value(p, "person.birth"), n+2)
		}
		w.become(name, id, birth)
	}},
	{name: "babies before they have a name", do: func(w *adverse) {
		was := map[string]string{}
		for _, p := range w.people(func(p string) bool { return w.born(p) >= "2020" }) {
			if mothers := w.kin(p, func(q string) bool {
				return w.value(q, "person.sex") == "女" && w.born(q) > "1975" && w.born(q) < "2006"
			}); len(mothers) > 0 {
				was[p] = w.value(mothers[0], "person.name") + map[bool]string{true: "之子", false: "之女"}[w.value(p, "person.sex") == "男"]
			}
		}
		w.rename(was, func(p string, s *Submission) bool { return !late(s) && picked(s.File+p, 2) })
		w.each(func(p string, s *Submission, c *forms.Claims, row int) {
			if was[p] != "" && c.Get(row, "person.name") == was[p] {
				set(c, row, "person.id_no", "")
			}
		})
	}, limits: limits{recall: .965, answered: .97}},
	{name: "day and month of a birth exchanged", do: func(w *adverse) {
		w.each(func(_ string, _ *Submission, c *forms.Claims, row int) {
			if b := c.Get(row, "person.birth"); len(b) == 10 && b[8:] <= "12" && w.some(.3) {
				set(c, row, "person.birth", b[:5]+b[8:]+"-"+b[5:7])
			}
		})
	}},
}

// become makes people be of another name, number and birth, in every row and in truth.
func (w *adverse) become(name, id, birth map[string]string) {
	w.rename(name, func(string, *Submission) bool { return true })
	w.each(func(p string, _ *Submission, c *forms.Claims, row int) {
		if name[p] == "" {
			return
		}
		renumber(c, row, id[p])
		switch b := c.Get(row, "person.birth"); {
		case len(b) == 10:
			set(c, row, "person.birth", birth[p])
		case b != "":
			set(c, row, "person.birth", birth[p][:min(len(b), len(birth[p]))])
		}
		if c.Get(row, "calc.age") != "" {
			set(c, row, "calc.age", "")
		}
	})
	for p := range name {
		v := w.truth.values[p]
		v["person.name"], v["person.id_no"], v["person.birth"] = name[p], id[p], birth[p]
	}
}
