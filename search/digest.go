package search

import "slices"

// digest is what the index needs of a page, made from the page alone: pages are
// taken apart on all processors, and gathered in their order.
type digest struct {
	page  Page // without keywords and sections
	forms *formTable
	// sections holds for each section a varint with the number of its forms, then
	// for each a varint with the form's number and its counts (postings.go).
	sections    []byte
	lengths     []counts // of each section, in tokens
	text        pageText
	traditional int // sections with traditional characters
}

// counts say how often a form or a term stands in a section, by field.
type counts [fields]uint16

// field is a part of an article with a weight of its own.
type field int

const (
	inTitle field = iota
	inHeading
	inKeywords
	inBody
	fields
)

// digester makes digests. It reuses its memory, so it serves one goroutine.
type digester struct {
	scan            scanner
	readings        *readings // of Chinese characters; nil in other trees
	d               *digest
	title, keywords []int32  // forms of the present page's title and keywords, with repeats
	forms           []int32  // of the present section
	counts          []counts // of each of these
	at              []int32  // of each form of the page, its place in forms, one up; 0 where it has none
	sound           []byte
}

func newDigester(tree string) *digester {
	d := &digester{scan: scanner{han: hanOf(tree)}}
	if baseLanguage(tree) == "zh" {
		d.readings = newReadings()
	}
	return d
}

// pageForms is about how many slots the forms of a page take.
const pageForms = 1 << 10

// digest takes a page apart into out. The title and the keywords count for each section,
// so that a question may have words of both.
func (g *digester) digest(page *Page, out *digest) {
	p := prepared(page)
	out.forms.reset()
	out.sections, out.traditional = out.sections[:0], 0
	out.lengths = slices.Grow(out.lengths[:0], len(p.Sections))[:len(p.Sections)]
	clear(out.lengths)
	out.text.set(&p)
	g.d = out
	g.at = g.at[:0]
	g.title = g.known(g.title[:0], p.Title)
	g.keywords = g.keywords[:0]
	for _, k := range p.Keywords {
		g.keywords = g.known(g.keywords, k)
	}
	for i := range p.Sections {
		s, length := &p.Sections[i], &g.d.lengths[i]
		g.countAll(inTitle, g.title, length)
		g.countAll(inKeywords, g.keywords, length)
		g.text(inHeading, s.Heading, length)
		if i == 0 {
			g.sounds(inTitle, p.Title)
		}
		g.sounds(inHeading, s.Heading)
		g.text(inBody, s.Text, length)
		g.flush()
	}
	p.Sections, p.Keywords = nil, nil
	out.page = p
}

// flush writes the present section.
func (g *digester) flush() {
	out := appendVarint(g.d.sections, len(g.forms))
	for i, form := range g.forms {
		out = appendCounts(appendVarint(out, int(form)), &g.counts[i])
		g.at[form] = 0
	}
	g.d.sections = out
	g.forms, g.counts = g.forms[:0], g.counts[:0]
}

// form is the number of a form among those of the page; -1 for one that is too
// long to be found.
func (g *digester) form(form []byte) int32 {
	if len(form) > maxForm {
		return -1
	}
	id := g.d.forms.add(form)
	if int(id) == len(g.at) {
		g.at = append(g.at, 0)
	}
	return id
}

func (g *digester) known(forms []int32, text string) []int32 {
	for _, t := range g.scan.scanText(text) {
		forms = append(forms, g.form(t.term))
	}
	return forms
}

func (g *digester) text(f field, text string, length *counts) {
	for _, t := range g.scan.scanText(text) {
		increase(&length[f])
		g.count(f, g.form(t.term))
	}
	if f == inBody && g.scan.traditional {
		g.d.traditional++
	}
}

func (g *digester) countAll(f field, forms []int32, length *counts) {
	for _, form := range forms {
		increase(&length[f])
		g.count(f, form)
	}
}

// sounds counts how a title or heading sounds, outside the field's length.
func (g *digester) sounds(f field, text string) {
	if g.readings == nil {
		return
	}
	g.readings.sounds(text, f == inHeading, func(form string) {
		g.sound = append(g.sound[:0], form...)
		g.count(f, g.form(g.sound))
	})
}

func (g *digester) count(f field, form int32) {
	if form < 0 {
		return
	}
	at := g.at[form]
	if at == 0 {
		g.forms = append(g.forms, form)
		g.counts = append(g.counts, counts{})
		at = int32(len(g.forms))
		g.at[form] = at
	}
	increase(&g.counts[at-1][f])
}

func increase(n *uint16) {
	if *n < 1<<16-1 {
		*n++
	}
}
