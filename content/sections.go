package content

import (
	"cmp"
	"path"
	"slices"
)

// buildSections makes the tree of folders of each language. A folder without
// pages below it is no section.
func (t *Tree) buildSections() {
	t.sections = map[string]map[string]*Section{}
	for _, lang := range t.Languages {
		root := &Section{Tree: lang, Lang: lang, URL: t.prefix(lang)}
		t.Roots[lang] = root
		t.sections[lang] = map[string]*Section{"": root}
	}
	for _, p := range t.Pages {
		s := t.section(p.Tree, path.Dir(p.rel))
		p.Section = s
		if p.IsIndex && s.Index == nil {
			s.Index = p
			continue
		}
		s.Pages = append(s.Pages, p)
	}
	for _, lang := range t.Languages {
		t.finish(t.Roots[lang], map[string]bool{})
	}
}

// section is the section of a folder, made with those above it.
func (t *Tree) section(tree, dir string) *Section {
	if dir == "." {
		dir = ""
	}
	if s := t.sections[tree][dir]; s != nil {
		return s
	}
	parent := t.section(tree, path.Dir(dir))
	s := &Section{Path: dir, Tree: tree, Lang: tree, Parent: parent, URL: t.join(tree, urlPath(dir))}
	parent.Sections = append(parent.Sections, s)
	t.sections[tree][dir] = s
	return s
}

// finish gives a section and those below it their titles and order.
func (t *Tree) finish(s *Section, taken map[string]bool) {
	s.Title = humanize(path.Base(s.Path))
	if s.Path == "" {
		s.Title = ""
	}
	if s.Index != nil {
		s.Title, s.Lang, s.Weight, s.URL = s.Index.Title, s.Index.Lang, s.Index.Front.Weight, s.Index.URL
	} else {
		s.URL = t.freeSection(s.URL, taken)
	}
	taken[s.URL] = true
	sortPages(s.Pages)
	for _, c := range s.Sections {
		t.finish(c, taken)
	}
	slices.SortStableFunc(s.Sections, func(a, b *Section) int {
		return cmp.Or(byWeight(a.Weight, b.Weight), Natural(a.Path, b.Path))
	})
}

// freeSection is a URL for a folder: its own, or a numbered one where that is a
// page's (guides.md beside guides/) or another folder's (Disks beside disks).
func (t *Tree) freeSection(url string, taken map[string]bool) string {
	free := url
	for n := 2; t.byURL[free] != nil || taken[free]; n++ {
		free = numbered(url, n)
	}
	return free
}

// SectionAt is the section of a folder below a language's root, or nil.
func (t *Tree) SectionAt(tree, dir string) *Section {
	if dir == "." {
		dir = ""
	}
	return t.sections[tree][dir]
}
