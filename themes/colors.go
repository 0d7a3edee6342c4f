package themes

import (
	"fmt"
	"strings"

	"deskbell/diag"
)

// Palette are colours of one theme, light or dark, as "#rrggbb"; empty ones are
// the built-in ones.
type Palette struct {
	Paper  string `yaml:"paper"`  // the ground of pages
	Raised string `yaml:"raised"` // of cards, fields and menus
	Sunken string `yaml:"sunken"` // of code and quiet parts
	Line   string `yaml:"line"`   // between parts
	Ink    string `yaml:"ink"`    // text
	Soft   string `yaml:"soft"`   // text of the second rank
}

// shadeOf is a theme's built-in colours that what the configuration says is
// held against. They are values of styles/tokens.css.
type shadeOf struct {
	name                             string
	paper, raised, sunken, ink, soft oklch
	faintest                         oklch // of the words of states: the one with the least contrast
}

var shades = []shadeOf{
	{"light", oklch{0.993, 0.002, 95}, oklch{1, 0, 0}, oklch{0.968, 0.004, 95}, oklch{0.24, 0.014, 260}, oklch{0.45, 0.014, 260}, oklch{0.54, 0.11, 78}},
	{"dark", oklch{0.19, 0.01, 262}, oklch{0.225, 0.011, 262}, oklch{0.255, 0.012, 262}, oklch{0.93, 0.006, 260}, oklch{0.76, 0.012, 260}, oklch{0.71, 0.17, 25}},
}

// named is a colour of the configuration: its key, its property in the style
// sheet, and what it is, given or built in.
type named struct {
	key, property string
	given         bool
	color         rgb
}

// read is the palette's colours in order: grounds first, then the two inks; the
// line is last.
func (p Palette) read(s shadeOf, cfg Config, list *diag.List) []named {
	out := []named{
		{"paper", "paper", p.Paper != "", s.paper.rgb()}, {"raised", "paper-raised", p.Raised != "", s.raised.rgb()}, {"sunken", "paper-sunken", p.Sunken != "", s.sunken.rgb()},
		{"ink", "ink", p.Ink != "", s.ink.rgb()}, {"soft", "ink-soft", p.Soft != "", s.soft.rgb()}, {"line", "line", p.Line != "", rgb{}},
	}
	for i, text := range []string{p.Paper, p.Raised, p.Sunken, p.Ink, p.Soft, p.Line} {
		if text == "" {
			continue
		}
		c, ok := parseHex(text)
		if !ok {
			list.Errorf("theme-color", cfg.at("colors", s.name, out[i].key), "write a colour such as \"#f7f7f5\"", "expected a colour as #rrggbb, found %q", text)
			out[i].given = false
			continue
		}
		out[i].color = c
	}
	return out
}

// paletteStyle is the style sheet of the configured colours. What could not be
// read on them is reported with its contrast.
func paletteStyle(cfg Config, list *diag.List) string {
	var tokens [2]string
	for i, p := range []Palette{cfg.Light, cfg.Dark} {
		colors := p.read(shades[i], cfg, list)
		for _, c := range colors {
			if c.given {
				tokens[i] += "--" + c.property + ":" + c.color.hex() + ";"
			}
		}
		checkPalette(colors, shades[i], cfg, list)
	}
	css := ""
	if tokens[0] != "" {
		css += ":root{" + tokens[0] + "}"
		if tokens[1] == "" { // the dark theme keeps its own
			css = "@media not screen{" + css + "}@media screen and (not (prefers-color-scheme:dark)){:root:not([data-theme=dark]){" + tokens[0] + "}}@media screen{:root[data-theme=light]{" + tokens[0] + "}}"
		}
	}
	if tokens[1] != "" {
		css += atNight(tokens[1])
	}
	if css == "" {
		return ""
	}
	return "@layer tokens{" + strings.ReplaceAll(css, ";}", "}") + "}"
}

// checkPalette reports each pair of ink and ground, one of them configured, that
// has too little contrast for text.
func checkPalette(colors []named, s shadeOf, cfg Config, list *diag.List) {
	state := named{key: "the colours of states", color: s.faintest.rgb()}
	for _, ground := range colors[:3] {
		for _, ink := range []named{colors[3], colors[4], state} {
			if !ground.given && !ink.given {
				continue
			}
			if got := contrast(ink.color, ground.color); got < readable {
				at, hint := ground.key, "make "+ground.key+" lighter"
				if s.name == "dark" {
					hint = "make " + ground.key + " darker"
				}
				if ink.given {
					at, hint = ink.key, fmt.Sprintf("choose another %s or %s", ink.key, ground.key)
				}
				list.Warnf("theme-color", cfg.at("colors", s.name, at), hint, "%s on %s has a contrast of %.1f in the %s theme, text needs %.1f", ink.key, ground.key, got, s.name, readable)
			}
		}
	}
}

// at is where the configuration of the theme says something.
func (cfg Config) at(path ...any) diag.Position {
	if cfg.At == nil {
		return diag.Position{}
	}
	return cfg.At(path...)
}
