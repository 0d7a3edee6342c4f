package search

import (
	"slices"
	"strings"
	"testing"
)

// tooGeneral are words that stand in so many articles that they would bring
// all of them.
var tooGeneral = map[string][]string{
	"en": strings.Fields(`error problem issue fail failed failure setting settings option options help support work
		working use using user app application page data system file thing get set make do new click button feature
		service function value item content info information wrong broken not no how why what when can cannot
		can't won't won't don't on off in out up`),
	"zh": strings.Fields(`问题 设置 不行 错误 失败 使用 功能 帮助 用户 系统 数据 应用 页面 操作 方法 怎么 怎么办 如何 无法 不能 不了
		异常 报错 出错 支持 服务 点击 没有 提示 信息 内容 选项 可以 为什么 原因 解决 处理 情况 时间 名称 管理 配置`),
}

func TestThesaurusParses(t *testing.T) {
	for _, lang := range thesaurusLanguages {
		s := readThesaurus(lang)
		if len(s.Groups) < 300 || len(s.Expand) < 50 {
			t.Errorf("%s: %d groups and %d expansions; want at least 300 and 50", lang, len(s.Groups), len(s.Expand))
		}
	}
}

func TestThesaurusLanguages(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "en-GB": "en", "zh-CN": "zh", "zh-Hant": "zh", "fr": ""} {
		if got := thesaurus(tag); want == "" && got != nil || want != "" && (got == nil || got != thesaurus(want)) {
			t.Errorf("thesaurus(%q) is not that of %q", tag, want)
		}
	}
}

// stemmedKey is a phrase's words as they stand in the index.
func stemmedKey(t *testing.T, lang, text string) string {
	t.Helper()
	stems, err := newStemmer(lang)
	if err != nil {
		t.Fatal(err)
	}
	forms := strings.Fields(keyOf(text, hanOf(lang)))
	for i, f := range forms {
		forms[i] = stems.stem(f, classOf(f))
	}
	return strings.Join(forms, " ")
}

// TestThesaurusEntries looks at each entry by itself.
func TestThesaurusEntries(t *testing.T) {
	for _, lang := range thesaurusLanguages {
		s := thesaurus(lang)
		check := func(entry string) {
			han := 0
			for _, r := range entry {
				if isHan(r) {
					han++
				}
			}
			switch {
			case keyOf(entry, nil) == "":
				t.Errorf("%s: %q has no word in it", lang, entry)
			case entry != strings.ToLower(strings.TrimSpace(entry)):
				t.Errorf("%s: %q is not in lower case", lang, entry)
			case len(strings.Fields(entry)) > 4, han > 8, han == 1 && len(entry) == 3:
				t.Errorf("%s: %q is too long or too short", lang, entry)
			case slices.Contains(tooGeneral[lang], entry):
				t.Errorf("%s: %q would bring every article", lang, entry)
			}
		}
		for _, group := range s.Groups {
			for _, entry := range group {
				check(entry)
			}
			if len(group) < 2 || len(group) > 8 {
				t.Errorf("%s: %d entries in %q; want 2 to 8", lang, len(group), group)
			}
		}
		for _, e := range s.Expand {
			check(e.From)
			for _, to := range e.To {
				check(to)
			}
		}
	}
}

// TestThesaurusDuplicates compares entries as the index does, by their stems.
func TestThesaurusDuplicates(t *testing.T) {
	for _, lang := range thesaurusLanguages {
		s := thesaurus(lang)
		groups := map[string][]string{} // the groups' first entries by entry
		for _, group := range s.Groups {
			seen := map[string]bool{}
			for _, entry := range group {
				key := stemmedKey(t, lang, entry)
				if seen[key] {
					t.Errorf("%s: %q stands twice in %q", lang, entry, group)
				}
				seen[key] = true
				groups[key] = append(groups[key], group[0])
			}
			for key := range seen {
				for other := range seen {
					if key != other && containsRun(strings.Fields(key), strings.Fields(other)) {
						t.Errorf("%s: %q holds %q, which finds the same, in %q", lang, key, other, group)
					}
				}
			}
		}
		for key, in := range groups {
			if len(in) > 2 {
				t.Errorf("%s: %q is in the groups of %q; want two at most", lang, key, in)
			}
		}
		from := map[string]bool{}
		for _, e := range s.Expand {
			key := stemmedKey(t, lang, e.From)
			if from[key] {
				t.Errorf("%s: %q is expanded twice", lang, e.From)
			}
			from[key] = true
			for _, to := range e.To {
				if stemmedKey(t, lang, to) == key {
					t.Errorf("%s: %q expands to itself", lang, e.From)
				}
			}
		}
	}
}
