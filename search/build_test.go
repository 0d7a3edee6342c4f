package search

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"deskbell/search/client"
)

func build(t testing.TB, tree string, pages []Page, s *Settings) []File {
	t.Helper()
	files, err := Build(tree, pages, s)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func urls(r Results) string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, h.URL)
	}
	return strings.Join(out, " ")
}

func TestFinds(t *testing.T) {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	for _, c := range []struct{ query, want string }{
		{"忘记密码怎么办", "/faq/login/#%E5%BF%98%E8%AE%B0%E5%AF%86%E7%A0%81%E6%80%8E%E4%B9%88%E5%8A%9E"},
		{"ORA-00600", "/guides/crash/#codes"},
		{"ora 00600", "/guides/crash/#codes"},
		{"err_conn", "/guides/crash/#codes"},
		{"tidb_mem_quota_query", "/guides/crash/#codes"},
		{"quota", "/guides/crash/#codes"},
		{"--max-conns", "/guides/crash/#codes"},
		{"v2.3.1", "/releases/2.3.1/"},
		{"C++", "/releases/2.3.1/"},
		{".net", "/releases/2.3.1/"},
		{"getuserinfo", "/releases/2.3.1/"},
		{"user info", "/releases/2.3.1/"},
		{"client.conf", "/releases/2.3.1/"},
		{"/etc/acme/client.conf", "/releases/2.3.1/"},
		{"E1001", "/guides/crash/"},
		{"崩", "/guides/crash/"},
		{"空页", "/empty/"},
		{"ＳＡＭＬ", "/faq/login/#sso"},
		{"sam", "/faq/login/#sso"},
	} {
		if got, _, _ := strings.Cut(urls(x.Search(c.query, Options{})), " "); got != c.want {
			t.Errorf("%q: first is %q, want %q", c.query, got, c.want)
		}
	}
	for _, q := range []string{"", "  ", "!?", "zzzz"} {
		if r := x.Search(q, Options{}); r.Total != 0 || len(r.Hits) != 0 || r.Incomplete {
			t.Errorf("%q: %+v", q, r)
		}
	}
}

// TestNewerFirst checks that of pages that say the same the newer comes first.
func TestNewerFirst(t *testing.T) {
	var pages []Page
	for i, version := range []string{"1.0", "1.2", "1.1"} {
		pages = append(pages, Page{URL: "/" + version + "/", Title: "SDK " + version, Kind: "release", Version: version, Products: []string{"SDK"},
			Lang: "en", Date: []int64{100, 300, 200}[i], Sections: []Section{{Text: "Fixes a crash at start."}}})
	}
	queries := []asked{{"crash at start", nil}, {"SDK 1.0", nil}}
	x := reader(t, "en", build(t, "en", pages, nil))
	if got := urls(x.Search(queries[0].Query, Options{})); got != "/1.2/ /1.1/ /1.0/" {
		t.Error(got)
	}
	if got := urls(x.Search(queries[1].Query, Options{})); !strings.HasPrefix(got, "/1.0/") {
		t.Error(got)
	}
	testParity(t, "en", pages, nil, queries)
}

func TestPhrases(t *testing.T) {
	pages := fixture()
	pages = append(pages, Page{URL: "/order/", Title: "Order", Lang: "en", Sections: []Section{{Text: "The connection was reset by the peer."}}},
		Page{URL: "/other/", Title: "Reset", Lang: "en", Sections: []Section{{Text: "Reset it. The connection comes back."}}})
	x := reader(t, "en", build(t, "en", pages, nil))
	for query, want := range map[string]string{
		`"connection was reset"`: "/order/",
		`“reset by the peer”`:    "/order/",
		`"reset connection"`:     "",
		`"no such words"`:        "",
		`「重置密码」`:                 "/faq/login/#%E5%BF%98%E8%AE%B0%E5%AF%86%E7%A0%81%E6%80%8E%E4%B9%88%E5%8A%9E",
	} {
		r := x.Search(query, Options{})
		if urls(r) != want || r.Total != len(r.Hits) {
			t.Errorf("%s finds %s of %d, want %s", query, urls(r), r.Total, want)
		}
	}
}

