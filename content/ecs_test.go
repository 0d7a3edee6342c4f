package content

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// articles is a real vendor's folder of articles, in memory.
func articles(tb testing.TB) fstest.MapFS {
	f, err := os.Open("../../shared/data/articles/ecs.tar.gz")
	if err != nil {
		tb.Skip("skipped: no shared data")
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	files := fstest.MapFS{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			tb.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		files[path.Clean(h.Name)] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
}

func identity() URLs {
	return URLs{Page: EscapePath, File: EscapePath}
}

func TestRealFolderWithoutConfiguration(t *testing.T) {
	files := articles(t)
	cfg := Config{FS: files, Dir: ".", Lenient: true}
	list := &diag.List{}
	tree := Read(cfg, list)
	want := 0
	for name := range files {
		if isArticle(name) {
			want++
		}
	}
	if len(tree.Pages) != want || want < 2900 {
		t.Errorf("%d pages of %d files", len(tree.Pages), want)
	}
	urls := map[string]string{}
	for _, p := range tree.Pages {
		if urls[p.URL] != "" {
			t.Errorf("%s and %s share %s", urls[p.URL], p.Source, p.URL)
		}
		urls[p.URL] = p.Source
		if p.Title == "" || p.Lang == "" || p.Section == nil {
			t.Errorf("%s: title %q, lang %q", p.Source, p.Title, p.Lang)
		}
	}
	tree.Parse(cfg, markdown.New(markdown.Options{}), identity(), list)
	counts := map[string]int{}
	for _, d := range list.Sorted() {
		counts[d.ID]++
		if d.Severity == diag.Error {
			t.Errorf("%v: %s", d.Pos, d.Message)
		}
		if strings.HasPrefix(d.ID, "link-") && !strings.Contains(d.Pos.Text, "(") && !strings.Contains(d.Pos.Text, "[") {
			t.Errorf("%v: %s: the line has no link: %s", d.Pos, d.ID, d.Pos.Text)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%-20s %d", id, counts[id])
	}
	langs := map[string]int{}
	for _, p := range tree.Pages {
		langs[p.Lang]++
		if len(p.Doc().Sections) == 0 {
			t.Errorf("%s was not parsed", p.Source)
		}
	}
	t.Log(tree.Languages, langs)
	if counts["url-conflict"] == 0 || !sort.StringsAreSorted([]string{tree.Pages[0].Source, tree.Pages[1].Source}) {
		t.Error("expected pages in source order and conflicts of their URLs")
	}
}

func BenchmarkParse(b *testing.B) {
	cfg := Config{FS: articles(b), Dir: ".", Lenient: true}
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		tree := Read(cfg, &diag.List{})
		b.StartTimer()
		tree.Parse(cfg, markdown.New(markdown.Options{}), identity(), &diag.List{})
	}
}

func BenchmarkRead(b *testing.B) {
	cfg := Config{FS: articles(b), Dir: ".", Lenient: true}
	b.ReportAllocs()
	for b.Loop() {
		Read(cfg, &diag.List{})
	}
}
