package content

import (
	"bytes"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// A heading without an id of its own has one made of its words, and another when
// they change: links from elsewhere then lead to the top of the page. What it has
// now can be written behind it, and stays.

// floating is a heading whose id is made of its words.
type floating struct {
	line  int // 1-based
	start int // of the line in the file's text
	end   int // where the heading's words end
	level int
	id    string
}

// floating are the headings of a page without an id of their own, but for the
// title. It is called after Parse.
func (p *Page) floating() []floating {
	doc, text := p.Doc(), p.source().Text
	var out []floating
	var fence []byte
	next, number := 0, bytes.Count(text[:min(p.body, len(text))], []byte("\n"))
	for at := min(p.body, len(text)); at < len(text); {
		line := text[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		start := at
		at += len(line) + 1
		number++
		words := bytes.TrimRight(line, " \t\r")
		bare := bytes.TrimLeft(words, " ")
		if len(words)-len(bare) > 3 {
			continue
		}
		if fence != nil {
			if bytes.HasPrefix(bare, fence) && len(bytes.Trim(bare, string(fence[:1]))) == 0 {
				fence = nil
			}
			continue
		}
		if bytes.HasPrefix(bare, []byte("```")) || bytes.HasPrefix(bare, []byte("~~~")) {
			fence = bare[:len(bare)-len(bytes.TrimLeft(bare, string(bare[:1])))]
			continue
		}
		title, ok := atx(bare)
		if !ok || title == "" {
			continue
		}
		for i := next; i < len(doc.Headings); i++ {
			if doc.Headings[i].Text != title {
				continue
			}
			next = i + 1
			if _, _, has := markdown.CutID(bare); !has && !bytes.HasSuffix(bare, []byte("#")) {
				out = append(out, floating{number, start, start + len(words), doc.Headings[i].Level, doc.Headings[i].ID})
			}
			break
		}
	}
	return out
}

// Anchored is the file with the id of each heading written behind it.
func (p *Page) Anchored() []byte {
	text := p.source().Text
	var out []byte
	from := 0
	for _, h := range p.floating() {
		out = append(append(append(out, text[from:h.end]...), " {#"...), h.id+"}"...)
		from = h.end
	}
	return append(out, text[from:]...)
}

// lintAnchors notes questions whose address changes with their words.
func (p *Page) lintAnchors(list *diag.List) {
	if p.Kind != FAQ || p.IsIndex {
		return
	}
	for _, h := range p.floating() {
		if h.level <= 3 {
			list.Add(diag.Diagnostic{ID: "question-id", Severity: diag.Note, Pos: p.source().LineColumn(h.line, 1), Message: "links to this question break when its words change",
				Hint: "write {#" + h.id + "} behind it, or run: deskbell anchors " + p.Source})
		}
	}
}
