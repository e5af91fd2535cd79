package sheet

import (
	"regexp"
	"strconv"
	"strings"

	"huce/forms"
)

// pixel is a style sheet's pixel in points.
const pixel = 0.75

var cssLength = regexp.MustCompile(`^(\d*\.?\d+)\s*([a-z%]*)$`)

// cssUnits are the units of lengths in points.
var cssUnits = map[string]float64{"": pixel, "px": pixel, "pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12}

// cssPoints is a length in points, 0 where it is none; em counts in a font's size.
func cssPoints(length string, size float64) float64 {
	m := cssLength.FindStringSubmatch(strings.ToLower(strings.TrimSpace(length)))
	if m == nil {
		return 0
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0
	}
	if m[2] == "em" || m[2] == "rem" {
		return v * size
	}
	return v * cssUnits[m[2]]
}

var cssHex = regexp.MustCompile(`#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b`)

var cssRGB = regexp.MustCompile(`rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)`)

// cssNames are colours by the names that exported pages use (CSS 2.1, 4.3.6).
var cssNames = map[string]forms.RGB{
	"black": 0, "windowtext": 0, "white": 0xFFFFFF, "red": 0xFF0000, "green": 0x008000, "blue": 0x0000FF, "yellow": 0xFFFF00,
	"gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000, "navy": 0x000080, "orange": 0xFFA500,
	"purple": 0x800080, "lime": 0x00FF00, "teal": 0x008080, "olive": 0x808000, "aqua": 0x00FFFF, "fuchsia": 0xFF00FF,
	"lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "whitesmoke": 0xF5F5F5, "lightblue": 0xADD8E6,
}

// cssColour is the colour that a declaration names; false where it names none.
func cssColour(value string) (forms.RGB, bool) {
	if m := cssHex.FindStringSubmatch(value); m != nil {
		hex := m[1]
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		return forms.RGB(n), err == nil
	}
	if m := cssRGB.FindStringSubmatch(value); m != nil {
		var out forms.RGB
		for _, part := range m[1:] {
			n, err := strconv.Atoi(part)
			if err != nil {
				return 0, false
			}
			out = out<<8 | forms.RGB(min(n, 255))
		}
		return out, true
	}
	for word := range strings.FieldsSeq(strings.ToLower(value)) {
		if c, ok := cssNames[word]; ok {
			return c, true
		}
	}
	return 0, false
}

// cssRuleWidth is the width of a side's rule: as declared, or as it was.
func cssRuleWidth(says map[string]string, side string, was float64) float64 {
	name := "border-" + side
	style, width := says[name+"-style"], says[name+"-width"]
	if all, ok := says[name]; ok {
		for part := range strings.FieldsSeq(strings.ToLower(all)) {
			switch {
			case lineStyles[part]:
				if style == "" {
					style = part
				}
			case width == "" && (part[0] >= '0' && part[0] <= '9' || part[0] == '.' || part == "thin" || part == "medium" || part == "thick"):
				width = part
			}
		}
		if style == "" {
			style = "none" // border:0, border:1px
		}
	}
	switch {
	case style == "none" || style == "hidden" || width != "" && cssLength.MatchString(width) && cssPoints(width, 0) == 0:
		return 0
	case style == "" && width == "":
		return was
	case style == "" && was == 0:
		return 0 // a width alone draws nothing
	case width == "thick":
		return ruleThick
	case width == "" || width == "thin" || width == "medium":
		return ruleThin
	}
	switch v := cssPoints(width, 0); {
	case v <= 0.8:
		return ruleThin
	case v <= 1.6:
		return ruleMedium
	}
	return ruleThick
}

// lineStyles are the styles of rules.
var lineStyles = map[string]bool{
	"none": true, "hidden": true, "solid": true, "dotted": true, "dashed": true, "double": true, "groove": true, "ridge": true, "inset": true, "outset": true,
}
