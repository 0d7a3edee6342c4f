package search

import "slices"

// digest is what the index needs of a page, made from the page alone: pages are
// taken apart on all processors, and gathered in their order.
type digest struct {
	page  Page // without keywords and sections
	forms *formTable
	// records has one for each form, in the order of their numbers: varints with
	// the number of its sections, what it is asked in titles and headings
	// (collect.go), its first section in the page and the way from there to its
	// last; then its postings from the counts of the first section on.
	records     []byte
	ends        []int32  // of each form, where its record ends
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
	title, keywords []int32 // forms of the present page's title and keywords, with repeats
	section         int32   // of the present page
	places          []place
	chains          []chain // of each form
}

// place is a section that a form stands in.
type place struct {
	section int32
	next    int32 // the form's next place, one up; 0 at the end
	counts
}

// chain is where the first and the last of a form's places are, one up; 0 where
// it has none.
type chain struct{ first, last int32 }

func newDigester(tree string) *digester {
	d := &digester{scan: scanner{han: hanOf(tree)}}
	if baseLanguage(tree) == "zh" {
		d.readings = &readings{}
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
	out.traditional = 0
	out.lengths = slices.Grow(out.lengths[:0], len(p.Sections))[:len(p.Sections)]
	clear(out.lengths)
	out.text.set(&p)
	g.d = out
	g.places, g.chains = g.places[:0], g.chains[:0]
	g.title = g.known(g.title[:0], p.Title)
	g.keywords = g.keywords[:0]
	for _, k := range p.Keywords {
		g.keywords = g.known(g.keywords, k)
	}
	for i := range p.Sections {
		s, length := &p.Sections[i], &g.d.lengths[i]
		g.section = int32(i)
		g.countAll(inTitle, g.title, length)
		g.countAll(inKeywords, g.keywords, length)
		g.text(inHeading, s.Heading, length)
		if i == 0 {
			g.sounds(inTitle, p.Title)
		}
		g.sounds(inHeading, s.Heading)
		g.text(inBody, s.Text, length)
	}
	g.record()
	p.Sections, p.Keywords = nil, nil
	out.page = p
}

// record writes the records of the page's forms, each of which stands in a
// section.
func (g *digester) record() {
	out, ends := g.d.records[:0], g.d.ends[:0]
	for form, c := range g.chains {
		n, asked, sound := 0, 0, isSound(g.d.forms.form(int32(form)))
		for at := c.first; at > 0; at = g.places[at-1].next {
			p := &g.places[at-1]
			if n++; !sound {
				asked += asks(&p.counts, p.section == 0)
			}
		}
		p, last := &g.places[c.first-1], &g.places[c.last-1]
		out = appendVarint(appendVarint(out, n), asked)
		out = appendVarint(appendVarint(out, int(p.section)), int(last.section-p.section))
		out = appendCounts(out, &p.counts)
		for p != last {
			next := &g.places[p.next-1]
			out = appendCounts(appendVarint(out, int(next.section-p.section)), &next.counts)
			p = next
		}
		ends = append(ends, int32(len(out)))
	}
	g.d.records, g.d.ends = out, ends
}

// form is the number of a form among those of the page; -1 for one that is too
// long to be found.
func (g *digester) form(form []byte) int32 {
	if len(form) > maxForm {
		return -1
	}
	id := g.d.forms.add(form)
	if int(id) == len(g.chains) {
		g.chains = append(g.chains, chain{})
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
	g.readings.sounds(text, f == inHeading, func(form []byte) { g.count(f, g.form(form)) })
}

func (g *digester) count(f field, form int32) {
	if form < 0 {
		return
	}
	c := &g.chains[form]
	if c.last == 0 || g.places[c.last-1].section != g.section {
		g.places = append(g.places, place{section: g.section})
		at := int32(len(g.places))
		if c.last == 0 {
			c.first = at
		} else {
			g.places[c.last-1].next = at
		}
		c.last = at
	}
	increase(&g.places[c.last-1].counts[f])
}

func increase(n *uint16) {
	if *n < 1<<16-1 {
		*n++
	}
}
