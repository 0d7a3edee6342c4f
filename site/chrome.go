package site

import (
	"html/template"
	"slices"
	"strings"

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
		v := &voice{text: m.theme.In(lang), pictures: m.pictures, address: m.address}
		v.enlarge = template.HTMLEscapeString(v.text.Text("article.enlarge"))
		v.site = m.siteView(e, v, lang)
		v.banners = m.banners(e, v)
		if v.site.Feed != "" {
			v.feeds = []themes.Link{{Text: v.site.Title, URL: v.site.Feed}}
		}
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
		Assets:      m.assets,
		Zone:        m.config.zone,
		Now:         m.now,
		Accent:      m.config.Theme.Accent != "",
		Contact:     m.contact(e),
		Favicon:     m.siteFile(m.config.Theme.Favicon),
	}
	if logo := m.siteFile(m.config.Theme.Logo); logo != "" {
		s.Logo = &themes.Image{Src: logo, Alt: s.Title, Width: m.logo.X, Height: m.logo.Y}
	}
	if !m.config.Search.Off {
		s.Search = e.href("search/")
		s.SearchIndex = m.address.href("/_deskbell/search/" + e.lang + "/")
	}
	if len(m.config.Products) > 0 {
		s.Products = map[string]string{}
		for _, p := range m.config.Products {
			s.Products[p.ID] = m.config.productName(p.ID, e.lang)
		}
	}
	if len(e.codeList) > 0 {
		s.Errors = e.href("errors/")
	}
	if m.hasNews(e) {
		s.Feed = e.href("feed.xml")
	}
	if e.plans != nil {
		s.Plans = e.plans.href(m, e)
	}
	if m.board != nil {
		s.Status = e.href("status/")
		s.StatusJSON = e.href(liveFile)
		s.StatusNews = m.newsAt()
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
	s.Footer = slices.DeleteFunc(s.Footer, func(l themes.Link) bool { return l.URL == s.Contact || l.URL == s.Status || l.URL == s.Plans }) // the theme lists these itself
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

// image is the full address of the site's picture; links to it are nothing
// without one.
func (m *model) image() string {
	if m.address.origin == "" || m.config.Theme.Image == "" {
		return ""
	}
	return m.address.origin + m.siteFile(m.config.Theme.Image)
}

// siteFileURL is where a file beside deskbell.yaml is published.
func siteFileURL(name string) string { return "_deskbell/site/" + name }

func (m *model) contact(e *edition) string {
	if e.contact != nil {
		return e.contact.href(m, e)
	}
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
		Image:     m.image(),
		Banners:   v.banners,
		Feeds:     slices.Clip(v.feeds), // pages add to it
	}
}

// place is where a page stands in another edition; ok is false where it has
// none, and fallback says that it is shown there for want of a translation.
type place func(other *edition) (url string, fallback, ok bool)

// samePath is the place of a page that every edition has at one path.
func samePath(path string) place {
	return func(other *edition) (string, bool, bool) { return other.prefix + path, false, true }
}

// byKey is the place of an article: every edition has it, but some show it in
// another language.
func byKey(key string) place {
	return func(other *edition) (string, bool, bool) {
		x := other.byKey[key]
		if x == nil {
			return "", false, false
		}
		return x.url, x.fallback, true
	}
}

// bySection is the place of a section.
func bySection(path string) place {
	return func(other *edition) (string, bool, bool) {
		n := other.nodes[path]
		if n == nil {
			return "", false, false
		}
		return n.url, false, true
	}
}

// languages are the entries of a page's language switch.
func (m *model) languages(e *edition, at place) []themes.Language {
	if len(m.editions) < 2 {
		return nil
	}
	out := make([]themes.Language, 0, len(m.editions))
	for _, other := range m.editions {
		if url, fallback, ok := at(other); ok {
			l := m.language(other, e)
			l.URL, l.Missing = m.address.href(url), fallback
			out = append(out, l)
		}
	}
	return out
}

// alternates are a page's real translations, itself among them, with full
// addresses: what search engines are told.
func (m *model) alternates(at place) []themes.Language {
	if len(m.editions) < 2 {
		return nil
	}
	var out []themes.Language
	for _, other := range m.editions {
		if url, fallback, ok := at(other); ok && !fallback {
			l := m.language(other, nil)
			l.URL = m.address.absolute(url)
			out = append(out, l)
		}
	}
	return out
}

// shareAlternates gives an entry its alternates, and those of the other editions
// that have the same.
func (m *model) shareAlternates(x *entry) {
	if x.alternates != nil {
		return
	}
	x.alternates = m.alternates(byKey(x.page.Key))
	for _, other := range m.editions {
		if same := other.byKey[x.page.Key]; same != nil {
			same.alternates = x.alternates
		}
	}
}

// language is an entry of the language switch, without its URL.
func (m *model) language(of, current *edition) themes.Language {
	return themes.Language{Tag: of.lang, Name: themes.LanguageName(of.lang), Current: of == current}
}

// trail is the way from the home page to a section, the same for all its pages.
func (m *model) trail(e *edition, v *voice, n *node) []themes.Link {
	if n == nil {
		return []themes.Link{{Text: v.text.Text("nav.home"), URL: e.href("")}}
	}
	e.navs.Lock()
	defer e.navs.Unlock()
	links := n.trails[v]
	if links == nil {
		links = []themes.Link{{Text: v.text.Text("nav.home"), URL: e.href("")}}
		for _, a := range n.ancestors() {
			links = append(links, themes.Link{Text: a.title, URL: m.address.href(a.url)})
		}
		links = slices.Clip(links) // pages add to it
		if n.trails == nil {
			n.trails = map[*voice][]themes.Link{}
		}
		n.trails[v] = links
	}
	return links
}
