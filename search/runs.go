package search

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
)

// What a large site gives would take several times its size in tables that pages
// can be added to. So when the tables are large, they are emptied into runs: the
// forms of a part in order, each with what a page's record has of it (digest.go),
//
//	b length, the form
//	n sections, n asked, n first section, n from there to the last, n bytes of postings, these
//
// (b: byte, n: varint), and the postings from the counts of the first section on.
// Runs lie on disk where there is room for them (Scratch). In the end the runs of each part are merged, as an external sort does (Knuth, The
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

// Scratch is room outside of memory, for what is written once and read once. It is
// used from several goroutines.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// scratch hands out the room of a Scratch, one place behind the other.
type scratch struct {
	Scratch
	end atomic.Int64
}

// partRun is a part's run: in memory, or where data is nil in the scratch.
type partRun struct {
	data []byte
	at   int64
	size int
}

// runMaker empties and merges parts. It reuses its memory, so it serves one
// goroutine.
type runMaker struct {
	scratch                  *scratch // nil where there is none
	failed                   bool     // it takes no more
	room, list, packed, text []byte
	ends, packedEnds         []uint32
	found, asked             []int32
	heads                    []runHead
}

// empty puts what was gathered into a run.
func (m *runMaker) empty(p *part) {
	if p.forms == nil || p.forms.len() == 0 {
		return
	}
	m.write(p)
	r := partRun{size: len(m.room)}
	if m.scratch != nil && !m.failed {
		r.at = m.scratch.end.Add(int64(r.size)) - int64(r.size)
		_, err := m.scratch.WriteAt(m.room, r.at)
		m.failed = err != nil // then memory has to do
	}
	if m.scratch == nil || m.failed {
		r.data = bytes.Clone(m.room)
	}
	p.runs = append(p.runs, r)
	p.forms.reset()
	p.postings.reset()
}

// write makes a run of what was gathered, in room.
func (m *runMaker) write(p *part) {
	out := m.room[:0]
	for _, id := range p.inOrder() {
		l, form := &p.postings.of[id], p.forms.form(id)
		out = append(append(out, byte(len(form))), form...)
		first, packed := number(p.postings.read(id, &m.list))
		out = appendVarint(appendVarint(out, int(l.found)), int(l.asked))
		out = appendVarint(appendVarint(out, first), int(l.last)-first)
		out = append(appendVarint(out, len(packed)), packed...)
	}
	m.room = out
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

// merge puts the runs of a part and what was gathered since together, and lets go
// of both.
func (m *runMaker) merge(p *part) error {
	if err := m.open(p); err != nil {
		return err
	}
	out := merged{formTexts: formTexts{m.text[:0], m.ends[:0]}, found: m.found[:0], asked: m.asked[:0], packed: m.packed[:0], packedEnds: m.packedEnds[:0]}
	heads := m.heads
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
			out.packed = append(appendVarint(out.packed, h.first-last), h.packed...)
			last = h.first + h.behind
			if h.next() {
				i++
			} else {
				heads = append(heads[:i], heads[i+1:]...)
			}
		}
		out.text, out.ends = append(out.text, form...), append(out.ends, uint32(len(out.text)+len(form)))
		out.found, out.asked = append(out.found, int32(found)), append(out.asked, int32(asked))
		out.packedEnds = append(out.packedEnds, uint32(len(out.packed)))
	}
	m.text, m.ends, m.found, m.asked, m.packed, m.packedEnds = out.text, out.ends, out.found, out.asked, out.packed, out.packedEnds
	p.merged = merged{formTexts: formTexts{bytes.Clone(out.text), slices.Clone(out.ends)}, found: slices.Clone(out.found), asked: slices.Clone(out.asked),
		packed: bytes.Clone(out.packed), packedEnds: slices.Clone(out.packedEnds)}
	return nil
}

// open puts the heads of a part's runs into m.heads. What was gathered since the
// last run is one too.
func (m *runMaker) open(p *part) error {
	m.room, m.heads = m.room[:0], m.heads[:0]
	if p.forms != nil {
		m.write(p)
	}
	last, all := len(m.room), len(m.room)
	for _, r := range p.runs {
		all += r.size
	}
	m.room = slices.Grow(m.room, all-last)[:all]
	rest := m.room[last:]
	for _, r := range p.runs {
		data := r.data
		if data == nil {
			data, rest = rest[:r.size], rest[r.size:]
			if _, err := m.scratch.ReadAt(data, r.at); err != nil {
				return fmt.Errorf("search: what was put on disk cannot be read again: %w", err)
			}
		}
		m.begin(data)
	}
	m.begin(m.room[:last])
	p.waiting, p.forms, p.postings, p.runs = nil, nil, postingLists{}, nil
	return nil
}

// begin adds the head of a run that may be empty.
func (m *runMaker) begin(data []byte) {
	if h := (runHead{rest: data}); h.next() {
		m.heads = append(m.heads, h)
	}
}
