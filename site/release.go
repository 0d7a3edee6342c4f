package site

import (
	"html/template"

	"deskbell/content"
	"deskbell/themes"
)

// versionsListed is how many versions a release's page lists at its side.
const versionsListed = 20

func (m *model) releaseView(e *edition, x *entry, v *voice) any {
	item := m.releaseItem(v, x)
	view := themes.Release{Page: m.entryBase(e, x, v), Product: item.Product, Version: item.Version, Date: item.Date, Body: template.HTML(x.page.Doc().HTML)}
	for _, other := range x.node.pages {
		if other.page.Kind != content.Release || len(view.Versions) == versionsListed {
			continue
		}
		o := m.releaseItem(v, other)
		o.Current = other == x
		if o.Product == item.Product {
			view.Versions = append(view.Versions, o)
		}
	}
	return view
}
