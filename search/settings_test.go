package search

import (
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

func readSettings(files map[string]string) (*Settings, []string) {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir["search/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var list diag.List
	s := Read(Config{FS: dir, Dir: "search", Languages: []string{"zh-CN", "en"}}, &list)
	return s, printed(&list)
}

func printed(list *diag.List) []string {
	var out []string
	for _, d := range list.Sorted() {
		out = append(out, d.Pos.String()+": "+d.Message)
	}
	return out
}

func TestReadSettings(t *testing.T) {
	s, problems := readSettings(map[string]string{
		"synonyms.yaml": "groups: [[闪退, 崩溃], [login, sign in]]\nexpand: {SSO: [single sign-on]}\n",
		"pinned.yaml":   "- {query: 价格, lang: zh-CN, pages: [/plans/]}\n",
		"queries.yaml":  "- {query: 怎么登录, lang: zh-CN, page: /faq/login/, within: 3}\n- {query: log in, page: /faq/login/}\n",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(s.Groups) != 2 || len(s.Expand) != 1 || len(s.Pinned) != 1 || len(s.Queries) != 2 || s.Queries[1].Within != 3 {
		t.Errorf("%+v", s)
	}
	if s, problems := readSettings(nil); s == nil || len(problems) > 0 {
		t.Error("no files:", s, problems)
	}
}

func TestBadSettings(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"group of one", "synonyms.yaml", "groups: [[闪退]]", "search/synonyms.yaml:1:10: a group of 1; expected at least two words"},
		{"empty word", "synonyms.yaml", "groups: [[闪退, '!?']]", `search/synonyms.yaml:1:15: "!?" has no word in it`},
		{"twice", "synonyms.yaml", "groups: [[Login, login]]", `search/synonyms.yaml:1:18: "login" stands in its group twice`},
		{"expands to nothing", "synonyms.yaml", "expand: {SSO: []}", `search/synonyms.yaml:1:10: "SSO" expands to nothing`},
		{"wrong type", "synonyms.yaml", "groups: 3", "search/synonyms.yaml:1:9: expected a list, found \"3\""},
		{"unknown key", "synonyms.yaml", "group: []", `search/synonyms.yaml:1:1: unknown key "group"`},
		{"no pages", "pinned.yaml", "- {query: a}", "search/pinned.yaml:1:3"},
		{"pin twice", "pinned.yaml", "- {query: a, pages: [/]}\n- {query: A!, pages: [/]}", `search/pinned.yaml:2:11: a second entry for the query "A!"`},
		{"pin language", "pinned.yaml", "- {query: a, lang: zh, pages: [/]}", `search/pinned.yaml:1:20: the site has no language "zh"`},
		{"pin without words", "pinned.yaml", "- {query: '?', pages: [/]}", `search/pinned.yaml:1:11: the query "?" has no word in it`},
		{"within", "queries.yaml", "- {query: a, page: /, within: 0}", "search/queries.yaml:1:31: within is 0; expected 1 to 100"},
		{"no page", "queries.yaml", "- {query: a}", "search/queries.yaml:1:3"},
		{"a map", "queries.yaml", "query: a", "search/queries.yaml:1:1: expected a list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := readSettings(map[string]string{c.file: c.text})
			if len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
				t.Errorf("got %q, want %q", problems, c.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	pages := fixture()
	s, problems := readSettings(map[string]string{
		"pinned.yaml":  "- {query: 价格, pages: [/plan/]}",
		"queries.yaml": "- {query: 忘记密码怎么办, page: /faq/login/, within: 1}\n- {query: 价格, page: /faq/login/, within: 1}\n- {query: zzz, page: content/plans.md}",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	trees := map[string][]Page{"zh-CN": pages}
	files, err := Build("zh-CN", pages, s)
	if err != nil {
		t.Fatal(err)
	}
	var list diag.List
	s.CheckPages(trees, &list)
	if err := s.CheckQueries(trees, map[string][]File{"zh-CN": files}, &list); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"search/pinned.yaml:1:23: there is no page /plan/",
		`search/queries.yaml:2:11: "价格" does not find /faq/login/ within the first 1 in zh-CN; what came: /plans/`,
		`search/queries.yaml:3:11: "zzz" does not find content/plans.md within the first 3 in zh-CN; what came: nothing`,
	}
	if got := printed(&list); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
