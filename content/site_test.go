package content

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/content/markdown"
	"deskbell/diag"
)

var update = flag.Bool("update", false, "write the expected results")

func testConfig(dir string, languages ...string) Config {
	return Config{
		FS: os.DirFS(dir), Dir: "content", Languages: languages, Zone: time.FixedZone("CST", 8*3600),
		Now:      time.Date(2026, 11, 10, 0, 0, 0, 0, time.UTC),
		Products: []string{"im", "push"}, Reserved: []string{"search", "status", "api", "_deskbell"},
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

func describe(list *diag.List) string {
	var b strings.Builder
	for _, d := range list.Sorted() {
		fmt.Fprintf(&b, "%v: %s: %s [%s]\n", d.Pos, d.Severity, d.Message, d.ID)
		if d.Hint != "" && !strings.HasPrefix(d.ID, "yaml-") { // those are strictyaml's to test
			fmt.Fprintf(&b, "    %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&b, "    %v: %s\n", r.Pos, r.Message)
		}
	}
	return b.String()
}

func outline(b *strings.Builder, s *Section, indent string) {
	fmt.Fprintf(b, "%s%s %q (%s)\n", indent, s.URL, s.Title, s.Lang)
	for _, p := range s.Pages {
		fmt.Fprintf(b, "%s  - %s %q %s %s\n", indent, p.URL, p.Title, p.Kind, p.Lang)
	}
	for _, c := range s.Sections {
		outline(b, c, indent+"  ")
	}
}

func TestGoodSite(t *testing.T) {
	cfg := testConfig("testdata/good", "zh-CN", "en")
	list := &diag.List{}
	tree := Read(cfg, list)
	tree.Parse(cfg, markdown.New(markdown.Options{}), identity(), list)
	if got := describe(list); got != "" {
		t.Error(got)
	}
	var b strings.Builder
	for _, lang := range tree.Languages {
		outline(&b, tree.Roots[lang], "")
	}
	for _, p := range tree.Pages {
		fmt.Fprintf(&b, "\n%s key=%s aliases=%v\n%s", p.Source, p.Key, p.Aliases, p.Doc().HTML)
	}
	for _, f := range tree.Files {
		fmt.Fprintf(&b, "\n%s → %s", f.Source, f.URL)
	}
	golden(t, "testdata/good.txt", b.String()+"\n")
	if strings.Contains(b.String(), "CANARY") {
		t.Error("a hidden file is shown")
	}
}

func TestTranslations(t *testing.T) {
	tree := Read(testConfig("testdata/good", "zh-CN", "en"), &diag.List{})
	zh, en := tree.ByURL("/faq/登录/"), tree.ByURL("/en/faq/sign-in/")
	if zh == nil || en == nil {
		t.Fatal("no login pages")
	}
	if tree.URLFor(zh, "en") != en.URL || tree.URLFor(en, "zh-CN") != zh.URL || tree.IsFallback(zh, "en") {
		t.Error(tree.URLFor(zh, "en"), tree.URLFor(en, "zh-CN"))
	}
	messages := tree.ByURL("/faq/messages/")
	if url := tree.URLFor(messages, "en"); url != "/en/faq/messages/" || !tree.IsFallback(messages, "en") || tree.FallbackFor(messages.Key, "en") != messages {
		t.Error(url)
	}
}

func TestBadSiteReportsAllAtOnce(t *testing.T) {
	cfg := testConfig("testdata/bad", "en")
	list := &diag.List{}
	tree := Read(cfg, list)
	tree.Parse(cfg, markdown.New(markdown.Options{}), identity(), list)
	golden(t, "testdata/bad.txt", describe(list))
	sources := []string{}
	for _, p := range tree.Pages {
		if len(p.Doc().Sections) == 0 || p.URL == "" {
			t.Errorf("%s is no page", p.Source)
		}
		sources = append(sources, p.Source)
	}
	if !slices.IsSorted(sources) {
		t.Error(sources)
	}
}

func TestLenientFolderLosesNoPage(t *testing.T) {
	cfg := testConfig("testdata/bad")
	cfg.Lenient, cfg.Products = true, nil
	list := &diag.List{}
	tree := Read(cfg, list)
	urls := map[string]bool{}
	for _, p := range tree.Pages {
		if urls[p.URL] {
			t.Errorf("%s twice", p.URL)
		}
		urls[p.URL] = true
	}
	for _, want := range []string{"/faq/one/", "/faq/one-2/", "/guides/", "/guides/readme/", "/search/taken-2/"} {
		if !urls[want] {
			t.Errorf("no %s among %v", want, urls)
		}
	}
	if p := tree.ByURL("/guides/"); p == nil || !strings.HasSuffix(p.Source, "index.md") {
		t.Error("index.md is not its folder's page")
	}
}

func TestDraftsOnRequest(t *testing.T) {
	cfg := testConfig("testdata/good", "zh-CN", "en")
	cfg.Drafts = true
	tree := Read(cfg, &diag.List{})
	if tree.ByURL("/faq/draft/") == nil || tree.ByURL("/faq/future/") == nil {
		t.Error("drafts are missing")
	}
}

func TestPositionsOfFrontMatter(t *testing.T) {
	tree := Read(testConfig("testdata/good", "zh-CN", "en"), &diag.List{})
	p := tree.ByURL("/notices/2026-10-upgrade/")
	if pos := p.FrontPos("window", "end"); pos.Line != 4 || pos.Column != 49 {
		t.Error(pos)
	}
}

func TestParseDoesNotDependOnScheduling(t *testing.T) {
	var first []byte
	for i := range 3 {
		cfg := testConfig("testdata/bad", "en")
		list := &diag.List{}
		tree := Read(cfg, list)
		tree.Parse(cfg, markdown.New(markdown.Options{}), identity(), list)
		var b bytes.Buffer
		for _, p := range tree.Pages {
			b.WriteString(p.Doc().HTML)
		}
		b.WriteString(describe(list))
		if i == 0 {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Fatal("two runs differ")
		}
	}
}
