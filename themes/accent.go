package themes

import (
	"fmt"
	"regexp"

	"deskbell/diag"
)

// defaultTone is the accent of styles/tokens.css.
var defaultTone = oklch{0.47, 0.115, 250}

// readable is the contrast that text needs.
const readable = 4.5

// On a dark ground an accent is lighter and calmer than it was chosen.
const (
	nightLightness = 0.75
	nightChroma    = 0.13
)

// configured is what the configuration adds to the style sheet.
type configured struct {
	css    string
	accent string // of the light theme, for the icon
}

var lengthForm = regexp.MustCompile(`^(0|\d{1,2}(\.\d+)?(px|rem))$`)

func configuredStyle(cfg Config, list *diag.List) configured {
	out := configured{accent: defaultTone.rgb().hex(), css: fontStyle(cfg, list) + paletteStyle(cfg, list)}
	if cfg.Radius != "" {
		if lengthForm.MatchString(cfg.Radius) {
			out.css += "@layer tokens{:root{--radius:" + cfg.Radius + ";--radius-card:calc(" + cfg.Radius + "*1.67)}}"
		} else {
			list.Errorf("theme-radius", cfg.at("radius"), "write a length such as 0, 6px or 0.5rem", "expected a length, found %q", cfg.Radius)
		}
	}
	if cfg.Accent == "" {
		return out
	}
	given, ok := parseHex(cfg.Accent)
	if !ok {
		list.Errorf("theme-accent", cfg.at("accent"), "write a colour such as \"#0a66c2\"", "expected a colour as #rrggbb, found %q", cfg.Accent)
		return out
	}
	// Accent-coloured text stands on the darkest ground by day, on the lightest by night.
	lightGround, darkGround := shades[0].sunken.rgb(), shades[1].sunken.rgb()
	light := shade(given, lightGround, -1)
	bright := given.oklch()
	bright.l, bright.c = max(bright.l, nightLightness), min(bright.c, nightChroma)
	dark := shade(bright.rgb(), darkGround, +1)
	if light != given {
		list.Warnf("theme-accent", cfg.at("accent"), "write "+light.hex()+" to choose it yourself",
			"accent %s has a contrast of %.1f on the page, text needs %.1f; %s is used in its place",
			cfg.Accent, contrast(given, lightGround), readable, light.hex())
	}
	out.accent = light.hex()
	day := accentTokens(light, "white", 0.955, 0.02)
	night := accentTokens(dark, "black", 0.31, 0.05)
	out.css += "@layer tokens{:root{" + day + "}" + atNight(night) + "}"
	return out
}

// atNight is the rules that set properties in the dark theme: once for a device
// that asks for it, once for a reader who does; never on paper.
func atNight(tokens string) string {
	return "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){" + tokens + "}}@media screen{:root[data-theme=dark]{" + tokens + "}}"
}

// shade moves a colour's lightness in a direction until text in it can be read
// on the ground.
func shade(c, ground rgb, direction float64) rgb {
	if contrast(c, ground) >= readable {
		return c
	}
	tone := c.oklch()
	for tone.l > 0 && tone.l < 1 {
		tone.l += direction * 0.005
		if out := tone.rgb(); contrast(out, ground) >= readable {
			return out
		}
	}
	return tone.rgb()
}

// accentTokens are the properties that hang on the accent: what is written on
// it, its stronger variant, and a tint for grounds.
func accentTokens(c rgb, prefer string, tintLight, tintChroma float64) string {
	ink, other := rgb{1, 1, 1}, rgb{0.06, 0.07, 0.09}
	if prefer == "black" {
		ink, other = other, ink
	}
	if contrast(c, ink) < readable && contrast(c, other) > contrast(c, ink) {
		ink = other
	}
	tone := c.oklch()
	strong := tone
	strong.l += map[string]float64{"white": -0.07, "black": 0.06}[prefer]
	tint := oklch{tintLight, min(tone.c, tintChroma), tone.h}
	for step := map[string]float64{"white": 0.005, "black": -0.005}[prefer]; contrast(c, tint.rgb()) < readable && tint.l > 0 && tint.l < 1; {
		tint.l += step
	}
	return fmt.Sprintf("--accent:%s;--accent-strong:%s;--accent-ink:%s;--accent-tint:%s", c.hex(), strong.rgb().hex(), ink.hex(), tint.rgb().hex())
}
