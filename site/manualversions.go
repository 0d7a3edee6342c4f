package site

import (
	"path"
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/themes"
)

// manual is a folder of a product's articles that has a folder for each version.
type manual struct {
	node     *node
	product  string // id, or empty
	versions []string
	folders  []*node // of the versions, the latest first
}

// manualPlace is the version of a manual that a section belongs to.
type manualPlace struct {
	*manual
	at int // index in versions
}

// findManuals finds an edition's folders of versions and puts their folders in
// order, the latest first.
func (e *edition) findManuals() {
	e.root.each(func(n *node) error {
		if n.index == nil || len(n.index.page.Front.Versions) == 0 {
			return nil
		}
		f := n.index.page.Front
		x := &manual{node: n}
		if len(f.Products) > 0 {
			x.product = f.Products[0]
		}
		for _, version := range f.Versions {
			if sub := e.nodes[path.Join(n.path, version)]; sub != nil && slices.Contains(n.nodes, sub) {
				x.versions, x.folders = append(x.versions, version), append(x.folders, sub)
			}
		}
		for i, sub := range x.folders {
			sub.each(func(below *node) error {
				below.manual = &manualPlace{x, i}
				return nil
			})
		}
		slices.SortStableFunc(n.nodes, func(a, b *node) int { return x.order(a) - x.order(b) })
		return nil
	})
}

// order puts the folders of versions before all others.
func (x *manual) order(n *node) int {
	if i := slices.Index(x.folders, n); i >= 0 {
		return i
	}
	return len(x.folders)
}

// otherVersion says whether two entries are in different versions of one manual.
func otherVersion(a, b *entry) bool {
	x, y := a.node.manual, b.node.manual
	return x != nil && y != nil && x.manual == y.manual && x.at != y.at
}

// counterpart is the same article in another version; nil where that has none.
func (e *edition) counterpart(x *entry, at int) *entry {
	place := x.node.manual
	key, ok := content.CounterpartKey(x.page.Key, place.node.path, place.versions[place.at], place.versions[at])
	if !ok {
		return nil
	}
	return e.byKey[key]
}

// latestOf is the same article in the latest version, where x is in an older one
// and that has it.
func (e *edition) latestOf(x *entry) *entry {
	if place := x.node.manual; place == nil || place.at == 0 {
		return nil
	}
	return e.counterpart(x, 0)
}

// manualVersions are a page's entries of the switch of versions.
func (m *model) manualVersions(e *edition, x *entry) []themes.VersionLink {
	place := x.node.manual
	if place == nil || len(place.versions) < 2 {
		return nil
	}
	var links []themes.VersionLink
	for i, version := range place.versions {
		link := themes.VersionLink{Version: version, URL: m.address.href(place.folders[i].url), Current: i == place.at, Missing: true}
		if other := e.counterpart(x, i); other != nil {
			link.URL, link.Missing = m.address.href(other.url), false
		} else if x == place.folders[place.at].index {
			link.Missing = false
		}
		links = append(links, link)
	}
	return links
}

// canonical is the address of a page that search engines are to know: of an
// article in several versions, that of the latest.
func (m *model) canonical(e *edition, x *entry) string {
	switch latest := e.latestOf(x); {
	case x.fallback:
		return m.address.absolute(x.page.URL)
	case latest != nil && !latest.fallback:
		return m.address.absolute(latest.url)
	}
	return m.address.absolute(x.url)
}

// applies is what an article is about: what it says, or the version of the
// manual that it stands in.
func (x *entry) applies() []content.Applies {
	if place := x.node.manual; place != nil && len(x.page.Front.AppliesTo) == 0 && place.product != "" {
		return []content.Applies{{Product: place.product, Versions: strings.TrimPrefix(place.versions[place.at], "v")}}
	}
	return x.page.Front.AppliesTo
}
