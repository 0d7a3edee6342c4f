package site

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus unpacks a folder of real help articles, or skips.
func corpus(t testing.TB) string {
	f, err := os.Open("../../shared/data/articles/ecs.tar.gz")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("skipped: no shared data")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return dir
		}
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.FromSlash(h.Name))
		if h.Typeflag != tar.TypeReg {
			continue
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A real folder without configuration: every Markdown file becomes a page at a
// URL of its own, and every broken link is reported where it stands.
func TestRealArticles(t *testing.T) {
	dir := corpus(t)
	files := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".md") {
			files++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	r, err := Build(t.Context(), Options{Dir: dir, Out: out, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Written || r.Counts["errors"] > 0 {
		t.Fatalf("%d errors", r.Counts["errors"])
	}
	sources, urls := map[string]bool{}, map[string]bool{}
	for _, p := range r.Pages {
		if p.Source != "" {
			sources[p.Source] = true
		}
		if urls[p.URL] {
			t.Errorf("two pages at %s", p.URL)
		}
		urls[p.URL] = true
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(fileOf(p.URL)))); err != nil {
			t.Error(err)
		}
	}
	if len(sources) != files || files < 2900 {
		t.Errorf("%d pages of %d Markdown files", len(sources), files)
	}
	broken := 0
	for _, d := range r.Diagnostics {
		if d.ID == "link-broken" {
			broken++
			if d.Pos.Line == 0 || d.Pos.Column == 0 {
				t.Errorf("no position: %+v", d)
			}
		}
	}
	t.Logf("%d files, %d pages, %d broken links, %v", files, len(r.Pages), broken, r.Stages)
	if broken == 0 {
		t.Error("the corpus has broken links, and none was reported")
	}
}

func BenchmarkRealArticles(b *testing.B) {
	dir := corpus(b)
	out := filepath.Join(b.TempDir(), "public")
	for b.Loop() {
		if _, err := Build(b.Context(), Options{Dir: dir, Out: out, Now: now}); err != nil {
			b.Fatal(err)
		}
	}
}
