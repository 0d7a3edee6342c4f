package search

// postings are the sections that a term stands in, packed: for each a varint
// with the section less the one before, then a byte. Up to 127 it is how often
// the term stands in the body, and nowhere else; above, its bits say which
// fields follow with a varint each.
type postings struct {
	packed []byte
	last   int32 // section
	count  int32 // sections
	asked  int32 // how often it stands in titles and headings, which are what people ask in
}

// titleAsked is what a title counts where a heading counts 1.
const titleAsked = 2

func (p *postings) add(section int32, n *counts) {
	p.packed = appendVarint(p.packed, int(section-p.last))
	p.last = section
	p.count++
	if n[inBody] < 128 && n[inTitle]|n[inHeading]|n[inKeywords] == 0 {
		p.packed = append(p.packed, byte(n[inBody]))
		return
	}
	mask := byte(128)
	for f, count := range n {
		if count > 0 {
			mask |= 1 << f
		}
	}
	p.packed = append(p.packed, mask)
	for _, count := range n {
		if count > 0 {
			p.packed = appendVarint(p.packed, int(count))
		}
	}
}

// each calls do for each section in order.
func (p *postings) each(do func(section int32, n *counts)) {
	c := cursor{data: p.packed}
	section := int32(0)
	for len(c.data) > 0 {
		section += int32(c.varint())
		var n counts
		mask := c.byte()
		if mask < 128 {
			n[inBody] = uint16(mask)
			do(section, &n)
			continue
		}
		for f := range n {
			if mask&(1<<f) != 0 {
				n[f] = uint16(c.varint())
			}
		}
		do(section, &n)
	}
}
