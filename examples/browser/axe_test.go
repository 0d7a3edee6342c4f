package browser

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"deskbell/site"
)

// TestAccessibility has axe-core look at one page of each kind: light and dark in
// both languages, wide and narrow, and at their colours with more contrast and
// with those of the system.
func TestAccessibility(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing: make test installs it; by hand: npm ci (%v)", err)
	}
	pages := pageTypes(t)
	seen := map[string][]string{} // violation → where
	more, forced := emulation.MediaFeature{Name: "prefers-contrast", Value: "more"}, emulation.MediaFeature{Name: "forced-colors", Value: "active"}
	for _, l := range []struct {
		name, lang string
		look
		wish emulation.MediaFeature // under which colours are looked at once more
	}{
		{"light", "zh-CN", desktop, more},
		{"dark", "en", look{width: 1280, height: 800, dark: true}, emulation.MediaFeature{}},
		{"phone", "en", phone, forced},
		{"dark phone", "zh-CN", look{width: 390, height: 844, dark: true}, more},
	} {
		b := open(t, built(t).base, l.look)
		// The site's policy lets no script in; the browser's protocol does.
		must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)})
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			b.visit(strings.TrimPrefix(built(t).in(l.lang, pages[name]), "/"))
			b.until("scripts to have run", `document.readyState === "complete"`)
			for _, v := range violationsOf(b) {
				seen[v] = append(seen[v], l.name+" "+name)
			}
			if l.wish.Name == "" {
				continue
			}
			b.prefer(l.look, &l.wish)
			for _, v := range violationsOf(b, "color-contrast") {
				seen[v] = append(seen[v], l.name+" "+l.wish.Name+" "+name)
			}
			b.prefer(l.look)
		}
		b.forgive("status of 404")
		for _, s := range searchStates {
			if l.dark != (l.width < 760) || s.phone && !l.dark {
				continue // once light and wide, once dark and narrow
			}
			b := visitState(t, l.look, "en", s)
			eval[bool](b, string(axe)+"; true")
			for _, v := range violationsOf(b) {
				seen[v] = append(seen[v], l.name+" search "+s.name)
			}
		}
	}
	for _, v := range slices.Sorted(maps.Keys(seen)) {
		t.Errorf("%s\n  on %d pages: %s", v, len(seen[v]), strings.Join(seen[v][:min(6, len(seen[v]))], ", "))
	}
}

// in is a page's path in a language, or the path itself where the page has no
// other.
func (e *example) in(lang, path string) string {
	file, query, asked := strings.Cut(path, "?")
	file = strings.TrimPrefix(file, "/en")
	if lang == "en" {
		file = "/en" + file
	}
	if !slices.ContainsFunc(e.pages, func(p site.PageInfo) bool { return p.URL == file }) {
		return path
	}
	if asked {
		file += "?" + query
	}
	return file
}

// violationsOf runs axe on the present page: all rules, or some.
func violationsOf(b *tab, rules ...string) []string {
	b.t.Helper()
	options := `{resultTypes: ["violations"]}`
	if len(rules) > 0 {
		options = `{resultTypes: ["violations"], runOnly: ["` + strings.Join(rules, `", "`) + `"]}`
	}
	text := eval[string](b, `(async () => {
		for (const d of document.querySelectorAll("details")) d.open = true;
		const r = await axe.run(document, `+options+`);
		return JSON.stringify(r.violations.map((v) => ({id: v.id, help: v.help, nodes: v.nodes.map((n) => n.target.join(" ") + " " + n.failureSummary.replace(/\s+/g, " "))})));
	})()`)
	var found []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		b.t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		for _, node := range f.Nodes {
			out = append(out, f.ID+": "+f.Help+"\n  "+node)
		}
	}
	return out
}

// TestAccessibilityCanFail plants faults that axe has to find.
func TestAccessibilityCanFail(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing: make test installs it; by hand: npm ci (%v)", err)
	}
	b := open(t, built(t).base, desktop)
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)})
	b.visit("")
	eval[bool](b, `(document.querySelector("main").append(document.createElement("button")), document.querySelector("h1").style.color = "#ddd", true)`)
	got := strings.Join(violationsOf(b), "\n")
	for _, want := range []string{"button-name", "color-contrast"} {
		if !strings.Contains(got, want) {
			t.Errorf("a planted %s is not found", want)
		}
	}
}
