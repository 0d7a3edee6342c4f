package site

import (
	"slices"

	"deskbell/content"
	"deskbell/themes"
)

// noticeGroups are the states by which a list of notices is cut, in the order in
// which they are shown.
var noticeGroups = []struct {
	name   string
	states []string
}{
	{"running", []string{"in_progress"}},
	{"upcoming", []string{"scheduled"}},
	{"active", []string{"active"}},
	{"over", []string{"completed", "cancelled", "closed"}},
}

// groupNotices cuts a list of notices by where they stand: what is under way
// first, then what comes next, what is in force, and what is over.
func groupNotices(items []themes.NoticeItem) []themes.NoticeGroup {
	var out []themes.NoticeGroup
	for _, g := range noticeGroups {
		group := themes.NoticeGroup{State: g.name}
		for _, item := range items {
			if slices.Contains(g.states, item.State) {
				group.Notices = append(group.Notices, item)
			}
		}
		if g.name == "upcoming" || g.name == "running" { // the next to happen first
			slices.SortStableFunc(group.Notices, func(a, b themes.NoticeItem) int { return a.Start.Compare(b.Start) })
		}
		if len(group.Notices) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// categories are the categories of a section's notices, in the order of their
// values, and how many notices each has.
func (n *node) categories() []themes.Link {
	counts := map[content.Category]int{}
	for _, x := range n.pages {
		if x.page.Kind == content.Notice {
			counts[x.page.Front.Category]++
		}
	}
	var out []themes.Link
	for _, c := range content.Category("").Values() {
		if n := counts[content.Category(c)]; n > 0 {
			out = append(out, themes.Link{Text: c, Count: n})
		}
	}
	return out
}

// categoryURL is the address of a section's page of one category, or empty where
// that would be a page's.
func (m *model) categoryURL(e *edition, n *node, category string) string {
	url := n.url + category + "/"
	taken := slices.ContainsFunc(n.nodes, func(sub *node) bool { return sub.url == url }) ||
		slices.ContainsFunc(n.pages, func(x *entry) bool { return x.url == url })
	if taken || m.tree.ByURL(url) != nil {
		return ""
	}
	return url
}

// noticeKinds are the links between a section's pages by category; none where
// all notices are of one. current is the category shown, or empty for all.
func (m *model) noticeKinds(e *edition, v *voice, n *node, current string) []themes.Link {
	list := n.categories()
	if len(list) < 2 {
		return nil
	}
	links := []themes.Link{{Text: v.text.Text("notice.all"), URL: m.address.href(n.url), Current: current == ""}}
	for _, c := range list {
		if url := m.categoryURL(e, n, c.Text); url != "" {
			links = append(links, themes.Link{Text: v.text.Text("category." + c.Text), URL: m.address.href(url), Count: c.Count, Current: c.Text == current})
		}
	}
	return links
}

// noticeSheets are a section's pages of one category each, where there are
// several.
func (m *model) noticeSheets(e *edition, n *node) []*sheet {
	list := n.categories()
	if len(list) < 2 {
		return nil
	}
	v := e.voices[e.lang]
	var sheets []*sheet
	for _, c := range list {
		url := m.categoryURL(e, n, c.Text)
		if url == "" {
			continue
		}
		name := v.text.Text("category." + c.Text)
		title := n.title + v.text.Text("list.colon") + name
		at := func(other *edition) (string, bool, bool) { return m.categoryPlace(other, n.path, c.Text) }
		s := &sheet{url: url, kind: "section", lang: e.lang, title: title, template: "section", voice: v, alternates: m.alternates(at)}
		s.view = func() any {
			p := m.base(e, v, "section", title, url[len(e.prefix):])
			p.Lead = v.text.Text("notice.category_lead." + c.Text)
			p.Breadcrumbs = m.trail(e, v, n)
			p.Nav = n.navs[v.site.Lang].mark(m.address.href(n.url))
			p.Switch, p.Alternates = m.languages(e, at), m.alternates(at)
			p.JSONLD = m.breadcrumbData(p)
			view := themes.Section{Page: p, NoticeKinds: m.noticeKinds(e, v, n, c.Text)}
			view.Notices = groupNotices(m.noticeItems(v, n, c.Text))
			return view
		}
		sheets = append(sheets, s)
	}
	return sheets
}

// categoryPlace is where another edition has a section's page of a category.
func (m *model) categoryPlace(other *edition, path, category string) (string, bool, bool) {
	n := other.nodes[path]
	if n == nil {
		return "", false, false
	}
	has := slices.ContainsFunc(n.categories(), func(l themes.Link) bool { return l.Text == category })
	url := m.categoryURL(other, n, category)
	return url, false, has && url != "" && len(n.categories()) > 1
}

// noticeItems are a section's notices of a category, or all of them, the newest
// first.
func (m *model) noticeItems(v *voice, n *node, category string) []themes.NoticeItem {
	var items []themes.NoticeItem
	for _, x := range n.pages {
		if x.page.Kind == content.Notice && (category == "" || category == string(x.page.Front.Category)) {
			items = append(items, m.noticeItem(v, x))
		}
	}
	return items
}
