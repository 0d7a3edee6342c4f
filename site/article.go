package site

import (
	"cmp"
	"html/template"
	"net/url"
	"strings"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/themes"
)

// articleSheet is the page of an entry that is not a section's index.
func (m *model) articleSheet(e *edition, x *entry) *sheet {
	v := e.voiceOf(x)
	s := m.entrySheet(e, x, v, string(x.page.Kind))
	switch x.page.Kind {
	case content.FAQ:
		s.own = x.page
		s.view = func() any { return m.faqView(e, x, v) }
	case content.Release:
		s.view = func() any { return m.releaseView(e, x, v) }
	case content.Notice:
		s.own, s.text = x.page, x.page
		s.view = func() any { return m.noticeView(e, x, v) }
	default:
		s.template = "article"
		if !e.hasExtras(x) {
			s.own, s.text = x.page, x.page
		}
		s.view = func() any { return m.articleView(e, x, v) }
	}
	return s
}

// entrySheet is what the sheets of all content pages share.
func (m *model) entrySheet(e *edition, x *entry, v *voice, template string) *sheet {
	if len(m.room) == 0 {
		m.room = make([]sheet, entriesAtOnce)
	}
	s := &m.room[0]
	m.room = m.room[1:]
	*s = sheet{url: x.url, kind: string(x.page.Kind), lang: v.site.Lang, title: x.page.Title, source: x.page.Source, textLang: x.page.Lang,
		template: template, voice: v, nav: e.navOf(x.node, v), updated: m.updatedAt(x.page), alternates: x.alternates, unlisted: x.fallback, listed: x.listed, older: e.latestOf(x) != nil}
	return m.withMarkdown(s)
}

// entryBase is base for a page of the content, without its data for search engines,
// which each kind has of its own. The sheet puts the navigation in and, where it has
// the text, the contents.
func (m *model) entryBase(e *edition, x *entry, v *voice) themes.Page {
	doc := x.page.Brief
	kind := string(x.page.Kind)
	if kind == string(content.PlainPage) {
		kind = "article"
	}
	p := m.base(e, v, kind, x.page.Title, strings.TrimPrefix(x.url, e.prefix))
	p.Lead = x.page.Front.Description
	p.Description = cmp.Or(p.Lead, x.page.Summary)
	p.HasCode, p.HasTabs, p.HasVideo, p.HasFlow = doc.HasCode, doc.HasTabs, doc.HasVideo, doc.HasFlow
	p.Updated = m.updatedAt(x.page)
	p.Breadcrumbs = m.trail(e, v, x.node)
	if x == x.node.index {
		p.Breadcrumbs = p.Breadcrumbs[:max(0, len(p.Breadcrumbs)-1)]
	}
	if x.page.Lang != v.site.Lang {
		p.TextLang, p.TextDir = x.page.Lang, themes.Direction(x.page.Lang)
	}
	if x.fallback {
		p.Fallback = themes.LanguageName(x.page.Tree)
	}
	p.Canonical = m.canonical(e, x)
	if x.page.Older && !x.fallback {
		p.Original = &themes.Link{Text: themes.LanguageName(x.page.Original.Tree), URL: m.address.href(x.page.Original.URL), Lang: x.page.Original.Lang}
	}
	p.Switch, p.Alternates = m.languages(e, byKey(x.page.Key)), x.alternates
	if e.latestOf(x) != nil {
		p.Alternates = nil // search engines are told of the latest version's
	}
	p.ManualVersions = m.manualVersions(e, x)
	if p.Kind != string(content.Release) {
		p.Support = m.support(e, x.applies())
		p.HasVersions = p.Support != nil
	}
	if m.config.EditURL != "" {
		p.EditURL = strings.ReplaceAll(m.config.EditURL, "{source}", content.EscapePath(x.page.Source))
	}
	if prev, next := e.neighbours(x); x != x.node.index {
		p.Prev, p.Next = m.neighbour(prev), m.neighbour(next)
	}
	p.Feedback = m.feedback(x, v)
	p.Markdown = m.markdownHref(x.url, x.fallback)
	return p
}

func (m *model) neighbour(x *entry) *themes.Link {
	if x == nil {
		return nil
	}
	l := x.link()
	return &l
}

func (m *model) articleView(e *edition, x *entry, v *voice) any {
	page := m.entryBase(e, x, v)
	page.JSONLD = m.articleData(page, "TechArticle", x.page.Front.Date.Time)
	return m.withExtras(e, x, v, themes.Article{
		Page:     page,
		Facts:    m.facts(x.page, v),
		Symptoms: x.page.Front.Symptoms,
		Codes:    m.codes(e, x),
		Policy:   m.policyOf(x),
		Related:  m.related(e, x),
	})
}

// facts are the line under the title.
func (m *model) facts(p *content.Page, v *voice) []themes.Fact {
	facts := m.appliesFacts(v, p.Front.AppliesTo, p.Front.Products)
	if n := readingMinutes(p.Brief); n > 1 {
		facts = append(facts, themes.Fact{Label: v.text.Text("article.reading"), Value: v.text.Text("article.minutes", n)})
	}
	return facts
}

// appliesFacts say what a page is about: products with versions and platforms,
// or the products alone.
func (m *model) appliesFacts(v *voice, applies []content.Applies, products []string) []themes.Fact {
	if len(applies) > 0 {
		return []themes.Fact{{Label: v.text.Text("article.applies_to"), Value: m.appliesTo(v, applies)}}
	}
	if len(products) == 0 {
		return nil
	}
	var names []string
	for _, id := range products {
		names = append(names, m.config.productName(id, v.site.Lang))
	}
	return []themes.Fact{{Label: v.text.Text("article.product"), Value: strings.Join(names, v.text.Text("list.comma"))}}
}

// appliesTo names products with their versions and platforms.
func (m *model) appliesTo(v *voice, applies []content.Applies) string {
	var each []string
	for _, a := range applies {
		parts := []string{m.config.productName(a.Product, v.site.Lang)}
		if a.Versions != "" {
			parts = append(parts, comparisons.Replace(a.Versions))
		}
		if len(a.Platforms) > 0 {
			parts = append(parts, strings.Join(a.Platforms, v.text.Text("list.comma")))
		}
		each = append(each, strings.Join(parts, " "))
	}
	return strings.Join(each, " · ")
}

// comparisons are written in files as on a keyboard and shown as in print.
var comparisons = strings.NewReplacer(">=", "≥", "<=", "≤")

// codes are a guide's error codes as links to their pages, or where there are
// none to a search for them.
func (m *model) codes(e *edition, x *entry) []themes.Link {
	var links []themes.Link
	for _, code := range x.page.Front.Codes {
		link := themes.Link{Text: code, URL: e.href("search/") + "?q=" + url.QueryEscape(code)}
		if c := e.codes[fold(code)]; c != nil {
			link.URL = e.href(c.path)
		}
		links = append(links, link)
	}
	return links
}

// readingMinutes counts 400 Han characters or 220 words a minute.
func readingMinutes(d markdown.Brief) int {
	return (d.Ideographs*220 + d.Words*400 + 220*400/2) / (220 * 400)
}

// contents is the table of contents: headings of the first two levels there are.
func contents(headings []markdown.Heading) []themes.Heading {
	var out []themes.Heading
	for _, h := range headings {
		item := themes.Heading{ID: h.ID, HTML: template.HTML(h.HTML)}
		switch {
		case h.Level == 2:
			out = append(out, item)
		case h.Level == 3 && len(out) > 0:
			last := &out[len(out)-1]
			last.Children = append(last.Children, item)
		}
	}
	return out
}
