package themes

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"deskbell/diag"
)

var (
	declaration = regexp.MustCompile(`--([a-z0-9-]+): ([^;]+);`)
	oklchForm   = regexp.MustCompile(`^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$`)
)

// palette reads the colours of one theme out of styles/tokens.css: the raw
// palette, then the block that begins with the marker.
func palette(t *testing.T, marker string) map[string]rgb {
	t.Helper()
	text, _ := File("styles/tokens.css")
	css := string(text)
	raw := declarations(css[:strings.Index(css, "/* Light */")])
	_, block, found := strings.Cut(css, marker)
	if !found {
		t.Fatalf("no block %q", marker)
	}
	block, _, _ = strings.Cut(block, "}")
	out := map[string]rgb{}
	for name, value := range declarations(block) {
		if ref, ok := strings.CutPrefix(value, "var(--"); ok {
			value = raw[strings.TrimSuffix(ref, ")")]
		}
		if m := oklchForm.FindStringSubmatch(value); m != nil {
			l, _ := strconv.ParseFloat(m[1], 64)
			c, _ := strconv.ParseFloat(m[2], 64)
			h, _ := strconv.ParseFloat(m[3], 64)
			out[name] = oklch{l, c, h}.rgb()
		}
	}
	return out
}

func declarations(css string) map[string]string {
	out := map[string]string{}
	for _, m := range declaration.FindAllStringSubmatch(css, -1) {
		out[m[1]] = m[2]
	}
	return out
}

func TestContrastOfThePalette(t *testing.T) {
	for theme, marker := range map[string]string{"light": "color-scheme: light;", "dark": ":root[data-theme=\"dark\"] {"} {
		p := palette(t, marker)
		grounds := []string{"paper", "paper-raised", "paper-sunken"}
		check := func(ink, ground string, want float64) {
			a, ok := p[ink]
			b, ok2 := p[ground]
			if !ok || !ok2 {
				t.Errorf("%s: no colour %s or %s", theme, ink, ground)
			} else if got := contrast(a, b); got < want {
				t.Errorf("%s: %s on %s has %.2f, want %.1f", theme, ink, ground, got, want)
			}
		}
		for _, ground := range grounds {
			for _, ink := range []string{"ink", "ink-soft", "accent", "accent-strong"} {
				check(ink, ground, 4.5)
			}
			check("line-strong", ground, 3)
			check("focus", ground, 3)
			for _, state := range []string{"ok", "degraded", "partial", "outage", "maintenance", "unknown"} {
				check(state, ground, 4.5)
			}
		}
		for _, state := range []string{"ok", "degraded", "partial", "outage", "maintenance", "unknown", "accent"} {
			check(state, state+"-tint", 4.5)
			check("ink", state+"-tint", 4.5)
			check("ink-soft", state+"-tint", 4.5)
		}
		for _, code := range []string{"keyword", "string", "number", "name", "comment"} {
			check("code-"+code, "paper-sunken", 4.5)
			check("code-"+code, "accent-tint", 4.5)
		}
		check("accent-ink", "accent", 4.5)
		check("accent-ink", "accent-strong", 4.5)
		check("accent-strong", "accent-tint", 4.5)
		check("ink", "mark", 4.5)
		check("code-string", "ok-tint", 4.5)
	}
}

func TestDarkThemeIsWrittenTwiceAlike(t *testing.T) {
	device := palette(t, ":root:not([data-theme=\"light\"]) {")
	reader := palette(t, ":root[data-theme=\"dark\"] {")
	if len(device) < 30 || len(device) != len(reader) {
		t.Fatalf("%d and %d colours", len(device), len(reader))
	}
	for name, c := range device {
		if reader[name] != c {
			t.Errorf("--%s differs", name)
		}
	}
}

func TestAccentIsCheckedAgainstThePalette(t *testing.T) {
	light, dark := palette(t, "color-scheme: light;"), palette(t, ":root[data-theme=\"dark\"] {")
	if light["paper-sunken"].hex() != lightGround.rgb().hex() || dark["paper-sunken"].hex() != darkGround.rgb().hex() || light["accent"].hex() != defaultTone.rgb().hex() {
		t.Errorf("accent.go and tokens.css do not agree: %v %v", light["paper-sunken"].hex(), dark["paper-sunken"].hex())
	}
}

func TestAccent(t *testing.T) {
	pos := diag.Position{File: "deskbell.yaml", Line: 9, Column: 11}
	for _, c := range []struct {
		accent, message string
	}{
		{"#0a66c2", ""},
		{"#067", ""},
		{"#ffcc00", "accent #ffcc00 has a contrast of"},
		{"#ffffff", "accent #ffffff has a contrast of"},
		{"red", `expected a colour as #rrggbb, found "red"`},
	} {
		var list diag.List
		out := configuredStyle(Config{Accent: c.accent, AccentPos: pos}, &list)
		got := ""
		for _, d := range list.Sorted() {
			got = d.Message
			if d.Pos != pos || d.Hint == "" || d.ID != "theme-accent" {
				t.Errorf("%s: %+v", c.accent, d)
			}
		}
		if got != c.message && (c.message == "" || !strings.HasPrefix(got, c.message)) {
			t.Errorf("%s: %q, want %q", c.accent, got, c.message)
		}
		checkAccentCSS(t, c.accent, out.css)
	}
}

var token = regexp.MustCompile(`--(accent[a-z-]*):(#[0-9a-f]{6})`)

// checkAccentCSS reads the derived colours back: three times four, for light,
// for a dark device and for a reader who chose dark.
func checkAccentCSS(t *testing.T, accent, css string) {
	t.Helper()
	found := token.FindAllStringSubmatch(css, -1)
	for i := 0; i+3 < len(found); i += 4 {
		c := map[string]rgb{}
		for _, m := range found[i : i+4] {
			c[m[1]], _ = parseHex(m[2])
		}
		ground := lightGround
		if i > 0 {
			ground = darkGround
		}
		for _, pair := range [][2]rgb{{c["accent"], ground.rgb()}, {c["accent-ink"], c["accent"]}, {c["accent-strong"], c["accent-tint"]}, {c["accent-ink"], c["accent-strong"]}, {c["accent"], c["accent-tint"]}} {
			if got := contrast(pair[0], pair[1]); got < readable {
				t.Errorf("accent %s: %s on %s has %.2f", accent, pair[0].hex(), pair[1].hex(), got)
			}
		}
	}
}

func TestRadius(t *testing.T) {
	for radius, good := range map[string]bool{"0": true, "8px": true, "0.5rem": true, "8": false, "1px;}": false} {
		var list diag.List
		out := configuredStyle(Config{Radius: radius}, &list)
		if (list.Count(diag.Error) == 0) != good || (out.css != "") != good {
			t.Errorf("%q: %q, %v", radius, out.css, list.Sorted())
		}
	}
}

func TestColours(t *testing.T) {
	white, black := rgb{1, 1, 1}, rgb{0, 0, 0}
	if got := contrast(white, black); math.Abs(got-21) > 0.01 {
		t.Errorf("white on black: %f", got)
	}
	for _, hex := range []string{"#000000", "#ffffff", "#0a66c2", "#ff0000", "#12ab9f"} {
		c, ok := parseHex(hex)
		if !ok || c.oklch().rgb().hex() != hex {
			t.Errorf("%s becomes %s", hex, c.oklch().rgb().hex())
		}
	}
	for _, bad := range []string{"", "0a66c2", "#12", "#12345g", "#1234567"} {
		if _, ok := parseHex(bad); ok {
			t.Errorf("%q is taken for a colour", bad)
		}
	}
}
