package site

import (
	"cmp"
	"html/template"
	"slices"

	"deskbell/content"
	"deskbell/themes"
)

// How much of each kind the home page shows.
const (
	homeNotices  = 5
	homeReleases = 5
	homePopular  = 8
)

func (m *model) homeSheet(e *edition) *sheet {
	v := e.voices[e.lang]
	s := &sheet{url: e.prefix, kind: "home", lang: e.lang, title: v.site.Title, template: "home", voice: v, nav: e.navOf(e.root, v)}
	if x := e.root.index; x != nil {
		s.source, s.updated = x.page.Source, m.updatedAt(x.page)
	}
	s.alternates = m.alternates(samePath(""))
	s.view = func() any { return m.homeView(e, v) }
	return s
}

func (m *model) homeBase(e *edition, v *voice) themes.Page {
	p := m.base(e, v, "home", v.site.Title, "")
	p.Lead = v.site.Description
	p.Nav = e.navOf(e.root, v).mark(p.URL)
	p.Switch, p.Alternates = m.languages(e, samePath("")), m.alternates(samePath(""))
	p.JSONLD = m.siteData(p)
	p.Live = v.live
	return p
}

func (m *model) homeView(e *edition, v *voice) any {
	view := themes.Home{Page: m.homeBase(e, v), Question: v.text.Text("home.question"), Status: m.statusLine(e, v), Parts: m.config.Home.homeParts()}
	if m.board != nil {
		if next := m.nextWindows(e, v, 1); len(next) > 0 {
			view.Window = &next[0]
		}
	}
	if x := e.root.index; x != nil {
		doc := x.page.Doc()
		view.Body = template.HTML(doc.HTML)
		view.HasCode, view.HasTabs, view.HasVideo, view.HasFlow = doc.HasCode, doc.HasTabs, doc.HasVideo, doc.HasFlow
		if x.page.Lang != v.site.Lang {
			view.TextLang, view.TextDir = x.page.Lang, themes.Direction(x.page.Lang)
		}
		if view.Lead == "" {
			view.Lead = x.page.Front.Description
		}
	}
	for _, n := range e.root.nodes {
		view.Categories = append(view.Categories, m.category(n))
	}
	if len(e.root.pages) > 0 {
		view.Categories = append(view.Categories, m.loose(e, v))
	}
	m.fillHome(e, v, &view)
	return view
}

// loose is a card for the articles that stand in no section. Where there are no
// sections at all, it lists as many as a page can carry.
func (m *model) loose(e *edition, v *voice) themes.Category {
	c := themes.Category{Title: v.text.Text("home.other"), URL: v.site.AllPages, Icon: "page", Count: len(e.root.pages)}
	most := firstLinks
	if len(e.root.nodes) == 0 {
		most = navLimit
	}
	for _, x := range e.root.pages[:min(len(e.root.pages), most)] {
		c.Links = append(c.Links, x.link())
	}
	return c
}

// fillHome lists the popular pages and the newest notices and versions.
func (m *model) fillHome(e *edition, v *voice, view *themes.Home) {
	view.Popular = m.popular(e)
	for _, x := range e.newest(content.Notice, homeNotices) {
		view.Notices = append(view.Notices, m.noticeItem(v, x))
	}
	for _, x := range e.newest(content.Release, homeReleases) {
		view.Releases = append(view.Releases, m.releaseItem(v, x))
	}
}

// newest are the entries of a kind by date, the newest first.
func (e *edition) newest(kind content.Kind, most int) []*entry {
	var out []*entry
	for _, x := range e.entries {
		if x.page.Kind == kind && !x.page.IsIndex {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b *entry) int {
		return cmp.Or(b.page.Front.Date.Compare(a.page.Front.Date.Time), cmp.Compare(a.page.Source, b.page.Source))
	})
	return out[:min(len(out), most)]
}
