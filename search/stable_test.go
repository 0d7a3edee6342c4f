package search

import (
	"slices"
	"testing"
)

// TestFewFilesChange edits and adds an article and counts the files that are new.
func TestFewFilesChange(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		t.Run(lang, func(t *testing.T) {
			all := ecs(t, lang).pages[:300]
			files := build(t, lang, all, nil)
			before := map[string]bool{}
			for _, f := range files {
				before[f.Name] = true
			}
			fresh := func(pages []Page) (index, texts int) {
				for _, f := range build(t, lang, pages, nil) {
					switch {
					case before[f.Name]:
					case f.Name[len(treeName(lang))] == 'x':
						texts++
					default:
						index++
					}
				}
				return index, texts
			}
			edited := slices.Clone(all)
			page := &edited[len(edited)/2]
			page.Sections = slices.Clone(page.Sections)
			page.Sections[0].Text += map[string]string{
				"zh-CN": "如果仍然无法连接，请检查安全组规则是否放行端口。",
				"en":    "If you still cannot connect, check whether the security group allows the port.",
			}[lang]
			index, texts := fresh(edited)
			t.Logf("%d files; a sentence more: %d of the index change, and %d texts", len(files), index, texts)
			if index > len(files)/3 || texts > maxTextGroup {
				t.Error("want at most a third, and a group of texts")
			}
			added := slices.Insert(slices.Clone(all), len(all)/2, Page{URL: "/new/", Title: edited[3].Title, Sections: edited[3].Sections})
			index, texts = fresh(added)
			t.Logf("an article more: %d of the index change, and %d texts", index, texts)
			if texts > 2*maxTextGroup {
				t.Error("want at most two groups of texts")
			}
		})
	}
}
