package site

import (
	"cmp"
	"html/template"
	"strings"
	"sync"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// converter turns Markdown that stands in YAML into HTML, each text once.
type converter struct {
	convert *markdown.Converter
	links   map[string]markdown.Resolver // by edition: links are written as in its articles
	list    *diag.List

	mu   sync.Mutex
	done map[string]converted
}

type converted struct {
	html  template.HTML
	plain string
}

// html converts a text; links in it are resolved for the edition's language.
func (c *converter) html(name, text, lang, edition string) template.HTML {
	return c.both(name, text, lang, edition).html
}

// plain is a text without markup.
func (c *converter) plain(name, text, lang, edition string) string {
	return c.both(name, text, lang, edition).plain
}

func (c *converter) both(name, text, lang, edition string) converted {
	key := strings.Join([]string{edition, lang, text}, "\x00")
	c.mu.Lock()
	defer c.mu.Unlock()
	if h, ok := c.done[key]; ok {
		return h
	}
	doc := c.convert.Convert(diag.NewSource(name, []byte(text)), 0, lang, c.links[edition], c.list)
	h := converted{html: template.HTML(doc.HTML), plain: answerText(doc, 0, len(doc.Sections)-1)}
	c.done[key] = h
	return h
}

// checkText converts a Markdown text of a YAML file for each edition, once, and
// reports its problems where the text stands.
func (m *model) checkText(file string, text strictyaml.Text, at diag.Position, list *diag.List) {
	found := &diag.List{}
	m.texts.list = found
	for _, e := range m.editions {
		if t, lang := text.In(e.lang); t != "" {
			m.texts.html(file, t, cmp.Or(lang, e.lang), e.lang)
		}
	}
	m.texts.list = new(diag.List)
	for _, d := range found.Sorted() {
		d.Pos = at
		list.Add(d)
	}
}
