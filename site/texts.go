package site

import (
	"html/template"
	"strings"
	"sync"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// converter turns Markdown that stands in YAML into HTML, each text once.
type converter struct {
	convert *markdown.Converter
	links   map[string]markdown.Resolver // by edition: links are written as in its articles
	list    *diag.List

	mu   sync.Mutex
	done map[string]template.HTML
}

// html converts a text; links in it are resolved for the edition's language.
func (c *converter) html(name, text, lang, edition string) template.HTML {
	key := strings.Join([]string{edition, lang, text}, "\x00")
	c.mu.Lock()
	defer c.mu.Unlock()
	if h, ok := c.done[key]; ok {
		return h
	}
	doc := c.convert.Convert(diag.NewSource(name, []byte(text)), 0, lang, c.links[edition], c.list)
	h := template.HTML(doc.HTML)
	c.done[key] = h
	return h
}