func TestTraditionalIsSimplified(t *testing.T) {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	for _, q := range []string{"忘记密码怎么办", "应用崩溃", "数据库内部错误", "价格与方案"} {
		a, b := x.Search(q, Options{}), x.Search(traditional(q), Options{})
		if traditional(q) == q || len(a.Hits) == 0 || urls(a) != urls(b) || !reflect.DeepEqual(a.Hits[0].Marks, b.Hits[0].Marks) {
			t.Errorf("%s finds %s, %s finds %s", q, urls(a), traditional(q), urls(b))
		}
	}
	pages := fixture()
	for i := range pages {
		pages[i].Title = traditional(pages[i].Title)
		for j := range pages[i].Sections {
			pages[i].Sections[j].Heading = traditional(pages[i].Sections[j].Heading)
			pages[i].Sections[j].Text = traditional(pages[i].Sections[j].Text)
		}
	}
	testParity(t, "zh-TW", pages, nil, []asked{{"应用崩溃", nil}, {"應用崩潰", nil}, {"密碼", nil}})
	x = reader(t, "zh-TW", build(t, "zh-TW", pages, nil))
	if r := x.Search("应用崩溃", Options{}); len(r.Hits) == 0 || len(r.Hits[0].TitleMarks) == 0 {
		t.Errorf("%+v", r)
	}
}

func TestFiltersAndFacets(t *testing.T) {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	all := x.Search("内存 密码 价格", Options{})
	if all.Total != 4 || len(all.Facets.Kinds) != 4 {
		t.Errorf("%+v", all.Facets)
	}
	r := x.Search("内存 密码 价格", Options{Products: []string{"桌面端"}})
	if urls(r) != "/releases/2.3.1/" || len(r.Facets.Products) != 2 {
		t.Errorf("%s %+v", urls(r), r.Facets)
	}
	r = x.Search("内存 密码 价格", Options{Kinds: []string{"guide", "page"}})
	if urls(r) != "/plans/ /guides/crash/#codes" && urls(r) != "/guides/crash/#codes /plans/" || len(r.Facets.Kinds) != 4 {
		t.Errorf("%s %+v", urls(r), r.Facets)
	}
}

func TestSynonymsAndPins(t *testing.T) {
	s, problems := readSettings(map[string]string{
		"synonyms.yaml": "groups: [[闪退, 崩溃], [log in, 登录]]\nexpand: {资费: [价格]}",
		"pinned.yaml":   "- {query: 登录, pages: [/plans/, content/guides/crash.md]}",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), s))
	for query, want := range map[string]string{
		"应用闪退":   "/guides/crash/",
		"资费":     "/plans/",
		"log in": "/faq/login/",
		"登录":     "/plans/ /guides/crash/ /faq/login/",
	} {
		got, _, _ := strings.Cut(urls(x.Search(query, Options{})), "#")
		if got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
	if r := x.Search("价格", Options{}); strings.Contains(urls(r), "资费") || r.Hits[0].Pinned {
		t.Errorf("%+v", r.Hits)
	}
}

func TestThesaurusFinds(t *testing.T) {
	pages := []Page{{URL: "/a/", Title: "Die App stürzt", Sections: []Section{{Text: "应用崩溃的排查"}}}, {URL: "/b/", Title: "其他", Sections: []Section{{Text: "别的内容"}}}}
	x := reader(t, "zh-CN", build(t, "zh-CN", pages, nil))
	if got := urls(x.Search("闪退", Options{})); got != "/a/" {
		t.Errorf("闪退 finds %q", got)
	}
	testParity(t, "zh-CN", pages, nil, []asked{{"闪退", nil}, {"总是闪退 怎么办", nil}})
	x = reader(t, "zh-CN", build(t, "zh-CN", pages, &Settings{NoThesaurus: true}))
	if got := urls(x.Search("闪退", Options{})); got != "" {
		t.Errorf("without the thesaurus 闪退 finds %q", got)
	}
}

func TestMarkupStaysText(t *testing.T) {
	x := reader(t, "zh-CN", build(t, "zh-CN", fixture(), nil))
	h := x.Search("markup alert", Options{}).Hits[0]
	if h.Title != `<img src=x onerror="alert(1)">` || h.Excerpt != `"><script>alert(3)</script> 😀 markup & text` {
		t.Errorf("%+v", h)
	}
	if want := []Mark{{10, 15}, {31, 37}}; !slices.Equal(h.Marks, want) {
		t.Errorf("got %v, want %v", h.Marks, want)
	}
}

