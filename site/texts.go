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
	model   *model
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
	doc := c.convert.Convert(diag.NewSource(name, []byte(text)), 0, lang, textLinks{c.model, edition}, c.list)
	h := template.HTML(doc.HTML)
	c.done[key] = h
	return h
}

// textLinks resolves links of such texts: to content files below the
// language's folder, and to URL paths.
type textLinks struct {
	m    *model
	lang string
}

func (t textLinks) Page(dest string) (href, page string, ok bool) {
	for _, e := range t.m.editions {
		if e.lang != t.lang {
			continue
		}
		if x := e.entryByPath(dest); x != nil {
			return t.m.address.href(x.url), x.url, true
		}
		href, ok := t.m.target(e, dest)
		return href, "", ok
	}
	return "", "", false
}

func (t textLinks) Image(dest string) (markdown.Image, bool) {
	for _, f := range t.m.tree.Files {
		if strings.TrimPrefix(f.URL, "/") == strings.TrimPrefix(dest, "/") {
			return markdown.Image{Src: t.m.address.href(f.URL)}, true
		}
	}
	return markdown.Image{}, false
}

func (t textLinks) Include(string) (*diag.Source, bool) { return nil, false }
