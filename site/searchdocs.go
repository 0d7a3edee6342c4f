package site

import (
	"cmp"
	"slices"

	"deskbell/content"
	"deskbell/search"
)

// searchPages are an edition's articles, error codes and incidents as search sees them.
// Pages shown in another language for want of a translation are left out: they
// are found in that language.
func (m *model) searchPages(e *edition) []search.Page {
	out := make([]search.Page, 0, len(e.entries)+64) // a large site's are much memory to grow
	for _, x := range e.entries {
		if !x.fallback {
			out = append(out, m.searchPage(e, x))
		}
	}
	out = append(out, m.searchCodes(e)...)
	return append(out, m.searchIncidents(e)...)
}

// searchPage is what search knows of an article beside its text.
func (m *model) searchPage(e *edition, x *entry) search.Page {
	p := x.page
	s := search.Page{URL: m.address.href(x.url), Source: p.Source, Title: p.Title, Lang: p.Lang, Tree: e.lang, Kind: string(p.Kind), Products: p.Front.Products,
		Version: p.Front.Version, Keywords: allOf(p.Front.Codes, p.Front.Keywords, p.Front.Tags, p.Front.Symptoms)}
	if place := x.node.manual; place != nil {
		s.Version, s.Latest = cmp.Or(s.Version, place.versions[place.at]), place.at == 0
		if len(s.Products) == 0 && place.product != "" {
			s.Products = []string{place.product}
		}
	}
	if at := m.updatedAt(p); !at.IsZero() {
		s.Date = at.Unix()
	}
	return s
}

// allOf is the values of several lists. Most pages have one, which is not copied.
func allOf(lists ...[]string) []string {
	var only []string
	for _, list := range lists {
		if len(list) > 0 && len(only) > 0 {
			return slices.Concat(lists...)
		}
		if len(list) > 0 {
			only = slices.Clip(list)
		}
	}
	return only
}

func searchSections(p *content.Page) []search.Section {
	doc := p.Outline()
	sections := make([]search.Section, 0, len(doc.Sections))
	var answers []question
	if p.Kind == content.FAQ {
		answers = questions(doc)
	}
	for i, sec := range doc.Sections {
		out := search.Section{Text: sec.Text}
		if sec.Heading >= 0 {
			h := doc.Headings[sec.Heading]
			out.Anchor, out.Heading = h.ID, h.Text
		}
		out.Answer = slices.ContainsFunc(answers, func(q question) bool { return q.section == i })
		if i == 0 && p.Front.Description != "" {
			out.Text = p.Front.Description + "\n" + out.Text
		}
		sections = append(sections, out)
	}
	return sections
}

func (m *model) searchIncidents(e *edition) []search.Page {
	if m.board == nil {
		return nil
	}
	var out []search.Page
	for _, i := range m.board.Incidents {
		s := search.Page{URL: e.href(incidentPath(i)), Source: i.Source, Title: i.Title.For(e.lang), Lang: e.lang, Tree: e.lang, Kind: "incident", Date: lastUpdate(i).Unix()}
		text := i.Workaround.For(e.lang)
		for _, u := range i.Updates {
			text += "\n" + u.Text.For(e.lang)
		}
		for _, f := range i.Services {
			s.Keywords = append(s.Keywords, f.Service.Name.For(e.lang))
		}
		s.Sections = []search.Section{{Text: text}}
		out = append(out, s)
	}
	return out
}
