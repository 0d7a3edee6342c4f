package search

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// Memory is what an index leaves to the next build of its tree (resume.go):
// what its pages gave, and the sums of the files made of it. As bytes it is
// (n: varint, b: byte)
//
//	memoryMagic
//	b globals, 16; n pages; each page: 16 b key, n sections, n bytes of text, n sections in traditional characters
//	each section: n for each field's length
//	n forms; each form: b length; n bytes of all forms, these
//	each form: n bytes of its postings; n bytes of all postings, these
//	n shards; each: n forms, 32 b sum, 16 b hints, b whether it has a tail, 32 b its sum
//	n files of texts; each: 16 b key, 32 b sum
//	4 b CRC-32C of all before
//
// Forms that stand in no page, which people type for others, have no postings.
type Memory struct {
	globals Key
	pages   []pageMemory
	first   []int32 // of each page, its first section
	lengths []counts
	forms   formList // in order
	packed  [][]byte // of each form
	shards  []shardMemory
	texts   map[Key]Sum

	dirty []bool // forms whose postings changed since
}

// pageMemory is what is kept of a page.
type pageMemory struct {
	key                         Key
	sections, size, traditional int32
}

// shardMemory is what is kept of a shard.
type shardMemory struct {
	forms   int32
	sum     Sum
	hints   Key
	tailed  bool
	tailSum Sum
}

const memoryMagic = "deskbell index memory 1\n"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// WriteMemory writes what the builder leaves to the next, once it has finished.
// All pages must have come through AddKnown.
func (b *Builder) WriteMemory(to io.Writer) error {
	w := memoryWriter{to: bufio.NewWriterSize(to, 1<<20)}
	d := b.dictionary
	own := globals(d.lengths)
	w.bytes([]byte(memoryMagic), own[:])
	w.varints(len(b.left))
	for i := range b.left {
		p := &b.left[i]
		w.bytes(p.key[:])
		w.varints(int(p.sections), int(p.size), int(p.traditional))
	}
	for _, n := range d.lengths {
		w.varints(int(n[0]), int(n[1]), int(n[2]), int(n[3]))
	}
	w.forms(d)
	w.varints(len(b.shards))
	for i := range b.shards {
		s := &b.shards[i]
		hints, tailed := hintsKey(s.hints), byte(0)
		if s.tailed {
			tailed = 1
		}
		w.varints(s.end - s.start)
		w.bytes(s.sum[:], hints[:], []byte{tailed}, s.tailSum[:])
	}
	w.varints(len(b.packs.made))
	for i := range b.packs.made {
		f := &b.packs.made[i]
		w.bytes(f.key[:], f.sum[:])
	}
	w.bytes(binary.LittleEndian.AppendUint32(nil, w.sum))
	return w.to.Flush()
}

// memoryWriter writes and sums. Errors come from Flush.
type memoryWriter struct {
	to   *bufio.Writer
	sum  uint32
	room []byte
}

func (w *memoryWriter) bytes(parts ...[]byte) {
	for _, b := range parts {
		w.sum = crc32.Update(w.sum, castagnoli, b)
		w.to.Write(b)
	}
}

func (w *memoryWriter) varints(list ...int) {
	w.room = w.room[:0]
	for _, n := range list {
		w.room = appendVarint(w.room, n)
	}
	w.bytes(w.room)
}

func (w *memoryWriter) forms(d *dictionary) {
	w.varints(len(d.order))
	sizes, text := make([]byte, len(d.order)), 0
	for i, id := range d.order {
		n := len(d.forms.form(id))
		sizes[i] = byte(n)
		text += n
	}
	w.bytes(sizes)
	w.varints(text)
	for _, id := range d.order {
		w.bytes(d.forms.form(id))
	}
	all := 0
	for _, id := range d.order {
		n := len(d.packed(id))
		w.varints(n)
		all += n
	}
	w.varints(all)
	for _, id := range d.order {
		w.bytes(d.packed(id))
	}
}

// ReadMemory reads what WriteMemory wrote, and keeps data; nil where it is
// damaged or of another form.
func ReadMemory(data []byte) *Memory {
	end := len(data) - crc32.Size
	if end < 0 || !bytes.HasPrefix(data, []byte(memoryMagic)) || crc32.Checksum(data[:end], castagnoli) != binary.LittleEndian.Uint32(data[end:]) {
		return nil
	}
	c := cursor{data: data[len(memoryMagic):end]}
	m := &Memory{texts: map[Key]Sum{}}
	copy(m.globals[:], c.bytes(len(m.globals)))
	m.readPages(&c)
	m.readForms(&c)
	for n := c.varint(); n > 0 && !c.bad; n-- {
		s := shardMemory{forms: int32(c.varint())}
		copy(s.sum[:], c.bytes(len(s.sum)))
		copy(s.hints[:], c.bytes(len(s.hints)))
		s.tailed = c.byte() != 0
		copy(s.tailSum[:], c.bytes(len(s.tailSum)))
		m.shards = append(m.shards, s)
	}
	for n := c.varint(); n > 0 && !c.bad; n-- {
		var key Key
		var sum Sum
		copy(key[:], c.bytes(len(key)))
		copy(sum[:], c.bytes(len(sum)))
		m.texts[key] = sum
	}
	if c.bad || len(c.data) > 0 {
		return nil
	}
	return m
}

func (m *Memory) readPages(c *cursor) {
	sections := 0
	for n := c.varint(); n > 0 && !c.bad; n-- {
		var p pageMemory
		copy(p.key[:], c.bytes(len(p.key)))
		p.sections, p.size, p.traditional = int32(c.varint()), int32(c.varint()), int32(c.varint())
		m.pages, m.first = append(m.pages, p), append(m.first, int32(sections))
		sections += int(p.sections)
	}
	if sections > len(c.data) {
		c.bad = true
		return
	}
	m.lengths = make([]counts, sections)
	for i := range m.lengths {
		for f := range m.lengths[i] {
			m.lengths[i][f] = uint16(c.varint())
		}
	}
}

func (m *Memory) readForms(c *cursor) {
	n := c.varint()
	sizes := c.bytes(n)
	text := c.bytes(c.varint())
	if c.bad { // before room is made for as many
		return
	}
	m.forms = formList{formTexts: formTexts{text[:len(text):len(text)], make([]uint32, n)}, runs: [2]int{n, n}}
	end := 0
	for i, size := range sizes {
		end += int(size)
		m.forms.ends[i] = uint32(end)
	}
	if c.bad || end != len(text) {
		c.bad = true
		return
	}
	ends := make([]int, n)
	for i := range ends {
		ends[i] = c.varint()
	}
	packed := c.bytes(c.varint())
	m.packed = make([][]byte, n)
	for i, size := range ends {
		if size > len(packed) {
			c.bad = true
			return
		}
		m.packed[i], packed = packed[:size:size], packed[size:]
	}
}
