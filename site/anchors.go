package site

import (
	"bytes"
	"html/template"
	"strings"
	"sync"

	"deskbell/content"
	"deskbell/content/markdown"
)

// linked is the part of an article's HTML from one offset to another, with its
// pictures dressed, and a link to itself in each heading that begins a section there. Feeds and copies for
// programs hold the text without them.
func (v *voice) linked(d *markdown.Document, from, to int) template.HTML {
	out := linking.Get().(*bytes.Buffer)
	defer linking.Put(out)
	out.Reset()
	label := template.HTMLEscapeString(v.text.Text("article.permalink"))
	for _, s := range d.Sections {
		if s.Heading < 0 || s.Start <= from || s.Start > to {
			continue
		}
		at := strings.LastIndex(d.HTML[from:s.Start], "</h")
		if at < 0 {
			continue
		}
		id := template.HTMLEscapeString(content.EscapePath(d.Headings[s.Heading].ID))
		out.WriteString(d.HTML[from : from+at])
		out.WriteString(`<a class="heading-link" href="#` + id + `" aria-label="` + label + `">#</a>`)
		from += at
	}
	out.WriteString(d.HTML[from:to])
	return template.HTML(v.dressed(out.Bytes()))
}

// linking is room for texts that are linked.
var linking = sync.Pool{New: func() any { return new(bytes.Buffer) }}
