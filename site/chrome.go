package site

import (
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/themes"
)

// voices gives an edition its languages' texts: its own, and in a folder
// without configuration those of every page.
func (m *model) voices(e *edition) {
	langs := []string{e.lang}
	if !m.config.exists {
		for _, x := range e.entries {
			if !slices.Contains(langs, x.page.Lang) {
				langs = append(langs, x.page.Lang)
			}
		}
	}
	for _, lang := range langs {
		v := &voice{text: m.theme.In(lang)}
		v.site = m.siteView(e, v, lang)
		e.voices[lang] = v
	}
}

func (m *model) siteView(e *edition, v *voice, lang string) *themes.Site {
	s := &themes.Site{
		Title:       m.title(e, v),
		Description: m.config.Description.For(lang, e.lang),
		Home:        e.href(""),
		Base:        m.address.base,
		Origin:      m.address.origin,
		Lang:        lang,
		AllPages:    e.href("a-z/"),
		Feed:        e.href("feed.xml"),
		Assets:      m.assets,
		Zone:        m.config.zone,
		Now:         m.now,
		Accent:      m.config.Theme.Accent != "",
		Contact:     m.contact(e),
		Favicon:     m.siteFile(m.config.Theme.Favicon),
	}
	if logo := m.siteFile(m.config.Theme.Logo); logo != "" {
		s.Logo = &themes.Image{Src: logo, Alt: s.Title}
	}
	if !m.config.Search.Off {
		s.Search = e.href("search/")
		s.SearchIndex = m.address.href("/_deskbell/search/" + e.lang + "/")
	}
	if m.board != nil {
		s.Status = e.href("status/")
		s.StatusJSON = e.href("api/v2/summary.json")
	}
	if m.reload {
		s.Reload = m.assets["reload.js"]
	}
	for _, other := range m.editions {
		l := m.language(other, e)
		l.URL = other.href("")
		s.Languages = append(s.Languages, l)
	}
	s.Menu = m.menu(e)
	s.Footer = m.links(e, m.config.Footer)
	return s
}

// href is the link to a path below the edition's root.
func (e *edition) href(path string) string { return e.address.href(e.prefix + path) }

func (m *model) title(e *edition, v *voice) string {
	if t := m.config.Title.For(e.lang); t != "" {
		return t
	}
	if x := e.root.index; x != nil && x.page.Title != "" {
		return x.page.Title
	}
	return v.text.Text("site.title")
}

// siteFile is the URL of a file that the configuration names.
func (m *model) siteFile(name string) string {
	if name == "" {
		return ""
	}
	return m.address.href("/" + siteFileURL(name))
}

// siteFileURL is where a file beside deskbell.yaml is published.
func siteFileURL(name string) string { return "_deskbell/site/" + name }

func (m *model) contact(e *edition) string {
	if m.config.Contact.Page != "" {
		if x := e.entryByPath(m.config.Contact.Page); x != nil {
			return m.address.href(x.url)
		}
	}
	if m.config.Contact.Email != "" {
		return "mailto:" + m.config.Contact.Email
	}
	return ""
}

// menu is the configured navigation, or the sections of the first level.
func (m *model) menu(e *edition) []themes.Link {
	if len(m.config.Navigation) > 0 {
		return m.links(e, m.config.Navigation)
	}
	const most = 6
	var links []themes.Link
	for _, n := range e.root.nodes[:min(len(e.root.nodes), most)] {
		links = append(links, themes.Link{Text: n.title, URL: m.address.href(n.url)})
	}
	return links
}

func (m *model) links(e *edition, from []MenuLink) []themes.Link {
	var links []themes.Link
	for _, l := range from {
		if href, ok := m.target(e, l.To); ok {
			links = append(links, themes.Link{Text: l.Text.For(e.lang), URL: href})
		}
	}
	return links
}

// target resolves what a menu names: a full URL, a URL path of the site below
// the language's root, or a content file.
func (m *model) target(e *edition, to string) (href string, ok bool) {
	switch {
	case strings.HasPrefix(to, "https://"), strings.HasPrefix(to, "http://"), strings.HasPrefix(to, "mailto:"):
		return to, true
	case strings.HasPrefix(to, "/"):
		rest := strings.TrimPrefix(to, "/")
		first, _, _ := strings.Cut(rest, "/")
		if slices.Contains(reserved, first) {
			return e.href(rest), true
		}
		for _, x := range e.entries {
			if x.url == e.prefix+rest {
				return m.address.href(x.url), true
			}
		}
		for _, n := range e.nodes {
			if n.url == e.prefix+rest {
				return m.address.href(n.url), true
			}
		}
		return "", false
	}
	x := e.entryByPath(to)
	if x == nil {
		return "", false
	}
	return m.address.href(x.url), true
}

// entryByPath finds a page by its file below a language's folder: "plans.md",
// "faq/index.md".
func (e *edition) entryByPath(name string) *entry {
	return e.byKey[content.KeyOf(name)]
}

// base is what every page has. path is the page's URL below the edition's root.
func (m *model) base(e *edition, v *voice, kind, title, path string) themes.Page {
	url := e.prefix + path
	return themes.Page{
		Site:      v.site,
		Kind:      kind,
		PageTitle: title,
		URL:       m.address.href(url),
		Canonical: m.address.absolute(url),
		Dir:       themes.Direction(v.site.Lang),
		Banner:    m.banner(e, v),
		Feeds:     []themes.Link{{Text: v.site.Title, URL: v.site.Feed}},
	}
}

// everywhere fills the language switch of a page that every edition has at the
// same path.
func (m *model) everywhere(p *themes.Page, e *edition, path string) {
	if len(m.editions) < 2 {
		return
	}
	for _, other := range m.editions {
		l := m.language(other, e)
		l.URL = other.href(path)
		p.Switch = append(p.Switch, l)
		l.URL = m.address.absolute(other.prefix + path)
		p.Alternates = append(p.Alternates, l)
	}
}

// translations fills the language switch of an article: every language has it,
// but some show it in another.
func (m *model) translations(p *themes.Page, e *edition, key string) {
	if len(m.editions) < 2 {
		return
	}
	for _, other := range m.editions {
		x := other.byKey[key]
		if x == nil {
			continue
		}
		l := m.language(other, e)
		l.URL, l.Missing = m.address.href(x.url), x.fallback
		p.Switch = append(p.Switch, l)
		if !x.fallback {
			l.URL = m.address.absolute(x.url)
			p.Alternates = append(p.Alternates, l)
		}
	}
}

// language is an entry of the language switch, without its URL.
func (m *model) language(of, current *edition) themes.Language {
	return themes.Language{Tag: of.lang, Name: themes.LanguageName(of.lang), Current: of == current}
}

// trail is the way from the home page to a section.
func (m *model) trail(e *edition, v *voice, n *node) []themes.Link {
	links := []themes.Link{{Text: v.text.Text("nav.home"), URL: e.href("")}}
	for _, a := range n.ancestors() {
		links = append(links, themes.Link{Text: a.title, URL: m.address.href(a.url)})
	}
	return links
}

// updatedAt is when an article says that it was changed last.
func updatedAt(p *content.Page) time.Time {
	if !p.Front.Updated.IsZero() {
		return p.Front.Updated.Time
	}
	return p.Front.Date.Time
}
