package search

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func writeIndex(t testing.TB, tree string, pages []Page, s *Settings) *Index {
	t.Helper()
	dir := t.TempDir()
	if err := WriteIndex(dir, map[string][]Page{tree: pages}, s); err != nil {
		t.Fatal(err)
	}
	x, err := OpenIndex(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

func TestTerminal(t *testing.T) {
	s, problems := readSettings(map[string]string{
		"synonyms.yaml": "groups: [[闪退, 崩溃]]",
		"pinned.yaml":   "- {query: 登录, pages: [/plans/]}",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x := writeIndex(t, "zh-CN", fixture(), s)
	for query, want := range map[string]string{
		"忘记密码怎么办":   "/faq/login/",
		"应用闪退":      "/guides/crash/",
		"ORA-00600": "/guides/crash/",
		"v2.3.1":    "/releases/2.3.1/",
		"登录":        "/plans/",
		"getuser":   "/releases/2.3.1/",
		"clinet":    "/releases/2.3.1/",
	} {
		r, err := x.Search(query, "zh-CN", 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) == 0 || pageURL(r.Hits[0]) != want {
			t.Errorf("%q: got %s, want %s", query, urls(r), want)
		}
	}
	r, err := x.Search("忘记密码", "zh-CN", 1)
	if err != nil || len(r.Hits) != 1 || !r.Hits[0].Answer || !strings.Contains(r.Hits[0].Excerpt, "邮件中的链接") || len(r.Hits[0].Marks) == 0 {
		t.Errorf("%+v %v", r, err)
	}
	if r, err := x.Search("!?", "zh-CN", 0); err != nil || len(r.Hits) > 0 {
		t.Error(r, err)
	}
	if _, err := x.Search("x", "en", 0); err == nil || !strings.Contains(err.Error(), "there is zh-CN") {
		t.Error(err)
	}
}

func TestIndexIsReplaced(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenIndex(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, trees := range []map[string][]Page{{"en": fixture(), "de": fixture()}, {"en": fixture()[:1]}} {
		if err := WriteIndex(dir, trees, nil); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "en.bleve" {
		t.Error(entries, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Error("left behind:", left)
	}
}

// TestCodesFirst checks that a code's pages come before those of its parts.
func TestCodesFirst(t *testing.T) {
	pages := ecs(t, "en").pages[:400]
	x := writeIndex(t, "en", pages, nil)
	with := func(code string) map[string]bool {
		urls := map[string]bool{}
		for _, p := range pages {
			for _, s := range p.Sections {
				if strings.Contains(s.Text+s.Heading, code) {
					urls[p.URL] = true
				}
			}
		}
		return urls
	}
	for _, code := range []string{"InvalidInstanceId.NotFound", "ecs.aliyuncs.com"} {
		r, err := x.Search(code, "en", 3)
		if err != nil {
			t.Fatal(err)
		}
		right := with(code)
		for _, h := range r.Hits[:min(len(r.Hits), len(right))] {
			if !right[pageURL(h)] {
				t.Errorf("%s: %s has only parts of it", code, h.URL)
			}
		}
	}
}

// TestCandidates checks that the shards find the pages that bleve's
// disjunction of the same words finds, tails counted.
func TestCandidates(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		pages := ecs(t, lang).pages[:120]
		index := writeIndex(t, lang, pages, nil).trees[lang]
		x := reader(t, lang, build(t, lang, pages, nil))
		random := rand.New(rand.NewPCG(3, 4))
		for range 150 {
			q := x.root.parse(sentence(random, pages)+" ?", hanOf(lang))
			list, err := index.pages(&q, false)
			if err != nil {
				t.Fatal(err)
			}
			var want, got []int
			for _, m := range list {
				want = append(want, pageOfID(m.ID))
			}
			x.fresh()
			clauses := make([]resolved, len(q.clauses))
			for i := range q.clauses {
				clauses[i] = resolve(&q.clauses[i], x)
			}
			for _, r := range x.rank(clauses, nil, true) {
				got = append(got, int(r.page))
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("%s: %d pages, bleve has %d", q.key, len(got), len(want))
			}
		}
	}
}

// sentence is a piece of a page's text that begins and ends at spaces or
// punctuation.
func sentence(random *rand.Rand, pages []Page) string {
	for {
		p := pages[random.IntN(len(pages))]
		parts := strings.FieldsFunc(p.Sections[random.IntN(len(p.Sections))].Text, func(r rune) bool { return strings.ContainsRune(" ，。\n", r) })
		if len(parts) > 0 {
			at := random.IntN(len(parts))
			return strings.Join(parts[at:min(len(parts), at+3)], " ")
		}
	}
}
