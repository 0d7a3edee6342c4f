package content

import "deskbell/diag"

// joinTranslations finds pages of several languages that are one.
func (t *Tree) joinTranslations(list *diag.List) {
	for _, p := range t.Pages {
		id := translation{p.Key, p.Tree}
		first := t.byKey[id]
		if first == nil {
			t.byKey[id] = p
			continue
		}
		if p.Front.Translation != "" || first.Front.Translation != "" {
			list.Add(diag.Diagnostic{ID: "translation-duplicate", Severity: diag.Error, Pos: p.FrontPos("translation"),
				Message: "two pages in " + p.Tree + " have the translation key " + p.Key, Hint: "give one another 'translation:'",
				Related: []diag.Related{{Pos: first.FrontPos("translation"), Message: "the other page is here"}}})
		}
	}
}

// IsFallback says whether a page has no translation in a language's tree, so
// that it is shown there in its own language.
func (t *Tree) IsFallback(p *Page, tree string) bool {
	return p.Tree != tree && t.Translation(p.Key, tree) == nil
}

// URLFor is a page's URL in a language's tree: its translation's, or the one
// where it is shown in its own language: its path below that language's prefix.
// For a page that another stands in for, it is the other's.
func (t *Tree) URLFor(p *Page, tree string) string {
	if p.Tree == tree {
		return p.URL
	}
	if q := t.Translation(p.Key, tree); q != nil {
		return q.URL
	}
	if url := t.fallbacks[tree][p.Key]; url != "" {
		return url
	}
	return t.join(tree, t.below(p.URL, p.Tree))
}

// FallbackFor is the page that is shown in a tree where a key has no
// translation: that of the first of the site's languages that has one. It is
// nil where there is a translation, or no page at all.
func (t *Tree) FallbackFor(key, tree string) *Page {
	if t.Translation(key, tree) != nil {
		return nil
	}
	for _, lang := range t.Languages {
		if p := t.Translation(key, lang); p != nil {
			return p
		}
	}
	return nil
}

// placeFallbacks gives untranslated pages their URLs in the other languages. A
// page of that language comes first: a fallback that wants its URL is numbered.
func (t *Tree) placeFallbacks() {
	t.fallbacks = map[string]map[string]string{}
	if len(t.Languages) < 2 {
		return
	}
	for _, tree := range t.Languages {
		urls, taken := map[string]string{}, map[string]bool{}
		for _, p := range t.Pages {
			if t.FallbackFor(p.Key, tree) != p {
				continue
			}
			url := t.join(tree, t.below(p.URL, p.Tree))
			wanted := url
			for n := 2; t.byURL[url] != nil || taken[url]; n++ {
				url = numbered(wanted, n)
			}
			taken[url] = true
			urls[p.Key] = url
		}
		t.fallbacks[tree] = urls
	}
}
