package sheet

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// cssRules are the rules of a page's style sheets that can speak of its tables.
type cssRules struct {
	rules []cssRule
	page  map[string]string // of @page
}

// cssRule is one selector's declarations. Its last step is the element itself, those
// before it stand around it.
type cssRule struct {
	steps  []cssStep
	weight int // of the selector (CSS 2.1, 6.4.3)
	says   map[string]string
}

// cssStep is an element that a selector names: by tag, id and classes.
type cssStep struct {
	tag, id string
	classes []string
}

// cssElement is an element that is looked at: its tag and attributes.
type cssElement struct {
	tag   string
	attrs map[string]string
}

// maxCSSRules is more than any exported page has, and few enough to try on each cell.
const maxCSSRules = 2000

var (
	styleBlocks = regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style`)
	cssComments = regexp.MustCompile(`(?s)/\*.*?\*/|<!--|-->`)
	cssSimple   = regexp.MustCompile(`^([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)$`)
	cssPart     = regexp.MustCompile(`[.#][\w-]+`)
)

// cssOf reads the style sheets of a page, which stand at its beginning.
func cssOf(page string) *cssRules {
	const enough = 1 << 20
	c := &cssRules{page: map[string]string{}}
	for _, m := range styleBlocks.FindAllStringSubmatch(page[:min(len(page), enough)], 64) {
		c.read(cssComments.ReplaceAllString(m[1], " "))
	}
	slices.SortStableFunc(c.rules, func(a, b cssRule) int { return a.weight - b.weight })
	return c
}

func (c *cssRules) read(sheet string) {
	for {
		selector, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			return
		}
		selector = strings.TrimSpace(selector)
		if i := strings.LastIndexByte(selector, ';'); i >= 0 { // @charset "gbk"; td
			selector = strings.TrimSpace(selector[i+1:])
		}
		block, after := cssBlock(rest)
		sheet = after
		switch lower := strings.ToLower(selector); {
		case strings.HasPrefix(lower, "@page"):
			declare(c.page, block)
		case strings.HasPrefix(lower, "@media"):
			if !strings.Contains(lower, "screen") {
				c.read(block)
			}
		case strings.HasPrefix(lower, "@"):
		default:
			says := map[string]string{}
			declare(says, block)
			for one := range strings.SplitSeq(selector, ",") {
				c.add(one, says)
			}
		}
	}
}

// cssBlock cuts a text at the brace that closes it.
func cssBlock(s string) (block, after string) {
	depth := 1
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

// add takes a rule, where its selector is one of those that name elements alone.
func (c *cssRules) add(selector string, says map[string]string) {
	if len(says) == 0 || len(c.rules) >= maxCSSRules {
		return
	}
	r := cssRule{says: says}
	for part := range strings.FieldsSeq(strings.ReplaceAll(selector, ">", " ")) {
		m := cssSimple.FindStringSubmatch(part)
		if m == nil {
			return
		}
		step := cssStep{tag: strings.ToLower(strings.Trim(m[1], "*"))}
		for _, p := range cssPart.FindAllString(m[2], -1) {
			if p[0] == '#' {
				step.id = p[1:]
				r.weight += 100
			} else {
				step.classes = append(step.classes, p[1:])
				r.weight += 10
			}
		}
		if step.tag != "" {
			r.weight++
		}
		r.steps = append(r.steps, step)
	}
	if len(r.steps) > 0 {
		c.rules = append(c.rules, r)
	}
}

// declare takes the declarations of a block: border:1px solid; color:red.
func declare(into map[string]string, block string) {
	for len(block) > 0 {
		end, quote := len(block), byte(0)
		for i := range len(block) {
			switch c := block[i]; {
			case quote != 0:
				if c == quote {
					quote = 0
				}
				continue
			case c == '"' || c == '\'':
				quote = c
				continue
			case c != ';':
				continue
			}
			end = i
			break
		}
		one := block[:end]
		block = block[min(end+1, len(block)):]
		if name, value, ok := strings.Cut(one, ":"); ok {
			value = strings.TrimSpace(value)
			if i := strings.LastIndexByte(value, '!'); i >= 0 && strings.EqualFold(strings.TrimSpace(value[i+1:]), "important") {
				value = strings.TrimSpace(value[:i])
			}
			setDeclared(into, strings.ToLower(strings.TrimSpace(name)), value)
		}
	}
}

// setDeclared takes a declaration. A shorthand stands for the sides it speaks of, so
// that what comes later counts.
func setDeclared(into map[string]string, name, value string) {
	switch {
	case name == "border":
		for _, side := range cssSides {
			into["border-"+side] = value
			for _, part := range []string{"width", "style"} {
				delete(into, "border-"+side+"-"+part)
			}
		}
	case name == "border-width" || name == "border-style":
		parts := strings.Fields(value)
		if len(parts) == 0 || len(parts) > 4 {
			return
		}
		for i, side := range cssSides { // top right bottom left
			into["border-"+side+"-"+name[len("border-"):]] = parts[[][]int{{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}}[len(parts)-1][i]]
		}
	case name == "background":
		into["background-color"] = value
	case name == "color":
		if _, ok := cssColour(value); ok { // else it says nothing
			into[name] = value
		}
	default:
		for _, side := range cssSides {
			if name == "border-"+side {
				delete(into, name+"-width")
				delete(into, name+"-style")
			}
		}
		into[name] = value
	}
}

// cssSides are the sides in the order in which style sheets name them.
var cssSides = [4]string{"top", "right", "bottom", "left"}

// of adds to into what the rules say of an element that stands in others, and what it
// says itself.
func (c *cssRules) of(into map[string]string, e cssElement, around []cssElement) {
	for i := range c.rules {
		if r := &c.rules[i]; r.fits(e, around) {
			for name, value := range r.says {
				setDeclared(into, name, value)
			}
		}
	}
	declare(into, html.UnescapeString(e.attrs["style"]))
}

func (r *cssRule) fits(e cssElement, around []cssElement) bool {
	last := len(r.steps) - 1
	if !r.steps[last].fits(e) {
		return false
	}
	for _, s := range r.steps[:last] {
		if s.id == "" && len(s.classes) == 0 && !slices.Contains([]string{"table", "tr", "td", "th"}, s.tag) {
			continue // body, div, tbody: nearly always there
		}
		if !slices.ContainsFunc(around, s.fits) {
			return false
		}
	}
	return true
}

func (s cssStep) fits(e cssElement) bool {
	if s.tag != "" && s.tag != e.tag || s.id != "" && s.id != e.attrs["id"] {
		return false
	}
	for _, c := range s.classes {
		if !slices.Contains(strings.Fields(e.attrs["class"]), c) {
			return false
		}
	}
	return true
}
