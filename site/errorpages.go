package site

import (
	"cmp"
	"slices"
	"strings"

	"deskbell/search"
	"deskbell/themes"
)

// codesListed is how many codes one page of the list holds.
const codesListed = 500

// errorSheets are the list of all error codes and a page for each.
func (m *model) errorSheets(e *edition) []*sheet {
	if len(e.codeList) == 0 {
		return nil
	}
	v := e.voices[e.lang]
	sheets := m.codeListSheets(e, v)
	for _, c := range e.codeList {
		s := m.generated(e, "error", c.title(e, v), c.path, func(p themes.Page) any { return m.errorView(e, v, p, c) })
		s.textLang = e.lang
		sheets = append(sheets, m.withMarkdown(s))
	}
	return sheets
}

// codeListSheets are the pages of the list; the first is /errors/.
func (m *model) codeListSheets(e *edition, v *voice) []*sheet {
	path := func(i int) string {
		if i == 0 {
			return "errors/"
		}
		return "errors/page/" + itoa(i+1) + "/" // no code's page lies so deep
	}
	pages := (len(e.codeList) + codesListed - 1) / codesListed
	var sheets []*sheet
	for i := range pages {
		s := m.generated(e, "errors", v.text.Text("errors.title"), path(i), func(p themes.Page) any {
			view := themes.ErrorList{Page: p}
			view.Lead = v.text.Text("errors.lead")
			view.JSONLD = m.breadcrumbData(p)
			listed := e.codeList[i*codesListed : min((i+1)*codesListed, len(e.codeList))]
			for _, c := range listed {
				view.Codes = append(view.Codes, m.codeItem(e, v, c))
			}
			for j := 0; j < pages && pages > 1; j++ {
				from, to := e.codeList[j*codesListed], e.codeList[min((j+1)*codesListed, len(e.codeList))-1]
				view.Pages = append(view.Pages, themes.Link{Text: from.code + " – " + to.code, URL: e.href(path(j)), Current: j == i})
			}
			if i > 0 {
				view.Switch, view.Alternates = nil, nil // other languages may have fewer codes
			}
			return view
		})
		if i > 0 {
			s.alternates = nil
		}
		sheets = append(sheets, s)
	}
	return sheets
}

func (m *model) codeItem(e *edition, v *voice, c *errorCode) themes.ErrorItem {
	item := themes.ErrorItem{Code: c.code, URL: e.href(c.path)}
	text, lang := c.means(e)
	item.Meaning, item.Lang = text, otherLang(cmp.Or(lang, v.site.Lang), v)
	if text == "" && len(c.entries) > 0 {
		item.Meaning, item.Lang = c.entries[0].page.Title, c.entries[0].otherLang()
	}
	applies, products := c.applies()
	for _, a := range applies {
		products = append(products[:len(products):len(products)], a.Product)
	}
	var names []string
	for _, id := range products {
		if name := m.config.productName(id, e.lang); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	item.Products = strings.Join(names, v.text.Text("list.comma"))
	return item
}

func (m *model) errorView(e *edition, v *voice, p themes.Page, c *errorCode) any {
	p.Breadcrumbs = append(p.Breadcrumbs, themes.Link{Text: v.text.Text("errors.title"), URL: e.href("errors/")})
	p.JSONLD = m.breadcrumbData(p)
	p.Markdown = m.markdownHref(e.prefix+c.path, false)
	view := themes.ErrorPage{Page: p, Code: c.code, Symptoms: c.symptoms()}
	text, lang := c.means(e)
	view.Meaning, view.MeaningLang = text, otherLang(cmp.Or(lang, v.site.Lang), v)
	if c.fact != nil && !c.fact.Do.Empty() {
		do, lang := c.fact.Do.In(e.lang)
		view.Do, view.DoLang = m.texts.html(ErrorFile, do, cmp.Or(lang, e.lang), e.lang), otherLang(cmp.Or(lang, v.site.Lang), v)
	}
	applies, products := c.applies()
	view.Facts = m.appliesFacts(v, applies, products)
	for _, x := range c.entries {
		view.Guides = append(view.Guides, m.articleLink(x))
	}
	view.Lead = cmp.Or(text, v.text.Text("errors.about", c.code))
	return view
}

// searchCodes are the pages of codes as search sees them: whoever types a bare
// code meets its page first.
func (m *model) searchCodes(e *edition) []search.Page {
	v := e.voices[e.lang]
	var out []search.Page
	for _, c := range e.codeList {
		p := search.Page{URL: e.href(c.path), Source: ErrorFile, Title: c.title(e, v), Lang: e.lang, Tree: e.lang, Kind: "error", Keywords: append([]string{c.code, number(c.code)}, c.symptoms()...)}
		text, _ := c.means(e)
		if len(c.entries) > 0 && c.fact == nil {
			first := c.entries[0].page
			p.Source, p.Title = first.Source, c.code+v.text.Text("list.colon")+first.Title
			text = first.Front.Description
		}
		if c.fact != nil && !c.fact.Do.Empty() {
			do, lang := c.fact.Do.In(e.lang)
			text += "\n" + m.texts.plain(ErrorFile, do, cmp.Or(lang, e.lang), e.lang)
		}
		applies, products := c.applies()
		p.Products = append(p.Products, products...)
		for _, a := range applies {
			p.Products = append(p.Products, a.Product)
		}
		p.Sections = []search.Section{{Text: c.code + "\n" + text}}
		out = append(out, p)
	}
	return out
}

// number is the last number in a code, by which people also ask: 6014 of IM-6014.
func number(code string) string {
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	end := strings.LastIndexFunc(code, digit) + 1
	start := strings.LastIndexFunc(code[:end], func(r rune) bool { return !digit(r) }) + 1
	return code[start:end]
}