func TestDeterministic(t *testing.T) {
	pages := ecs(t, "en").pages[:100]
	a, b := build(t, "en", pages, nil), build(t, "en", pages, nil)
	if !slices.EqualFunc(a, b, func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
		t.Error("the same pages give other files")
	}
}

// TestDamage spoils each file in turn, or takes it away: the rest still answers
// and says that it is not all, in the browser as in Go.
func TestDamage(t *testing.T) {
	files := build(t, "zh-CN", fixture(), nil)
	whole := reader(t, "zh-CN", files)
	var queries []asked
	for _, q := range []string{"忘记密码", "ORA-00600", "价格", "sdk", "uncorrectable", "價格"} {
		queries = append(queries, asked{q, nil})
	}
	for i := range whole.root.shardCount() { // a word of each shard
		queries = append(queries, asked{whole.shard(i).forms[0] + " 密码", nil})
	}
	var names []string
	var broke [][]File
	var runs []run
	for i := range files {
		if strings.HasSuffix(files[i].Name, "root.bin") || strings.Contains(files[i].Name, "/p/") {
			continue
		}
		broken := slices.Clone(files)
		if i%3 == 0 {
			broken[i].Name += ".gone"
		} else {
			broken[i].Data = bytes.Clone(broken[i].Data)
			broken[i].Data[len(broken[i].Data)/2] ^= 0x55
		}
		names, broke = append(names, files[i].Name), append(broke, broken)
		runs = append(runs, newRun("zh-CN", broken, queries))
	}
	for i, got := range browse(t, runs...) {
		x := reader(t, "zh-CN", broke[i])
		incomplete := false
		for j, q := range queries {
			r := x.Search(q.Query, Options{})
			incomplete = incomplete || r.Incomplete
			compare(t, q.Query, r, got[j])
		}
		if !incomplete {
			t.Errorf("%s spoilt, and no search says so", names[i])
		}
	}
}

func TestMissingRoot(t *testing.T) {
	_, err := OpenShards("en", mapReader(nil))
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestScriptIsBuilt(t *testing.T) {
	want, err := client.Bundle(os.DirFS("client/src"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, Script()) {
		t.Error("client/dist/search.js is out of date; run go generate ./search")
	}
	if n := transported(Script()); n > 11_600 {
		t.Errorf("the script is %d bytes compressed; expected at most 11600", n)
	}
	for _, word := range []string{"innerHTML", "eval(", "document", "window", "WebAssembly"} {
		if bytes.Contains(Script(), []byte(word)) {
			t.Errorf("the script has %s", word)
		}
	}
}

func TestParityFixture(t *testing.T) {
	s, problems := readSettings(map[string]string{
		"synonyms.yaml": "groups: [[闪退, 崩溃], [log in, 登录]]\nexpand: {资费: [价格]}",
		"pinned.yaml":   "- {query: 登录, pages: [/plans/, content/guides/crash.md]}",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var queries []asked
	for _, q := range strings.Split("登录|log in|应用闪退了|资费|ORA-00600|err_conn|v2.3|C++ .NET|getUserInf|内存 密码 价格|markup alert 😀|云|崩|İstanbul|é|e\u0301|<b>|constructor __proto__|ﬁle|1,000|l'été", "|") {
		queries = append(queries, asked{q, nil}, asked{q, map[string]any{"kinds": []string{"faq", "page"}, "limit": 2}},
			asked{q, map[string]any{"products": []string{"SDK"}, "versions": []string{"2.3.1"}}})
	}
	testParity(t, "zh-CN", fixture(), s, queries)
}

func BenchmarkBuild(b *testing.B) {
	for _, c := range [][2]string{{"cn.zh-CN", "zh-CN"}, {"intl.en-US", "en"}} {
		pages := articles(b, c[0], c[1])
		b.Run(c[1], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				build(b, c[1], pages, nil)
			}
			b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// transported is how many bytes of data a host sends that compresses well.
func transported(data []byte) int {
	var out bytes.Buffer
	w, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write(data)
	w.Close()
	return out.Len()
}
