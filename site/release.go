package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"deskbell/themes"
)

// versionsListed is how many versions a release's page lists at its side.
const versionsListed = 20

// downloadsID is the id that the theme gives to the table of downloads.
const downloadsID = "db-downloads"

func (m *model) releaseView(e *edition, x *entry, v *voice) any {
	item := m.releaseItem(v, x)
	view := themes.Release{Page: m.entryBase(e, x, v), Product: item.Product, Version: item.Version, Date: item.Date, Downloads: m.downloads(x.page)}
	doc := x.page.Doc()
	groups, rest, kept := changes(doc, m.theme.In(x.page.Lang).Word, func(from, to int) template.HTML { return v.linked(doc, from, to) })
	view.Changes, view.Body = groups, rest
	view.Contents = nil
	for _, g := range groups {
		view.Contents = append(view.Contents, themes.Heading{ID: g.ID, HTML: g.Title})
	}
	view.Contents = append(view.Contents, contents(kept)...)
	if len(view.Downloads) > 0 {
		view.Contents = append(view.Contents, themes.Heading{ID: downloadsID, HTML: themes.Escaped(v.text.Text("release.downloads"))})
	}
	for _, h := range kept {
		switch h.ID {
		case "upgrade", "rollback":
			view.Ways = append(view.Ways, themes.Link{Text: h.Text, URL: "#" + h.ID})
		}
	}
	m.fillVersions(e, x, v, &view)
	view.JSONLD = m.releaseData(view)
	return view
}

// fillVersions says where the version stands among those of its product, and
// how long it is supported.
func (m *model) fillVersions(e *edition, x *entry, v *voice, view *themes.Release) {
	p := x.product
	if p == nil {
		return
	}
	for _, other := range p.releases[:min(len(p.releases), versionsListed)] {
		o := m.releaseItem(v, other)
		o.Current = other == x
		view.Versions = append(view.Versions, o)
	}
	if m.hasChangesPage(e, p) {
		view.Compare = e.href(p.path + "changes/")
	}
	if x.place+1 < len(p.releases) {
		before := m.releaseItem(v, p.releases[x.place+1])
		view.Before = &before
	}
	if x.place > 0 {
		latest := m.releaseItem(v, p.releases[0])
		view.Latest = &latest
	}
	if l := m.releases[p.id].of(x.page.Front.Version); l != nil {
		row := m.lifecycleRow(l, p.releases)
		view.Support, view.HasVersions = &row, true
	}
}

// releaseData tells search engines of a version as a piece of software.
func (m *model) releaseData(view themes.Release) any {
	if m.address.origin == "" {
		return nil
	}
	app := ldThing{Type: "SoftwareApplication", Name: view.Product, Version: view.Version, Category: "DeveloperApplication", ReleaseNotes: view.Canonical}
	if !view.Date.IsZero() {
		app.Published = view.Date.Format("2006-01-02")
	}
	app.Lang, app.Description, app.URL = cmp.Or(view.TextLang, view.Lang), view.Description, view.Canonical
	for _, d := range view.Downloads {
		if strings.HasPrefix(d.URL, "/") {
			app.Downloads = append(app.Downloads, m.address.origin+d.URL)
		} else if d.URL != "" {
			app.Downloads = append(app.Downloads, d.URL)
		}
		if d.Platform != "" && !slices.Contains(app.Systems, d.Platform) {
			app.Systems = append(app.Systems, d.Platform)
		}
	}
	return ldGraph{schemaOrg, []ldThing{app, m.breadcrumbs(view.Page)}}
}
