package browser

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"deskbell/site"
)

// TestAccessibility has axe-core look at one page of each kind: light and dark in
// both languages, wide and narrow, and at their colours with more contrast and
// with those of the system.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("axe-core is missing: make test installs it; by hand: npm ci (%v)", err)
	}
	var mu sync.Mutex
	seen := map[string][]string{} // violation → where
	note := func(where string, violations []string) {
		mu.Lock()
		defer mu.Unlock()
		for _, v := range violations {
			seen[v] = append(seen[v], where)
		}
	}
	more, forced := emulation.MediaFeature{Name: "prefers-contrast", Value: "more"}, emulation.MediaFeature{Name: "forced-colors", Value: "active"}
	looks := []axeLook{
		{"light", "zh-CN", desktop, more},
		{"dark", "en", look{width: 1280, height: 800, dark: true}, emulation.MediaFeature{}},
		{"phone", "en", phone, forced},
		{"dark phone", "zh-CN", look{width: 390, height: 844, dark: true}, more},
	}
	t.Run("pages", func(t *testing.T) { // in tabs side by side: all of them wait for axe alone
		for _, l := range looks {
			t.Run(l.name, func(t *testing.T) {
				t.Parallel()
				l.pages(t, string(axe), note)
			})
		}
	})
	for _, l := range looks {
		for _, s := range searchStates {
			if l.dark != (l.width < 760) || s.phone && !l.dark {
				continue // once light and wide, once dark and narrow
			}
			b := visitState(t, l.look, "en", s)
			eval[bool](b, string(axe)+"; true")
			note(l.name+" search "+s.name, violationsOf(b))
		}
	}
	for _, v := range slices.Sorted(maps.Keys(seen)) {
		t.Errorf("%s\n  on %d pages: %s", v, len(seen[v]), strings.Join(seen[v][:min(6, len(seen[v]))], ", "))
	}
}

// axeLook is a look at pages in a language.
type axeLook struct {
	name, lang string
	look
	wish emulation.MediaFeature // under which colours are looked at once more
}

// pages has axe look at one page of each kind.
func (l axeLook) pages(t *testing.T, axe string, note func(where string, violations []string)) {
	b := open(t, built(t).base, l.look)
	// The site's policy lets no script in; the browser's protocol does.
	must(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: axe})
	names := map[string]string{} // path → name; some kinds are named in both languages
	for name, path := range pageTypes(t) {
		path = built(t).in(l.lang, path)
		if names[path] == "" || name < names[path] {
			names[path] = name
		}
	}
	for _, path := range slices.Sorted(maps.Keys(names)) {
		b.visit(strings.TrimPrefix(path, "/"))
		b.until("scripts to have run", `document.readyState === "complete"`)
		note(l.name+" "+names[path], violationsOf(b))
		if l.wish.Name == "" {
			continue
		}
		b.prefer(l.look, &l.wish)
		note(l.name+" "+l.wish.Name+" "+names[path], violationsOf(b, "color-contrast"))
		b.prefer(l.look)
	}
	b.forgive("status of 404")
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
