package search

import "bytes"

// What a large site gives would take several times its size in tables that pages
// can be added to. So when the tables are large, they are emptied into runs: the
// forms of a part in order, each with what a page's record has of it (digest.go),
//
//	b length, the form
//	n sections, n asked, n first section, n from there to the last, n bytes of postings, these
//
// (b: byte, n: varint), and the postings from the counts of the first section on.
// In the end the runs of each part are merged, as an external sort does (Knuth, The
// Art of Computer Programming 3, 5.4); later runs have later sections.

// maxGathered is from how many bytes on the tables of all parts are emptied.
const maxGathered = 64 << 20

// merged are the forms of a part in order, with all postings of each.
type merged struct {
	formTexts
	found, asked []int32
	packed       []byte
	packedEnds   []uint32 // of each form, where its postings end
}

// postings are those of the i-th form.
func (m *merged) postings(i int32) []byte {
	start := uint32(0)
	if i > 0 {
		start = m.packedEnds[i-1]
	}
	return m.packed[start:m.packedEnds[i]]
}

// empty puts what was gathered into a run.
func (p *part) empty() {
	if p.forms == nil || p.forms.len() == 0 {
		return
	}
	out := make([]byte, 0, len(p.forms.text)+12*p.forms.len())
	var room []byte
	for _, id := range p.inOrder() {
		l, form := &p.postings.of[id], p.forms.form(id)
		out = append(append(out, byte(len(form))), form...)
		first, packed := number(p.postings.read(id, &room))
		out = appendVarint(appendVarint(out, int(l.found)), int(l.asked))
		out = appendVarint(appendVarint(out, first), int(l.last)-first)
		out = append(appendVarint(out, len(packed)), packed...)
	}
	p.runs = append(p.runs, bytes.Clone(out))
	p.forms.reset()
	p.postings.reset()
}

// runHead is a form of a run, and what comes behind.
type runHead struct {
	form                        []byte
	found, asked, first, behind int
	packed, rest                []byte
}

// next reads the next form; false where there is none.
func (h *runHead) next() bool {
	data := h.rest
	if len(data) == 0 {
		return false
	}
	size := 1 + int(data[0])
	h.form, data = data[1:size], data[size:]
	h.found, data = number(data)
	h.asked, data = number(data)
	h.first, data = number(data)
	h.behind, data = number(data)
	size, data = number(data)
	h.packed, h.rest = data[:size], data[size:]
	return true
}

// merge puts the runs of a part together, and lets go of them.
func (p *part) merge() {
	heads, size := make([]runHead, 0, len(p.runs)), 0
	for _, run := range p.runs {
		h := runHead{rest: run}
		h.next() // none is empty
		heads, size = append(heads, h), size+len(run)
	}
	var m merged
	packed := make([]byte, 0, size)
	for len(heads) > 0 {
		form := heads[0].form
		for i := range heads[1:] {
			if h := &heads[i+1]; bytes.Compare(h.form, form) < 0 {
				form = h.form
			}
		}
		found, asked, last := 0, 0, 0
		for i := 0; i < len(heads); {
			h := &heads[i]
			if !bytes.Equal(h.form, form) {
				i++
				continue
			}
			found, asked = found+h.found, asked+h.asked
			packed = append(appendVarint(packed, h.first-last), h.packed...)
			last = h.first + h.behind
			if h.next() {
				i++
			} else {
				heads = append(heads[:i], heads[i+1:]...)
			}
		}
		m.text, m.ends = append(m.text, form...), append(m.ends, uint32(len(m.text)+len(form)))
		m.found, m.asked = append(m.found, int32(found)), append(m.asked, int32(asked))
		m.packedEnds = append(m.packedEnds, uint32(len(packed)))
	}
	m.packed = bytes.Clone(packed)
	p.merged, p.runs = m, nil
}
