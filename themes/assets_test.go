package themes

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"deskbell/diag"
)

func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func TestWeights(t *testing.T) {
	theme := loadSample(t, Config{})
	scripts, all := 0, 0
	ofAll := []string{"theme.css", "later.css", "theme.js", "init.js", "favicon.svg"} // the others are of some pages alone
	for _, a := range theme.Assets() {
		if !slices.Contains(ofAll, a.Logical) {
			continue
		}
		n := compressed(t, a.Data)
		all += n
		if a.Logical == "theme.css" && n > 9_500 {
			t.Errorf("the sheet that all pages wait for is %d bytes compressed, want at most 9.5 kB", n)
		}
		if strings.HasSuffix(a.Name, ".js") {
			scripts += n
		}
	}
	if scripts > 12_000 {
		t.Errorf("scripts are %d bytes compressed, want at most 12 kB", scripts)
	}
	for _, lang := range []string{"zh-CN", "en"} {
		s := newSample(theme, lang)
		article := compressed(t, []byte(render(s.l, "article", s.guide())))
		if article+all > 30_000 {
			t.Errorf("%s: an article with style and scripts is %d bytes compressed, want at most 30 kB", lang, article+all)
		}
		if status := compressed(t, []byte(render(s.l, "status", s.status(20)))); status > 40_000 {
			t.Errorf("%s: a status page of 20 services is %d bytes compressed, want at most 40 kB", lang, status)
		}
	}
}

func TestAssetNamesHoldTheContent(t *testing.T) {
	plain, again := loadSample(t, Config{}), loadSample(t, Config{})
	var list diag.List
	red := Load(Config{Accent: "#8b0000"}, &list)
	for i, a := range plain.Assets() {
		if !a.Immutable || !regexp.MustCompile(`^(theme|later|reports|status|contact|search-page|flow|versions|init|favicon)-[0-9a-f]{10}\.(css|js|svg)$`).MatchString(a.Name) {
			t.Errorf("%+v", a.Name)
		}
		if a.Name != again.Assets()[i].Name {
			t.Errorf("%s is %s the second time", a.Name, again.Assets()[i].Name)
		}
		differs := a.Name != red.Assets()[i].Name
		if coloured := a.Logical == "theme.css" || a.Logical == "favicon.svg"; differs != coloured {
			t.Errorf("%s: with another accent it differs: %v", a.Logical, differs)
		}
	}
}

// The policy of the pages forbids what these would do.
func TestScriptsKeepToThePolicy(t *testing.T) {
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(["']style|https?://`)
	for _, name := range Files() {
		if !strings.HasPrefix(name, "scripts/") {
			continue
		}
		text, _ := File(name)
		for _, m := range forbidden.FindAllString(string(text), -1) {
			if m != "http://" || !strings.Contains(string(text), "http://www.w3.org/2000/svg") {
				t.Errorf("%s: %s", name, m)
			}
		}
	}
	for _, a := range append(loadSample(t, Config{}).Assets(), loadSample(t, Config{}).ReloadScript()) {
		if strings.HasSuffix(a.Name, ".css") && regexp.MustCompile(`url\(|@import`).Match(a.Data) {
			t.Errorf("%s asks for another file", a.Name)
		}
	}
}

func TestRenderFromManyGoroutines(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	want := render(s.l, "article", s.guide())
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			lang := []string{"en", "zh-CN", "ja"}[i%3]
			if got := render(theme.In(lang), "article", s.guide()); lang == "en" && got != want {
				t.Error("the same view gives other bytes")
			}
		})
	}
	wg.Wait()
}

func BenchmarkArticle(b *testing.B) {
	s := newSample(loadSample(b, Config{}), "en")
	view := s.guide()
	var buf bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		buf.Reset()
		if err := s.l.Render(&buf, "article", view); err != nil {
			b.Fatal(err)
		}
	}
}

// TestBuiltIsUpToDate holds the bundles that the program carries to their
// sources: go generate ./themes makes them.
func TestBuiltIsUpToDate(t *testing.T) {
	made := Bundle()
	files, err := built.ReadDir("built")
	if err != nil || len(files) != len(made) {
		t.Errorf("%d files in themes/built, want %d: %v", len(files), len(made), err)
	}
	for name, want := range made {
		if got, err := built.ReadFile("built/" + name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("themes/built/%s is not what its sources make: run go generate ./themes", name)
		}
	}
}
