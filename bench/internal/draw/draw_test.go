package draw

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deskbell/bench/internal/judged"
	"deskbell/search"
)

func queries(texts ...string) []judged.Query {
	var out []judged.Query
	for _, text := range texts {
		out = append(out, judged.Query{Text: text, Pages: map[string]bool{"/" + text: true}})
	}
	return out
}

func texts(queries []judged.Query) (out []string) {
	for _, q := range queries {
		out = append(out, q.Text)
	}
	return out
}

func TestSome(t *testing.T) {
	all := queries("a", "b", "c", "d", "e", "f")
	got := texts(Some(all, 3, 1))
	if len(got) != 3 || !slices.IsSorted(got) || !slices.Equal(got, texts(Some(all, 3, 1))) {
		t.Error(got)
	}
	if len(Some(all, 10, 1)) != 6 || len(Some(all, 0, 1)) != 6 {
		t.Error("more than there are")
	}
}

func TestTyposDifferByOneSlip(t *testing.T) {
	all := queries("reset the password", "a b", "重置数据库的密码", "如何重制数据库", "Hellooo world")
	slipped, right := Typos(all, 4)
	if len(slipped) != len(right) || len(slipped) != 4 {
		t.Fatal(texts(slipped), texts(right))
	}
	for i := range slipped {
		a, b := []rune(slipped[i].Text), []rune(right[i].Text)
		if string(a) == string(b) || len(a) < len(b)-1 || len(a) > len(b)+1 {
			t.Errorf("%s of %s", string(a), string(b))
		}
		if !slipped[i].Pages["/"+right[i].Text] {
			t.Error("a slip changes what is right")
		}
	}
}

func TestKeywords(t *testing.T) {
	got := Keywords(queries("How can I reset the password of my account on GitHub?", "why is it so", "delete files"), 3, 2)
	if len(got) != 2 || len(strings.Fields(got[0].Text)) != 3 || got[1].Text != "delete files" {
		t.Error(texts(got))
	}
}

func TestPinyin(t *testing.T) {
	pages := []search.Page{{URL: "/1/", Title: "修改实例密码"}, {URL: "/2/", Title: "查看修改实例密码的方法"}, {URL: "/3/", Title: "FAQ 概述"}}
	got := Pinyin(pages, 10, 3)
	if len(got) != 2 || got[0].Text != "xiugaishilimima" || len(got[0].Pages) != 2 || got[1].Text != "chakanxiugaishili" || !got[1].Pages["/2/"] {
		t.Errorf("%+v", got)
	}
}

func TestTraditional(t *testing.T) {
	name := filepath.Join(t.TempDir(), "table")
	write := func(text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("數據庫備\n数据库备\n")
	table, err := ReadTable(name)
	if err != nil {
		t.Fatal(err)
	}
	written, right := table.Traditional(queries("备份 数据库 A", "人"))
	if !slices.Equal(texts(written), []string{"備份 數據庫 A"}) || !slices.Equal(texts(right), []string{"备份 数据库 A"}) {
		t.Error(texts(written), texts(right))
	}
	write("數據庫\n数据库备\n")
	if _, err := ReadTable(name); err == nil {
		t.Error("lines of unequal length are taken")
	}
	if _, err := ReadTable("../../../search/data/hant-hans.txt"); err != nil {
		t.Error("the project's own table:", err)
	}
}

func TestIdentifiers(t *testing.T) {
	page := func(url, text string) search.Page {
		return search.Page{URL: url, Title: "Step-by-step", Sections: []search.Section{{Text: text}}}
	}
	pages := []search.Page{
		page("/1/", "ORA-00600 and tidb_mem_quota, step-by, wonderful 12345678, "+strings.Repeat("Snapshot", 6)),
		page("/2/", "describeInstances v2.3.1 WONDERFUL"),
		page("/3/", "tidb_mem_quota_query describeinstances"),
	}
	got := Identifiers(pages, 10, 1)
	all := texts(got)
	slices.Sort(all)
	if !slices.Equal(all, []string{"ORA-00600", "tidb_mem_quota_query", "v2.3.1"}) {
		t.Error(all)
	}
}

func TestMixed(t *testing.T) {
	en := []search.Page{{Title: "Reset the password", Sections: []search.Section{{Heading: "On phones", Text: "Open the settings of the application and choose security."}}}}
	got := Mixed(en, "en", 10, 1)
	if len(got) != 10 || !slices.Equal(got, Mixed(en, "en", 10, 1)) || got[2] != "Reset the password" || got[3] != "On phones" || !strings.HasSuffix(got[4], "reset the password") || len(strings.Fields(got[1])) != 3 {
		t.Errorf("%q", got)
	}
	zh := []search.Page{{Title: "重置密码", Sections: []search.Section{{Heading: "手机", Text: "打开应用的设置，选择安全，然后确认。"}}}}
	got = Mixed(zh, "zh-CN", 5, 1)
	if n := len([]rune(got[0])); n < 2 || n > 4 || !strings.HasSuffix(got[4], "重置密码") || len(strings.Fields(got[1])) != 3 {
		t.Errorf("%q", got)
	}
}
