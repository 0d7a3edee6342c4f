package corpus

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/bench/internal/data"
	"deskbell/site"
)

func TestGenerated(t *testing.T) {
	a, b := Generated(400), Generated(400)
	bytesOf := map[string]int{}
	seen := map[string]bool{}
	size := 0
	for i, f := range a {
		if f.Name != b[i].Name || !bytes.Equal(f.Text, b[i].Text) {
			t.Fatalf("%s is not the same twice", f.Name)
		}
		if seen[f.Name] {
			t.Fatalf("%s is there twice", f.Name)
		}
		seen[f.Name] = true
		size += len(f.Text)
		for _, what := range []string{"```go", "| --- |", "](/en/", "](/zh-CN/", "**"} {
			bytesOf[what] += bytes.Count(f.Text, []byte(what))
		}
	}
	if mean := size / len(a); mean < 2500 || mean > 4500 {
		t.Errorf("%d bytes an article", mean)
	}
	for what, n := range bytesOf {
		if n < 40 {
			t.Errorf("%q stands %d times in 400 articles", what, n)
		}
	}
	for _, f := range a { // links lead to articles that are there
		for _, part := range strings.Split(string(f.Text), "](/")[1:] {
			if target, _, _ := strings.Cut(part, ")"); !seen[target] {
				t.Errorf("%s links to %s, which is not there", f.Name, target)
			}
		}
	}
}

// What is generated is a site without a single problem.
func TestGeneratedSiteBuilds(t *testing.T) {
	dir := t.TempDir()
	if err := (Site{Files: Generated(60), Languages: "[en, zh-CN]", Title: "Generated"}).WriteDeskbell(dir); err != nil {
		t.Fatal(err)
	}
	r, err := site.Build(t.Context(), site.Options{Dir: dir, Out: filepath.Join(dir, "public"), Strict: true, NoCache: true, Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Written || len(r.Diagnostics) > 0 {
		t.Fatalf("%+v", r.Diagnostics)
	}
	if r.Counts["articles"] != 60 {
		t.Error(r.Counts)
	}
}

func TestHugoReadsInPlace(t *testing.T) {
	dir := t.TempDir()
	if err := (Site{Title: "x"}).WriteHugo(dir, "some/content"); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "hugo.toml"))
	abs, _ := filepath.Abs("some/content")
	if err != nil || !strings.Contains(string(text), `source = "`+filepath.ToSlash(abs)+`"`) {
		t.Errorf("%s %v", text, err)
	}
}

func TestNoData(t *testing.T) {
	if _, err := ECS(t.TempDir(), "en"); !errors.Is(err, data.ErrNone) {
		t.Error(err)
	}
}

func TestPages(t *testing.T) {
	files := []File{
		{"x/FAQ <1>.md", []byte("---\nkeyword: [a]\n---\n\n# Title & more {#a}\n\nBefore.\n\n## First {#b}\n\nText with `code`.\n\nMore.\n")},
		{"x/untitled.md", []byte("Only text.\n")},
	}
	pages := Pages(files, "en")
	p := pages[0]
	if p.Title != "Title & more" || p.Kind != "faq" || p.URL != "/a/0000/" || len(p.Sections) != 2 || p.Sections[1].Heading != "First" || !strings.Contains(p.Sections[1].Text, "Text with code.") {
		t.Errorf("%+v", p)
	}
	if pages[1].Title != "untitled" {
		t.Error(pages[1].Title)
	}
	text := string(HTML(&p))
	for _, want := range []string{"<h1>Title &amp; more</h1>", `<html lang="en">`, "<p>More.</p>", `<h2 id="b">First</h2>`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in %s", want, text)
		}
	}

	mixed := Mix(pages, 20)
	if len(mixed) != 20 || TextBytes(mixed) < 20*mixedBytes || mixed[0].URL == mixed[1].URL {
		t.Errorf("%d mixed pages of %d bytes", len(mixed), TextBytes(mixed))
	}
	dir := t.TempDir()
	if err := WriteHTML(dir, mixed); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "p", "00019", "index.html")); err != nil {
		t.Error(err)
	}
}

func TestWithCode(t *testing.T) {
	files := []File{{"a", []byte("```\nx\n```")}, {"b", []byte("text")}}
	names := func(list []File) (out []string) {
		for _, f := range list {
			out = append(out, f.Name)
		}
		return out
	}
	if got := names(WithCode(files, true)); !slices.Equal(got, []string{"a"}) {
		t.Error(got)
	}
	if got := Bare([]File{{"a", []byte("---\nkey: [, x]\n---\ntext")}, {"b", []byte("text")}}); string(got[0].Text) != "text" || string(got[1].Text) != "text" {
		t.Errorf("%q", got)
	}
	if got := names(Copies(WithCode(files, false), 2)); !slices.Equal(got, []string{"copy1/b", "copy2/b"}) {
		t.Error(got)
	}
}
