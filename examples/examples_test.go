// Package examples holds complete sites. They are built here as CI would build
// them: every warning counts, and the queries that must be answered are asked.
package examples

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/site"
)

// story is the moment as of which the examples are shown.
var story = time.Date(2026, 11, 21, 10, 0, 0, 0, time.FixedZone("", 8*3600))

func build(t *testing.T, o site.Options) *site.Result {
	t.Helper()
	o.Now, o.Strict = story, true
	r, err := site.Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		if d.Severity < 2 {
			t.Errorf("%s: %s: %s", d.Pos, d.Severity, d.Message)
		}
	}
	return r
}

func TestExamplesAreWithoutFault(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, err := os.Stat(filepath.Join(e.Name(), site.ConfigFile)); err != nil {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) { build(t, site.Options{Dir: e.Name(), DryRun: true}) })
	}
}

// What a buyer sees first holds as much as it says.
func TestAcmeIsWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	r := build(t, site.Options{Dir: "acme", Out: out})
	articles, kinds := map[string]int{}, map[string]map[string]bool{}
	for _, p := range r.Pages {
		if strings.HasPrefix(p.Source, "content/"+p.Lang+"/") { // not a page shown for want of a translation
			articles[p.Lang]++
		}
		if kinds[p.Kind] == nil {
			kinds[p.Kind] = map[string]bool{}
		}
		kinds[p.Kind][p.Lang] = true
	}
	if articles["zh-CN"] < 40 || articles["en"] < 30 {
		t.Errorf("articles: %v", articles)
	}
	for _, kind := range []string{"home", "faq", "guide", "release", "notice", "page", "status", "incident", "search", "all", "notfound"} {
		if len(kinds[kind]) != 2 {
			t.Errorf("pages of kind %s in %v", kind, kinds[kind])
		}
	}
	if r.Counts["services"] != 10 || r.Counts["incidents"] != 24 {
		t.Errorf("counts: %v", r.Counts)
	}
	for _, name := range []string{"sitemap.xml", "robots.txt", "_headers", "_deskbell/search.js"} {
		if _, err := os.Stat(filepath.Join(out, name)); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"feed.xml", "notices/feed.xml", "releases/feed.xml", "status/feed.xml", "api/v2/summary.json", "api/v2/status.json", "404.html"} {
		for _, lang := range []string{"", "en"} {
			if _, err := os.Stat(filepath.Join(out, lang, name)); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestTheSameBytesTwice(t *testing.T) {
	a := build(t, site.Options{Dir: "acme", Out: filepath.Join(t.TempDir(), "a")})
	b := build(t, site.Options{Dir: "acme", Out: filepath.Join(t.TempDir(), "b")})
	if a.Hash != b.Hash {
		t.Errorf("%s and %s", a.Hash, b.Hash)
	}
}
