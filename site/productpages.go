package site

import (
	"cmp"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/themes"
)

// product is a product's version notes in one section of an edition.
type product struct {
	id, name string
	path     string   // of its pages beside the versions, below the edition's root
	releases []*entry // newest first
}

// changesListed is how many versions the page of changes holds; what is older
// is read on the versions' own pages.
const changesListed = 100

// findProducts gives each section of an edition its products, and each version
// its place among those of its product.
func (m *model) findProducts(e *edition) {
	for _, n := range e.nodes {
		n.products = m.products(e, n)
		for _, p := range n.products {
			for i, x := range p.releases {
				x.product, x.place = p, i
			}
		}
	}
}

// products are those whose versions a section lists, in the order of their
// newest versions.
func (m *model) products(e *edition, n *node) []*product {
	var out []*product
	for _, x := range n.pages {
		if x.page.Kind != content.Release || x.page.IsIndex {
			continue
		}
		id := ""
		if ids := x.page.Front.Products; len(ids) > 0 {
			id = ids[0]
		}
		i := slices.IndexFunc(out, func(p *product) bool { return p.id == id })
		if i < 0 {
			i = len(out)
			out = append(out, &product{id: id, name: m.config.productName(id, e.lang)})
		}
		out[i].releases = append(out[i].releases, x)
	}
	for _, p := range out {
		p.path = strings.TrimPrefix(n.url, e.prefix)
		if len(out) > 1 {
			p.path += strings.Trim(content.EscapePath(p.id), "/") + "/"
		}
	}
	return out
}

// productSheets are a product's pages beside its versions: the way to the
// latest, and all changes to choose from.
func (m *model) productSheets(e *edition, n *node) []*sheet {
	v := e.voices[e.lang]
	var sheets []*sheet
	for _, p := range n.products {
		latest := p.releases[0]
		if m.tree.ByURL(e.prefix+p.path+"latest/") == nil {
			sheets = append(sheets, &sheet{url: e.prefix + p.path + "latest/", kind: "redirect", lang: e.lang, title: latest.page.Title, template: "redirect", voice: v, unlisted: true,
				view: func() any { return themes.Redirect{Site: v.site, To: m.address.href(latest.url)} }})
		}
		if !m.hasChangesPage(e, p) {
			continue
		}
		s := m.generated(e, "changes", v.text.Text("release.changes_of", p.name), p.path+"changes/", func(page themes.Page) any { return m.changesView(e, v, n, p, page) })
		s.nav = e.navOf(n, v)
		sheets = append(sheets, s)
	}
	return sheets
}

// hasChangesPage says whether there is something to compare, and room for it.
func (m *model) hasChangesPage(e *edition, p *product) bool {
	return len(p.releases) > 1 && m.tree.ByURL(e.prefix+p.path+"changes/") == nil
}

func (m *model) changesView(e *edition, v *voice, n *node, p *product, page themes.Page) any {
	page.Breadcrumbs = m.trail(e, v, n)
	page.Nav = e.navOf(n, v).mark(m.address.href(n.url))
	page.JSONLD = m.breadcrumbData(page)
	page.Lead = v.text.Text("release.changes_lead")
	page.HasVersions = true
	view := themes.Changes{Page: page, Product: p.name, Types: changeTypes}
	for i, x := range p.releases[:min(len(p.releases), changesListed)] {
		item := themes.VersionChanges{ReleaseItem: m.releaseItem(v, x)}
		doc := x.page.Doc()
		item.Groups, _, _ = changes(doc, m.theme.In(x.page.Lang).Word, func(from, to int) template.HTML { return template.HTML(doc.HTML[from:to]) })
		for g := range item.Groups {
			item.Groups[g].Body = elsewhere(item.Groups[g].Body, item.URL)
		}
		if i+1 < len(p.releases) {
			item.Before = p.releases[i+1].page.Front.Version
		}
		view.Versions = append(view.Versions, item)
	}
	view.More = len(p.releases) > changesListed
	return view
}

var (
	tagInHTML = regexp.MustCompile(`<[a-z][^<>]*>`)
	idInTag   = regexp.MustCompile(` (?:id|aria-labelledby)="[^"]*"`)
	hrefInTag = regexp.MustCompile(` href="#`)
)

