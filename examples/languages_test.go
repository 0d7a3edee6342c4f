package examples

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"deskbell/site"
)

// TestTongues builds a site in all languages of the theme: search, feeds and the
// page for what is not there stand in each, and no page falls back.
func TestTongues(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	r := build(t, site.Options{Dir: "tongues", Out: out})
	pages := map[string]int{}
	for _, p := range r.Pages {
		pages[p.Lang]++
	}
	if len(pages) != 11 {
		t.Fatalf("pages by language: %v", pages)
	}
	titles, missing := map[string]string{}, map[string]string{}
	for lang, n := range pages {
		folder := filepath.Join(out, lang)
		if lang == "en" {
			folder = out
		}
		if n != pages["en"] {
			t.Errorf("%s has %d pages, en %d", lang, n, pages["en"])
		}
		home, lost := load(t, filepath.Join(folder, "index.html")), load(t, filepath.Join(folder, "404.html"))
		for name, doc := range map[string]*goquery.Document{"home": home, "404": lost} {
			direction := map[bool]string{true: "rtl", false: "ltr"}[lang == "ar"]
			if html := doc.Find("html"); html.AttrOr("lang", "") != lang || html.AttrOr("dir", "") != direction {
				t.Errorf("%s %s: lang %q, dir %q", lang, name, html.AttrOr("lang", ""), html.AttrOr("dir", ""))
			}
		}
		if n := home.Find("link[hreflang]").Length(); n < 11 {
			t.Errorf("%s: home is linked to %d languages", lang, n)
		}
		title, h1 := home.Find("title").Text(), lost.Find("h1").Text()
		if other := titles[title] + missing[h1]; other != "" {
			t.Errorf("%s has the words of %s: %q, %q", lang, other, title, h1)
		}
		titles[title], missing[h1] = lang, lang
		checkTongueFeeds(t, folder, lang)
		if found, err := filepath.Glob(filepath.Join(out, "_deskbell", "search", lang, "*")); err != nil || len(found) == 0 {
			t.Errorf("%s has no index: %v", lang, err)
		}
	}
}

func checkTongueFeeds(t *testing.T, folder, lang string) {
	t.Helper()
	for _, name := range []string{"feed.xml", "notices/feed.xml", "releases/feed.xml", "status/feed.xml"} {
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(string(text), `xml:lang="`+lang+`"`) {
			t.Errorf("%s %s does not say its language: %v", lang, name, err)
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, "feed.json"))
	var feed struct{ Language string }
	if err != nil || json.Unmarshal(text, &feed) != nil || feed.Language != lang {
		t.Errorf("%s feed.json: language %q, %v", lang, feed.Language, err)
	}
}

func load(t *testing.T, name string) *goquery.Document {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := goquery.NewDocumentFromReader(file)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
