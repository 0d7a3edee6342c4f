package site

import (
	"cmp"
	"net/url"
	"strings"

	"deskbell/content"
	"deskbell/themes"
)

// firstLinks is how many articles a category's card shows.
const firstLinks = 3

// sectionSheet is a section's own page: its index with the list of what it holds.
func (m *model) sectionSheet(e *edition, n *node) *sheet {
	if n.index != nil {
		v := e.voiceOf(n.index)
		s := m.entrySheet(e, n.index, v, "section")
		s.text = n.index.page
		s.view = func() any {
			view := themes.Section{Page: m.entryBase(e, n.index, v)}
			view.Kind = "section"
			view.JSONLD = m.breadcrumbData(view.Page)
			m.fillSection(e, v, n, &view)
			return view
		}
		return s
	}
	v := e.voices[e.lang]
	s := &sheet{url: n.url, kind: "section", lang: e.lang, title: n.title, template: "section", voice: v, nav: e.navOf(n, v)}
	s.alternates = m.alternates(bySection(n.path))
	s.view = func() any {
		view := themes.Section{Page: m.sectionBase(e, v, n)}
		m.fillSection(e, v, n, &view)
		return view
	}
	return s
}

// sectionBase is base for a section that has no page of its own.
func (m *model) sectionBase(e *edition, v *voice, n *node) themes.Page {
	path := strings.TrimPrefix(n.url, e.prefix)
	p := m.base(e, v, "section", n.title, path)
	p.Breadcrumbs = m.trail(e, v, n.parent)
	p.Switch, p.Alternates = m.languages(e, bySection(n.path)), m.alternates(bySection(n.path))
	p.JSONLD = m.breadcrumbData(p)
	return p
}

// fillSection lists what a section holds, in the form that suits its kind.
func (m *model) fillSection(e *edition, v *voice, n *node, view *themes.Section) {
	m.fillProducts(e, v, n, view)
	for _, sub := range n.nodes {
		view.Categories = append(view.Categories, m.category(sub))
	}
	for _, x := range n.pages {
		switch x.page.Kind {
		case content.Notice: // below, by where they stand
		case content.Release:
			view.Releases = append(view.Releases, m.releaseItem(v, x))
		case content.FAQ:
			m.addQuestions(x, view)
		case content.PlainPage, content.Guide:
			if !x.page.Front.Effective.IsZero() {
				continue // a version of the text below
			}
			view.Articles = append(view.Articles, m.articleLink(x))
		}
	}
	view.Notices = groupNotices(m.noticeItems(v, n, ""))
	view.NoticeKinds = m.noticeKinds(e, v, n, "")
	view.Policy = m.policyText(n, nil)
}

func (m *model) articleLink(x *entry) themes.Link {
	note := x.page.Front.Description
	if note == "" {
		note = x.page.Summary
	}
	l := x.link()
	l.Note = note
	return l
}

// addQuestions lists an FAQ file: as a category whose links are its questions,
// or where it is one question, among those with their short answers.
func (m *model) addQuestions(x *entry, view *themes.Section) {
	c := themes.Category{Title: x.page.Title, URL: m.address.href(x.url), Lang: x.otherLang(), Lead: x.page.Front.Description, Icon: x.page.Front.Icon}
	for _, q := range questions(x.page.Doc()) {
		c.Links = append(c.Links, themes.Link{Text: q.heading.Text, URL: c.URL + "#" + url.PathEscape(q.heading.ID)})
	}
	if len(c.Links) == 0 {
		link := m.articleLink(x)
		link.Note = cmp.Or(x.page.Front.Short, link.Note)
		view.Answers = append(view.Answers, link)
		return
	}
	c.Count = len(c.Links)
	view.Questions = append(view.Questions, c)
}

// category is a section as a card.
func (m *model) category(n *node) themes.Category {
	c := themes.Category{Title: n.title, URL: m.address.href(n.url), Count: n.count}
	if n.index != nil {
		c.Icon, c.Lead = n.index.page.Front.Icon, n.index.page.Front.Description
	}
	if c.Icon == "" {
		c.Icon = iconOf(n)
	}
	n.walk(func(x *entry) bool {
		c.Links = append(c.Links, x.link())
		return len(c.Links) < firstLinks
	})
	return c
}

// kindIcons are the icons of sections whose index names none.
var kindIcons = map[content.Kind]string{content.FAQ: "question", content.Guide: "wrench", content.Release: "tag", content.Notice: "bell"}

// iconOf is a section's icon by the kind of its first article.
func iconOf(n *node) string {
	icon := ""
	n.walk(func(x *entry) bool {
		icon = kindIcons[x.page.Kind]
		return false
	})
	return cmp.Or(icon, "page")
}

// walk calls f for the section's pages and those below it, in reading order,
// until f returns false.
func (n *node) walk(f func(*entry) bool) bool {
	for _, x := range n.pages {
		if !f(x) {
			return false
		}
	}
	for _, sub := range n.nodes {
		if !sub.walk(f) {
			return false
		}
	}
	return true
}

func (m *model) releaseItem(v *voice, x *entry) themes.ReleaseItem {
	item := themes.ReleaseItem{Version: x.page.Front.Version, Title: x.page.Title, URL: m.address.href(x.url), Lang: x.otherLang(), Date: x.page.Front.Date.Time, Lead: x.page.Front.Description}
	if ids := x.page.Front.Products; len(ids) > 0 {
		item.Product = m.config.productName(ids[0], v.site.Lang)
	}
	return item
}

func (m *model) noticeItem(v *voice, x *entry) themes.NoticeItem {
	f := x.page.Front
	item := themes.NoticeItem{Title: x.page.Title, URL: m.address.href(x.url), Lang: x.otherLang(), Category: string(f.Category),
		CategoryName: v.text.Text("category." + string(f.Category)), State: m.noticeState(x.page), Date: f.Date.Time, Lead: f.Description}
	if w := m.window(x.page); w != nil {
		item.Start, item.End = w.Start, w.End
	}
	return item
}
