package search

// collector gathers the postings of a tree's pages. What it keeps are a few
// bytes for each form of each section; the texts themselves it lets go. Forms
// are gathered in parts, each a range of all that there can be: a part fits
// into a processor's cache, where all forms of a site do not, and so pages wait
// until there are many for each part (Manegold, Boncz and Kersten, Optimizing
// main-memory join on modern hardware, 2002).
type collector struct {
	parts   []part
	waiting int      // bytes of all parts, about
	limit   int      // from which on they are gathered
	most    int      // bytes of what is gathered, from which on it is put into runs
	base    int      // the first section that waits
	scratch *scratch // for runs; nil where there is none
	lengths []counts // of each section, in tokens

	traditional int // sections with traditional characters

	// Once all pages are there (settle):
	forms   *formList
	asked   []int32  // of each form, how often it stands in titles and headings, which are what people ask in
	found   []int32  // of each form, its sections
	packs   []pack   // of each form, where the postings of pages that were taken apart are
	settled [][]byte // of the first forms, those of all pages (resume.go)
}

// part gathers a range of forms.
type part struct {
	// waiting has for each form of a page a varint with the page's first section,
	// less the collector's base, a byte with the form's size, a varint with that of
	// its record (digest.go), the form and the record.
	waiting  []byte
	forms    *formTable
	postings postingLists
	runs     []partRun // what was gathered before (runs.go)
	merged   merged    // all of it, once all pages are there
}

// pack is the part that has a form's postings, one up, and its number there.
type pack struct{ part, form int32 }

const (
	// As many bytes wait as what they are gathered into is a few times as large.
	minWaiting, maxWaiting = 1 << 20, 16 << 20
	waitingShare           = 2

	partForms = 1 << 6 // slots for the forms of a part, at first

	// titleAsked is what a title counts where a heading counts 1.
	titleAsked = 2
)

func newCollector() *collector {
	return &collector{parts: make([]part, partCount), limit: minWaiting, most: maxGathered}
}

// asks is how often a form is asked that stands in a section.
func asks(n *counts, first bool) int {
	asked := 0
	if n[inHeading] > 0 {
		asked++
	}
	if first {
		asked += titleAsked * int(n[inTitle])
	}
	return asked
}

// add takes a page.
func (c *collector) add(d *digest) {
	base, from := len(c.lengths)-c.base, int32(0)
	for i, end := range d.ends {
		form := d.forms.form(int32(i))
		p := &c.parts[partOf(form)]
		out := append(appendVarint(p.waiting, base), byte(len(form)))
		out = append(appendVarint(out, int(end-from)), form...)
		p.waiting = append(out, d.records[from:end]...)
		from = end
	}
	c.waiting += len(d.forms.text) + len(d.records)
	c.lengths = append(c.lengths, d.lengths...)
	c.traditional += d.traditional
	if c.waiting > c.limit {
		c.gather()
		size := 0
		for i := range c.parts {
			size += c.parts[i].size()
		}
		c.limit = min(max(size/waitingShare, minWaiting), maxWaiting)
		if size > c.most {
			workers(len(c.parts), func() func(int) {
				m := &runMaker{scratch: c.scratch}
				return func(i int) { m.empty(&c.parts[i]) }
			})
		}
	}
}

// gather takes in what waits.
func (c *collector) gather() {
	parallel(len(c.parts), func(i int) {
		if len(c.parts[i].waiting) > 0 {
			c.parts[i].gather(int32(c.base))
		}
	})
	c.waiting, c.base = 0, len(c.lengths)
}

// size is how many bytes the part takes, about.
func (p *part) size() int {
	if p.forms == nil {
		return 0
	}
	return len(p.forms.text) + 8*len(p.forms.slots) + 28*len(p.postings.of) + p.postings.used<<blockBits
}

func (p *part) gather(base int32) {
	if p.forms == nil {
		p.forms = newFormTable(partForms)
	}
	var page, more, found, asked, first, further int
	for data := p.waiting; len(data) > 0; {
		page, data = number(data)
		size := int(data[0])
		more, data = number(data[1:])
		form, record := p.form(data[:size]), data[size:size+more]
		data = data[size+more:]
		found, record = number(record)
		asked, record = number(record)
		first, record = number(record)
		further, record = number(record)
		l := &p.postings.of[form]
		l.found += int32(found)
		l.asked += int32(asked)
		section := base + int32(page+first)
		p.postings.add(form, section, section+int32(further), record)
	}
	p.waiting = p.waiting[:0]
}

// form is the number of a form, which may be new.
func (p *part) form(form []byte) int32 {
	id := p.forms.add(form)
	if int(id) == len(p.postings.of) {
		p.postings.of = append(p.postings.of, postingList{})
	}
	return id
}

// packed are a form's postings, which may not be changed.
func (c *collector) packed(form int32) []byte {
	if int(form) < len(c.settled) {
		return c.settled[form]
	}
	return c.fresh(form)
}

// fresh are a form's postings in pages that were taken apart.
func (c *collector) fresh(form int32) []byte {
	p := c.packs[form]
	if p.part == 0 {
		return nil
	}
	return c.parts[p.part-1].merged.postings(p.form)
}
