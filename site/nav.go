package site

import (
	"bytes"
	"html/template"
	"maps"
	"slices"
	"strings"

	"deskbell/themes"
)

// navLimit is how many entries of one section the navigation lists: it stands
// on every page of the section, so without a limit a site's size would grow
// with the square of its pages. The section's own page lists them all.
const navLimit = 80

// nav is a section's navigation as it was rendered, once for all its pages.
type nav struct {
	html string
}

// mark gives the navigation with the link to href marked as the current page.
// The theme writes links as `<a href="…"`, which makes this a cut and not
// another rendering.
func (n *nav) mark(href string) template.HTML {
	needle := `href="` + template.HTMLEscapeString(href) + `"`
	i := strings.Index(n.html, needle)
	if i < 0 {
		return template.HTML(n.html)
	}
	i += len(needle)
	return template.HTML(n.html[:i] + ` aria-current="page"` + n.html[i:])
}

// navSheet is the navigation of a section in a voice before it is rendered.
type navSheet struct {
	edition *edition
	node    *node
	voice   *voice
	lang    string
}

// navSheets are the navigations of all sections in all voices.
func (m *model) navSheets() []navSheet {
	var sheets []navSheet
	for _, e := range m.editions {
		for _, lang := range slices.Sorted(maps.Keys(e.voices)) {
			sheets = e.navSheets(e.root, lang, e.voices[lang], sheets)
		}
	}
	return sheets
}

func (e *edition) navSheets(n *node, lang string, v *voice, sheets []navSheet) []navSheet {
	n.navs[lang] = &nav{}
	sheets = append(sheets, navSheet{e, n, v, lang})
	for _, sub := range n.nodes {
		sheets = e.navSheets(sub, lang, v, sheets)
	}
	return sheets
}

// render makes the navigation. buf is the caller's, and written over.
func (s navSheet) render(buf *bytes.Buffer) error {
	buf.Reset()
	view := themes.Nav{Site: s.voice.site, Title: s.node.title, Items: s.edition.navItems(s.node)}
	if err := s.voice.text.Render(buf, "nav", view); err != nil {
		return err
	}
	s.node.navs[s.lang].html = buf.String()
	return nil
}

// navItems are the sections of the first level, opened along the way to the
// current one.
func (e *edition) navItems(current *node) []themes.NavItem {
	open := map[*node]bool{}
	for n := current; n != nil; n = n.parent {
		open[n] = true
	}
	if len(e.root.nodes) == 0 {
		return e.pageItems(e.root)
	}
	return e.nodeItems(e.root, open)
}

func (e *edition) nodeItems(n *node, open map[*node]bool) []themes.NavItem {
	var items []themes.NavItem
	for i, sub := range n.nodes {
		if i >= navLimit && !open[sub] {
			continue
		}
		item := themes.NavItem{Text: sub.title, URL: e.address.href(sub.url)}
		if open[sub] {
			item.Open = true
			item.Items = append(e.pageItems(sub), e.nodeItems(sub, open)...)
			item.More = max(0, len(sub.pages)-navLimit)
		}
		items = append(items, item)
	}
	return items
}

func (e *edition) pageItems(n *node) []themes.NavItem {
	pages := n.pages[:min(len(n.pages), navLimit)]
	items := make([]themes.NavItem, len(pages))
	for i, x := range pages {
		items[i] = themes.NavItem{Text: x.page.Title, URL: e.address.href(x.url), Lang: x.otherLang()}
	}
	return items
}
