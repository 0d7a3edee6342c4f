package search

import "github.com/blevesearch/bleve/v2/analysis"

// field is a part of an article with a weight of its own.
type field int

const (
	inTitle field = iota
	inHeading
	inKeywords
	inBody
	fields
)

// counts say how often a term stands in a section, by field.
type counts [fields]uint16

// collector gathers the postings of a tree's pages. What it keeps are a few
// bytes for each term of each section; the texts themselves it lets go.
type collector struct {
	stem     *stemmer
	stops    analysis.TokenMap
	forms    *formTable
	termOf   []int32          // of each form
	byStem   map[string]int32 // terms by the stem that their forms share
	terms    []postings
	lengths  []counts // of each section, in tokens
	scan     scanner
	title    []int32   // terms of the present page's title and keywords, with repeats
	keywords []int32   //
	present  section   // the section that is being counted
	readings *readings // of Chinese characters; nil in other trees

	traditional int // sections with traditional characters
}

// section gathers what a section has of each term.
type section struct {
	terms  []int32
	counts []counts
	at     []int32 // of each term, its place in terms, one up; 0 where it has none
}

func newCollector(lang string) (*collector, error) {
	s, err := newStemmer(lang)
	if err != nil {
		return nil, err
	}
	stops, err := stopWords(lang)
	if err != nil {
		return nil, err
	}
	c := &collector{
		stem: s, stops: stops, scan: scanner{han: hanOf(lang)},
		forms: newFormTable(), byStem: make(map[string]int32, 1<<12),
	}
	if baseLanguage(lang) == "zh" {
		c.readings = newReadings()
	}
	return c, nil
}

// add gathers a page. The title and the keywords count for each section, so
// that a question may have words of both.
func (c *collector) add(p *Page) {
	c.title = c.known(c.title[:0], p.Title)
	c.keywords = c.keywords[:0]
	for _, k := range p.Keywords {
		c.keywords = c.known(c.keywords, k)
	}
	for _, t := range c.title {
		c.terms[t].asked += titleAsked
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		c.lengths = append(c.lengths, counts{})
		c.count(inTitle, c.title)
		c.count(inKeywords, c.keywords)
		c.text(inHeading, s.Heading)
		for _, t := range c.present.terms {
			if c.present.counts[c.present.at[t]-1][inHeading] > 0 {
				c.terms[t].asked++
			}
		}
		if i == 0 {
			c.sounds(inTitle, p.Title)
		}
		c.sounds(inHeading, s.Heading)
		c.text(inBody, s.Text)
		c.flush()
	}
}

// flush puts the present section behind the postings of its terms.
func (c *collector) flush() {
	number := int32(len(c.lengths) - 1)
	for i, t := range c.present.terms {
		c.terms[t].add(number, &c.present.counts[i])
		c.present.at[t] = 0
	}
	c.present.terms, c.present.counts = c.present.terms[:0], c.present.counts[:0]
}

// sounds counts how a title or heading sounds, outside the field's length.
func (c *collector) sounds(f field, text string) {
	if c.readings == nil {
		return
	}
	length := &c.lengths[len(c.lengths)-1][f]
	before := *length
	c.readings.sounds(text, f == inHeading, func(form string) {
		c.countOne(f, c.term(token{term: []byte(form), class: codeToken}))
	})
	*length = before
}

func (c *collector) known(terms []int32, text string) []int32 {
	for _, t := range c.scan.scanText(text) {
		terms = append(terms, c.term(t))
	}
	return terms
}

func (c *collector) text(f field, text string) {
	for _, t := range c.scan.scanText(text) {
		c.countOne(f, c.term(t))
	}
	if f == inBody && c.scan.traditional {
		c.traditional++
	}
}

func (c *collector) count(f field, terms []int32) {
	for _, t := range terms {
		c.countOne(f, t)
	}
}

// term is the term of a token's form, which may be new.
func (c *collector) term(t token) int32 {
	if id, ok := c.forms.find(t.term); ok {
		return c.termOf[id]
	}
	surface := string(t.term)
	stem := c.stem.stem(surface, t.class)
	term, ok := c.byStem[stem]
	if !ok {
		term = int32(len(c.terms))
		c.byStem[stem] = term
		c.terms = append(c.terms, postings{})
		c.present.at = append(c.present.at, 0)
	}
	c.form(surface, term)
	for _, bare := range c.stem.bare(surface, stem, t.class) {
		if _, ok := c.forms.find([]byte(bare)); !ok {
			c.form(bare, term)
		}
	}
	return term
}

func (c *collector) form(surface string, term int32) {
	c.forms.add(surface)
	c.termOf = append(c.termOf, term)
}

func (c *collector) countOne(f field, term int32) {
	s := &c.present
	at := s.at[term]
	if at == 0 {
		s.terms = append(s.terms, term)
		s.counts = append(s.counts, counts{})
		at = int32(len(s.terms))
		s.at[term] = at
	}
	increase(&s.counts[at-1][f])
	increase(&c.lengths[len(c.lengths)-1][f])
}

func increase(n *uint16) {
	if *n < 1<<16-1 {
		*n++
	}
}

// characters are the Han characters of all forms.
func (c *collector) characters() map[rune]bool {
	used := map[rune]bool{}
	for _, form := range c.forms.all {
		for _, r := range form {
			if isHan(r) {
				used[r] = true
			}
		}
	}
	return used
}
