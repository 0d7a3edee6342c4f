package themes

import (
	"fmt"
	"math"
	"regexp"
	"slices"
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
	if light["paper-sunken"].hex() != shades[0].sunken.rgb().hex() || dark["paper-sunken"].hex() != shades[1].sunken.rgb().hex() || light["accent"].hex() != defaultTone.rgb().hex() {
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
		out := configuredStyle(Config{Accent: c.accent, At: func(...any) diag.Position { return pos }}, &list)
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
		ground := shades[0].sunken
		if i > 0 {
			ground = shades[1].sunken
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

// TestShadesAreThoseOfTheStyleSheet holds what configured colours are held
// against to the style sheet.
func TestShadesAreThoseOfTheStyleSheet(t *testing.T) {
	for i, marker := range []string{"color-scheme: light;", ":root[data-theme=\"dark\"] {"} {
		p, s := palette(t, marker), shades[i]
		for name, c := range map[string]oklch{"paper": s.paper, "paper-raised": s.raised, "paper-sunken": s.sunken, "ink": s.ink, "ink-soft": s.soft} {
			if c.rgb() != p[name] {
				t.Errorf("%s: %s is %v, in the style sheet %v", s.name, name, c.rgb().hex(), p[name].hex())
			}
		}
		for _, state := range []string{"ok", "degraded", "partial", "outage", "maintenance", "unknown"} {
			for _, ground := range []string{"paper", "paper-raised", "paper-sunken"} {
				if contrast(p[state], p[ground]) < contrast(s.faintest.rgb(), p[ground])-1e-9 {
					t.Errorf("%s: %s has less contrast on %s than the faintest", s.name, state, ground)
				}
			}
		}
	}
}

func TestConfiguredPalette(t *testing.T) {
	at := func(path ...any) diag.Position { return diag.Position{File: fmt.Sprint(path...)} }
	for _, c := range []struct {
		light, dark Palette
		css         string
		want        []string
	}{
		{Palette{}, Palette{}, "", nil},
		{Palette{Paper: "#ffffff", Line: "#cccccc"}, Palette{Ink: "#FFFFFF"}, ":root{--paper:#ffffff;--line:#cccccc}@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--ink:#ffffff}}", nil},
		{Palette{Paper: "#ffffff"}, Palette{}, "@media screen and (not (prefers-color-scheme:dark)){:root:not([data-theme=dark]){--paper:#ffffff}}", nil},
		{Palette{Paper: "white"}, Palette{}, "", []string{`colorslightpaper: expected a colour as #rrggbb, found "white"`}},
		{Palette{Ink: "#999999"}, Palette{}, "--ink:#999999", []string{"colorslightink: ink on paper has a contrast of 2.8 in the light theme, text needs 4.5", "colorslightink: ink on raised has", "colorslightink: ink on sunken has"}},
		{Palette{}, Palette{Sunken: "#555555"}, "--paper-sunken:#555555", []string{"colorsdarksunken: soft on sunken has", "colorsdarksunken: the colours of states on sunken has"}},
	} {
		var list diag.List
		css := configuredStyle(Config{Light: c.light, Dark: c.dark, At: at}, &list).css
		if !strings.Contains(css, c.css) || c.css == "" && css != "" {
			t.Errorf("%v %v: %q, want %q", c.light, c.dark, css, c.css)
		}
		got := list.Sorted()
		if len(got) != len(c.want) {
			t.Errorf("%v %v: %v, want %q", c.light, c.dark, got, c.want)
			continue
		}
		for _, want := range c.want {
			if !slices.ContainsFunc(got, func(d diag.Diagnostic) bool { return strings.HasPrefix(d.Pos.File+": "+d.Message, want) }) {
				t.Errorf("%v %v: %v has no %q", c.light, c.dark, got, want)
			}
		}
	}
}

func TestConfiguredFonts(t *testing.T) {
	at := func(path ...any) diag.Position { return diag.Position{File: fmt.Sprint(path...)} }
	var list diag.List
	css := fontStyle(Config{At: at, Fonts: Fonts{Text: []string{"Inter", "霞鹜文楷"}, Code: []string{"Fira Code"}, Files: []FontFile{{Family: "Inter", File: "fonts/in ter.woff2", Weight: "100 900", Style: "italic"}}}}, &list)
	want := `@font-face{font-family:"Inter";src:url("site/fonts/in%20ter.woff2")format("woff2");font-display:optional;font-weight:100 900;font-style:italic}@layer tokens{:root{--brand:"Inter","霞鹜文楷",;--brand-code:"Fira Code",}}`
	if css != want || len(list.Sorted()) > 0 {
		t.Errorf("got  %s\nwant %s\n%v", css, want, list.Sorted())
	}
	css = fontStyle(Config{At: at, Fonts: Fonts{Text: []string{`a"}b`}, Files: []FontFile{{Family: "x;y", File: "a.ttf", Weight: "bold", Style: "oblique"}, {Family: "Lone", File: "b.woff"}}}}, &list)
	if strings.Contains(css, "}b") || strings.Contains(css, "x;y") {
		t.Errorf("%s", css)
	}
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, d.Pos.File)
	}
	if want := []string{"fontsfiles0family", "fontsfiles0family", "fontsfiles0file", "fontsfiles0style", "fontsfiles0weight", "fontsfiles1family", "fontstext0"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
