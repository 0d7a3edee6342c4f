package search

import (
	"testing"
	"testing/fstest"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

// Whatever the files of an index hold, each reader takes them or refuses them:
// the same files are given to the browser's readers by TestHostileFiles.
func FuzzIndexFiles(f *testing.F) {
	kinds := []string{"root", "table", "shard", "tail", "words"}
	more := joined(sampleShard().encode(9000))
	for i, kind := range kinds {
		for _, good := range goodFiles(f) {
			if good.Kind == kind {
				for _, data := range mutate.Texts(60, good.Data) {
					f.Add(byte(i), data)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, which byte, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		kind := kinds[int(which)%len(kinds)]
		_ = read(hostileFile{Kind: kind, Data: data, More: more}) // it ends, without a panic
	})
}

// Whatever is asked, a search of the shards ends, and finds pages that are there.
func FuzzQuery(f *testing.F) {
	x := reader(f, "zh-CN", build(f, "zh-CN", fixture(), nil))
	for _, text := range mutate.Strings(40, "忘记密码怎么办", "ERR_CONN_RESET --max-conns", `"single sign-on" sso`, "getUserInfo 2.3.1", "mima chongzhi", "pasword", "") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<12 {
			return
		}
		for _, hit := range x.Search(text, Options{Tails: len(text)%2 == 0}).Hits {
			if hit.URL == "" || hit.Title == "" {
				t.Fatalf("%q finds %+v", text, hit)
			}
		}
	})
}

// Whatever synonyms, pinned pages and golden queries say, it is read or refused
// at its place.
func FuzzSettings(f *testing.F) {
	seeds := []string{"groups: [[闪退, 崩溃], [login, sign in]]\nexpand: {SSO: [single sign-on]}\n", "- {query: 价格, lang: zh-CN, pages: [/plans/]}\n", "- {query: 怎么登录, lang: zh-CN, page: /faq/login/, within: 3}\n"}
	names := []string{"synonyms.yaml", "pinned.yaml", "queries.yaml"}
	for i, seed := range seeds {
		for _, text := range mutate.Strings(60, seed) {
			f.Add(byte(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, text string) {
		if len(text) > 1<<13 {
			return
		}
		var list diag.List
		s := Read(Config{FS: fstest.MapFS{"search/" + names[int(which)%len(names)]: {Data: []byte(text)}}, Dir: "search", Languages: []string{"zh-CN", "en"}}, &list)
		if s == nil {
			t.Fatal("no settings")
		}
		for _, d := range list.Sorted() {
			if d.Message == "" || d.Pos.File == "" {
				t.Fatalf("%+v", d)
			}
		}
	})
}