// elsewhere is a part of an article for another page: without ids, which stand
// on several, and with links within the article leading to it. The HTML is the
// converter's, in which < and > of texts and attributes are escaped.
func elsewhere[T ~string](html T, url string) T {
	return T(tagInHTML.ReplaceAllStringFunc(string(html), func(tag string) string {
		return hrefInTag.ReplaceAllLiteralString(idInTag.ReplaceAllLiteralString(tag, ""), ` href="`+url+`#`)
	}))
}

// fillProducts says of each product of a section how long its versions are
// supported, what comes next and what they work with.
func (m *model) fillProducts(e *edition, v *voice, n *node, view *themes.Section) {
	for _, p := range n.products {
		block := themes.ProductReleases{ID: p.id, Name: p.name}
		item := m.releaseItem(v, p.releases[0])
		block.Latest = &item
		if m.hasChangesPage(e, p) {
			block.Changes = e.href(p.path + "changes/")
		}
		if p.hasFeed() {
			block.Feed = e.href(p.path + "feed.xml")
			view.Feeds = append(view.Feeds, themes.Link{Text: p.name, URL: block.Feed})
		}
		if facts := m.releases[p.id]; facts != nil {
			for i := range facts.Lifecycle {
				block.Lifecycle = append(block.Lifecycle, m.lifecycleRow(&facts.Lifecycle[i], p.releases))
			}
			for _, next := range facts.Planned {
				text, lang := next.Text.In(e.lang)
				block.Planned = append(block.Planned, themes.PlannedVersion{Version: next.Version, When: next.When.For(e.lang), Text: m.texts.html(ReleaseFile, text, cmp.Or(lang, e.lang), e.lang)})
			}
			block.Compatibility = m.compatibility(e, facts.Compatibility)
		}
		view.HasVersions = view.HasVersions || len(block.Lifecycle) > 0
		view.Products = append(view.Products, block)
	}
}

// hasFeed says whether there is a version in the edition's own language that a
// feed can tell of.
func (p *product) hasFeed() bool {
	return slices.ContainsFunc(p.releases, func(x *entry) bool { return !x.fallback && !x.page.Front.Date.IsZero() })
}

// lifecycleRow is a row of the table of support; it links the newest version
// that it is about.
func (m *model) lifecycleRow(l *Lifecycle, releases []*entry) themes.LifecycleRow {
	row := themes.LifecycleRow{Versions: strings.Join(l.Versions, ", "), Released: l.Released.Time, Supported: l.SupportedUntil.Time, Security: l.SecurityUntil.Time}
	state, end := l.at(m.now)
	row.State, row.End = string(state), end
	row.SupportEnd, row.SecurityEnd = endOf(l.SupportedUntil), endOf(l.SecurityUntil)
	for _, x := range releases {
		if slices.ContainsFunc(l.Versions, func(v string) bool { return belongs(x.page.Front.Version, v) }) {
			row.URL = m.address.href(x.url)
			break
		}
	}
	return row
}

func (m *model) compatibility(e *edition, c *Compatibility) *themes.Compatibility {
	if c == nil {
		return nil
	}
	out := &themes.Compatibility{Versions: c.Versions}
	for _, row := range c.Rows {
		r := themes.CompatibilityRow{Name: row.Name.For(e.lang)}
		for _, value := range row.Values {
			r.Values = append(r.Values, value.For(e.lang))
		}
		out.Rows = append(out.Rows, r)
	}
	if text, lang := c.Problems.In(e.lang); text != "" {
		out.Problems = m.texts.html(ReleaseFile, text, cmp.Or(lang, e.lang), e.lang)
	}
	return out
}

// productFeeds are one feed for each product's versions.
func (m *model) productFeeds(e *edition) ([]file, error) {
	v := e.voices[e.lang]
	var files []file
	entries := m.pageEntries(e, content.Release)
	return files, e.root.each(func(n *node) error {
		for _, p := range n.products {
			own := slices.DeleteFunc(slices.Clone(entries), func(a atomEntry) bool { return !slices.Contains(a.Categories, atomCategory{p.id}) })
			if !p.hasFeed() || p.path == "releases/" {
				continue // /releases/feed.xml tells of all versions
			}
			made, err := m.feed(e, v, p.path, "feed", p.name, own, m.now)
			if err != nil {
				return err
			}
			files = append(files, made...)
		}
		return nil
	})
}

// each calls f for the section and all below it.
func (n *node) each(f func(*node) error) error {
	if err := f(n); err != nil {
		return err
	}
	for _, sub := range n.nodes {
		if err := sub.each(f); err != nil {
			return err
		}
	}
	return nil
}
