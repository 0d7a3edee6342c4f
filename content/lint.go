package content

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// Lint reports what is wrong with articles for their readers, though a site can
// be built of them: what `deskbell check` looks at beyond what stops a build.
// linked are the URLs that menus lead to.
func (t *Tree) Lint(cfg Config, c *markdown.Converter, linked map[string]bool, list *diag.List) {
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		if text, err := fs.ReadFile(cfg.FS, p.Source); err == nil {
			c.Lint(diag.NewSource(p.Source, text), p.body, list)
		}
		p.lintAnchors(list)
	})
	for _, p := range t.Pages {
		p.lintDates(cfg.Now, list)
		t.lintTranslations(p, list)
	}
	t.lintOrphans(linked, list)
	t.lintTitles(list)
	t.lintTwins(list)
	for _, p := range t.Pages {
		p.lintOff(list)
	}
}

// lintDates reports articles whose review is due and notices that are over.
func (p *Page) lintDates(now time.Time, list *diag.List) {
	f := &p.Front
	if !f.ReviewBy.IsZero() && !now.Before(f.ReviewBy.AddDate(0, 0, 1)) {
		list.Warnf("review-due", p.FrontPos("review_by"), "look the article through and write the next day of review", "the article was to be reviewed by %s", f.ReviewBy.Format(time.DateOnly))
	}
	open := f.Status == "active" || f.Status == "scheduled" || f.Status == "in_progress"
	if p.Kind == Notice && f.Category != Maintenance && f.Window != nil && !f.Window.End.IsZero() && now.After(f.Window.End) && open {
		list.Warnf("notice-overdue", p.FrontPos("status"), "write 'status: closed', or move the window's end", "the notice ended on %s and is still %q", f.Window.End.Format(time.DateOnly), f.Status)
	}
}

// lintTranslations reports an article that other languages lack, and one whose
// original was changed after it.
func (t *Tree) lintTranslations(p *Page, list *diag.List) {
	if len(t.Languages) < 2 {
		return
	}
	var missing []string
	for _, lang := range t.Languages {
		if t.Translation(p.Key, lang) == nil {
			missing = append(missing, lang)
		}
	}
	if len(missing) > 0 && t.FallbackFor(p.Key, missing[0]) == p {
		list.Warnf("translation-missing", p.titlePos(), "translate it, or write '# deskbell-off: translation-missing' behind the line", "there is no translation into %s", strings.Join(missing, ", "))
	}
	p.lintOriginal(list)
}

// changed is the day of the last change that the article states.
func (p *Page) changed() time.Time {
	if !p.Front.Updated.IsZero() {
		return p.Front.Updated.Time
	}
	return p.Front.Date.Time
}

func (p *Page) changedPos() diag.Position {
	if !p.Front.Updated.IsZero() {
		return p.FrontPos("updated")
	}
	return p.FrontPos("date")
}

// titlePos is where the title stands in the front matter, else the file's first line.
func (p *Page) titlePos() diag.Position {
	if p.Front.Title == "" {
		return p.start()
	}
	return p.FrontPos("title")
}

// lintOrphans reports articles outside of all sections that no other article
// links to: only the list of all articles leads there.
func (t *Tree) lintOrphans(linked map[string]bool, list *diag.List) {
	for _, p := range t.Pages {
		if p.Section != t.Roots[p.Tree] || p.IsIndex || t.linked[p.URL] || linked[p.URL] || len(t.Roots[p.Tree].Sections) == 0 {
			continue
		}
		list.Warnf("orphan", p.titlePos(), "link to it, name it in 'navigation' or 'footer', or put it into a folder", "nothing leads to this article")
	}
}

// lintTitles reports articles of one language that have one title.
func (t *Tree) lintTitles(list *diag.List) {
	first := map[string]*Page{}
	for _, p := range t.Pages {
		folder, version := p.VersionOf()
		key := p.Tree + "\x00" + folder + "\x00" + version + "\x00" + strings.ToLower(strings.Join(strings.Fields(p.Title), " "))
		if other := first[key]; other != nil {
			list.Add(diag.Diagnostic{ID: "title-duplicate", Severity: diag.Warning, Pos: p.titlePos(), Message: "another article is called " + p.Title,
				Hint: "say in each title what sets it apart", Related: []diag.Related{{Pos: other.titlePos(), Message: "the other article is here"}}})
			continue
		}
		first[key] = p
	}
}

// lintTwins reports articles of one language whose texts are nearly the same.
func (t *Tree) lintTwins(list *diag.List) {
	for _, lang := range t.Languages {
		var pages []*Page
		var prints []fingerprint
		for _, p := range t.Pages {
			if p.Tree != lang || p.Kind == Release {
				continue // versions are like one another
			}
			if f, ok := fingerprintOf(p.Doc()); ok {
				pages, prints = append(pages, p), append(prints, f)
			}
		}
		for _, pair := range twins(prints) {
			a, b := pages[pair[0]], pages[pair[1]]
			if otherVersion(a, b) {
				continue
			}
			list.Add(diag.Diagnostic{ID: "article-duplicate", Severity: diag.Warning, Pos: b.titlePos(), Message: "the text is nearly that of " + a.Source,
				Hint: "join the two, or include what they share", Related: []diag.Related{{Pos: a.titlePos(), Message: "the other article is here"}}})
		}
	}
}

// sortPairs puts pairs of indexes in order, each once.
func sortPairs(pairs [][2]int) [][2]int {
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	return slices.Compact(pairs)
}
