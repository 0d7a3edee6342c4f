package site

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"deskbell/themes"
)

// navLimit is how many entries of one section the navigation lists: it stands
// on every page of the section, so without a limit a site's size would grow
// with the square of its pages. The section's own page lists them all.
const navLimit = 80

// nav is a section's navigation, the same for all its pages. It is rendered when
// a page is, once.
type nav struct {
	voice *voice
	view  func() themes.Nav

	keyOnce, once sync.Once
	made          [32]byte
	html          string
	err           error
}

// navOf is the navigation of a section in a voice.
func (e *edition) navOf(n *node, v *voice) *nav {
	e.navs.Lock()
	defer e.navs.Unlock()
	if n.navs[v.site.Lang] == nil {
		n.navs[v.site.Lang] = &nav{voice: v, view: func() themes.Nav { return themes.Nav{Site: v.site, Title: n.title, Items: e.navItems(n)} }}
	}
	return n.navs[v.site.Lang]
}

// key is the hash of all that the navigation is made from.
func (n *nav) key() []byte {
	n.keyOnce.Do(func() { n.made = n.voice.text.Key("nav", n.view()) })
	return n.made[:]
}

// render makes the navigation, the first time that it is asked for.
func (n *nav) render() (string, error) {
	n.once.Do(func() {
		var b bytes.Buffer
		n.err = n.voice.text.Render(&b, "nav", n.view())
		n.html = b.String()
	})
	return n.html, n.err
}

// mark gives the navigation with the link to href marked as the current page.
// The theme writes links as `<a href="…"`, which makes this a cut and not
// another rendering.
func (n *nav) mark(href string) template.HTML {
	html, _ := n.render()
	needle := `href="` + template.HTMLEscapeString(href) + `"`
	i := strings.Index(html, needle)
	if i < 0 {
		return template.HTML(html)
	}
	i += len(needle)
	return template.HTML(html[:i] + ` aria-current="page"` + html[i:])
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
		items[i] = themes.NavItem{Text: x.page.Title, URL: x.href, Lang: x.otherLang()}
	}
	return items
}
