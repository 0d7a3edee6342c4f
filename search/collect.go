package search

// collector gathers the postings of a tree's pages. What it keeps are a few
// bytes for each form of each section; the texts themselves it lets go.
type collector struct {
	forms    *formTable
	postings postingLists // of pages that were taken apart
	settled  [][]byte     // of the first forms, those of all pages (resume.go)
	asked    []int32      // of each form, how often it stands in titles and headings, which are what people ask in
	found    []int32      // of each form, its sections
	lengths  []counts     // of each section, in tokens
	ids      []int32      // of the present page's forms

	traditional int // sections with traditional characters
}

// titleAsked is what a title counts where a heading counts 1.
const titleAsked = 2

func newCollector() *collector { return &collector{forms: newFormTable(1 << 12)} }

// add gathers a page.
func (c *collector) add(d *digest) {
	c.ids = c.ids[:0]
	for i := range d.forms.len() {
		c.ids = append(c.ids, c.form(d.forms.form(int32(i))))
	}
	data := cursor{data: d.sections}
	for i := range d.lengths {
		number := int32(len(c.lengths))
		c.lengths = append(c.lengths, d.lengths[i])
		for n := data.varint(); n > 0; n-- {
			form := c.ids[data.varint()]
			before := data.data
			n := data.counts()
			c.postings.add(form, number, before[:len(before)-len(data.data)])
			c.found[form]++
			if n[inTitle]|n[inHeading] > 0 && !isSound(c.forms.form(form)) {
				c.ask(form, &n, i == 0)
			}
		}
	}
	c.traditional += d.traditional
}

// packed are a form's postings. They stand in room where they have no place of
// their own.
func (c *collector) packed(form int32, room []byte) []byte {
	if int(form) < len(c.settled) {
		return c.settled[form]
	}
	return c.postings.read(form, room[:0])
}

func (c *collector) ask(form int32, n *counts, first bool) {
	if n[inHeading] > 0 {
		c.asked[form]++
	}
	if first {
		c.asked[form] += titleAsked * int32(n[inTitle])
	}
}

// form is the number of a form, which may be new.
func (c *collector) form(form []byte) int32 {
	id := c.forms.add(form)
	if int(id) == len(c.asked) {
		c.asked, c.found = append(c.asked, 0), append(c.found, 0)
		c.postings.of = append(c.postings.of, postingList{})
	}
	return id
}
