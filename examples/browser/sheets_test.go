package browser

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// missed tells of each page, of the style sheets that it has no link to, which
// of their rules would hold for something on it.
const missed = `(async (pages, sheets) => {
	const rules = new Map();
	for (const url of sheets) {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(await (await fetch(url)).text());
		const selectors = [];
		const gather = (list) => { for (const r of list) { if (r.selectorText) selectors.push(r.selectorText); if (r.cssRules) gather(r.cssRules); } };
		gather(sheet.cssRules);
		rules.set(url, [...new Set(selectors)].filter((s) => !/^(:root|html|h2|figure)/.test(s)));
	}
	const found = [];
	for (const page of pages) {
		const doc = await new Promise((done, fail) => { const r = new XMLHttpRequest(); r.open("GET", page); r.responseType = "document"; r.onload = () => done(r.response); r.onerror = fail; r.send(); });
		const linked = [...doc.querySelectorAll("link[rel=stylesheet]")].map((l) => l.getAttribute("href"));
		for (const [url, selectors] of rules) {
			if (linked.includes(url)) continue;
			for (const s of selectors) {
				const plain = s.replace(/::[a-z-]+(\([^)]*\))?/g, "").replace(/:(hover|focus-visible|focus-within|focus|target)(?![\w-])/g, "");
				if (plain && doc.querySelector(plain)) { found.push([doc.body.className.split(" ")[0], url, s, page]); }
			}
		}
	}
	return JSON.stringify(found);
})(%s, %s)`

// TestSheets holds that each page has the style sheets whose rules hold for
// something on it, so that a kind of page may do without the others.
func TestSheets(t *testing.T) {
	e := built(t)
	b := open(t, e.base, desktop)
	b.visit("")
	var pages []string
	for _, p := range e.pages {
		pages = append(pages, "/"+strings.TrimPrefix(strings.TrimPrefix(p.URL, e.base), "/"))
	}
	encode := func(v any) string { text, _ := json.Marshal(v); return string(text) }
	var found [][4]string
	if err := json.Unmarshal([]byte(eval[string](b, fmt.Sprintf(missed, encode(pages), encode(e.sheets(t))))), &found); err != nil {
		t.Fatal(err)
	}
	once := map[string]string{}
	for _, f := range found {
		once[fmt.Sprintf("%s lacks %s, which has %s", f[0], f[1], f[2])] = f[3]
	}
	for _, complaint := range slices.Sorted(maps.Keys(once)) {
		t.Errorf("%s (%s)", complaint, once[complaint])
	}
}

// sheets are the addresses of the style sheets that only some pages wait for.
func (e *example) sheets(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(e.out, "_deskbell", "*.css"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		if name := filepath.Base(f); !strings.HasPrefix(name, "theme-") && !strings.HasPrefix(name, "later-") {
			out = append(out, "/_deskbell/"+name)
		}
	}
	if len(out) < 4 {
		t.Fatalf("found only the style sheets %q", out)
	}
	return out
}
