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

// posting says how often a surface form stands in a section, by field.
type posting struct {
	section int32
	count   [fields]uint16
}

// collector gathers the postings of a tree's pages. Its memory grows with the
// number of different forms in each section.
type collector struct {
	stem     *stemmer
	stops    analysis.TokenMap
	ids      map[string]int32
	surfaces []string
	stems    []string
	postings [][]posting
	lengths  [][fields]int32 // of each section, in tokens
	pages    []int32         // the number of sections of each page
	scan     scanner
	title    []int32 // forms of the present page's title and keywords, with repeats
	keywords []int32
	readings *readings // of Chinese characters; nil in other trees

	traditional int // sections with traditional characters
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
	c := &collector{stem: s, stops: stops, scan: scanner{han: hanOf(lang)}, ids: make(map[string]int32, 1<<12)}
	if baseLanguage(lang) == "zh" {
		c.readings = newReadings()
	}
	return c, nil
}

// add gathers a page. The title and the keywords count for each section, so
// that a question may have words of both.
func (c *collector) add(p *Page) {
	c.title = c.forms(c.title[:0], p.Title)
	c.keywords = c.keywords[:0]
	for _, k := range p.Keywords {
		c.keywords = c.forms(c.keywords, k)
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		c.lengths = append(c.lengths, [fields]int32{})
		c.count(inTitle, c.title)
		c.count(inKeywords, c.keywords)
		c.text(inHeading, s.Heading)
		if i == 0 {
			c.sounds(inTitle, p.Title)
		}
		c.sounds(inHeading, s.Heading)
		c.text(inBody, s.Text)
	}
	c.pages = append(c.pages, int32(len(p.Sections)))
}

// sounds counts how a title or heading sounds, outside the field's length.
func (c *collector) sounds(f field, text string) {
	if c.readings == nil {
		return
	}
	section := len(c.lengths) - 1
	length := c.lengths[section][f]
	c.readings.sounds(text, f == inHeading, func(form string) {
		c.countOne(f, c.id(token{term: []byte(form), class: codeToken}))
	})
	c.lengths[section][f] = length
}

func (c *collector) forms(ids []int32, text string) []int32 {
	for _, t := range c.scan.scanText(text) {
		ids = append(ids, c.id(t))
	}
	return ids
}

func (c *collector) text(f field, text string) {
	for _, t := range c.scan.scanText(text) {
		c.countOne(f, c.id(t))
	}
	if f == inBody && c.scan.traditional {
		c.traditional++
	}
}

func (c *collector) count(f field, ids []int32) {
	for _, id := range ids {
		c.countOne(f, id)
	}
}

func (c *collector) id(t token) int32 {
	if id, ok := c.ids[string(t.term)]; ok {
		return id
	}
	surface, id := string(t.term), int32(len(c.surfaces))
	c.ids[surface] = id
	c.surfaces = append(c.surfaces, surface)
	c.stems = append(c.stems, c.stem.stem(surface, t.class))
	c.postings = append(c.postings, nil)
	return id
}

// characters are the Han characters of all forms.
func (c *collector) characters() map[rune]bool {
	used := map[rune]bool{}
	for _, form := range c.surfaces {
		for _, r := range form {
			if isHan(r) {
				used[r] = true
			}
		}
	}
	return used
}

func (c *collector) countOne(f field, id int32) {
	section := int32(len(c.lengths) - 1)
	c.lengths[section][f]++
	list := c.postings[id]
	if n := len(list); n > 0 && list[n-1].section == section {
		if list[n-1].count[f] < 1<<16-1 {
			list[n-1].count[f]++
		}
		return
	}
	p := posting{section: section}
	p.count[f] = 1
	c.postings[id] = append(list, p)
}
