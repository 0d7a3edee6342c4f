package search

import "encoding/binary"

// The postings of a form are the sections that it stands in, packed: for each a
// varint with the section less the one before, then its counts: a byte, which up
// to 127 is how often the form stands in the body, and nowhere else; above, its
// bits say which fields follow with a varint each.

func appendCounts(b []byte, n *counts) []byte {
	if n[inBody] < 128 && n[inTitle]|n[inHeading]|n[inKeywords] == 0 {
		return append(b, byte(n[inBody]))
	}
	mask := byte(128)
	for f, count := range n {
		if count > 0 {
			mask |= 1 << f
		}
	}
	b = append(b, mask)
	for _, count := range n {
		if count > 0 {
			b = appendVarint(b, int(count))
		}
	}
	return b
}

// counts reads what appendCounts wrote.
func (c *cursor) counts() (n counts) {
	mask := c.byte()
	if mask < 128 {
		n[inBody] = uint16(mask)
		return n
	}
	for f := range n {
		if mask&(1<<f) != 0 {
			n[f] = uint16(c.varint())
		}
	}
	return n
}

// posting is a section with what stands in it of a term.
type posting struct {
	section int32
	counts
}

// eachPosting calls do for each section of a form's packed postings, in order.
func eachPosting(packed []byte, do func(posting)) {
	p := posting{}
	for len(packed) > 0 {
		packed = p.next(packed)
		do(p)
	}
}

// mergePostings calls do for each section of several forms' packed postings, in
// order, with what they have together.
func mergePostings(packed [][]byte, do func(posting)) {
	heads := make([]posting, 0, 8)
	rest := make([][]byte, 0, 8)
	for _, list := range packed {
		if len(list) > 0 {
			var p posting
			rest = append(rest, p.next(list))
			heads = append(heads, p)
		}
	}
	for len(heads) > 0 {
		sum := posting{section: heads[0].section}
		for i := range heads {
			sum.section = min(sum.section, heads[i].section)
		}
		for i := len(heads) - 1; i >= 0; i-- {
			if heads[i].section != sum.section {
				continue
			}
			for f, n := range heads[i].counts {
				sum.counts[f] = uint16(min(int(sum.counts[f])+int(n), 1<<16-1))
			}
			if len(rest[i]) > 0 {
				rest[i] = heads[i].next(rest[i])
				continue
			}
			last := len(heads) - 1
			heads[i], rest[i] = heads[last], rest[last]
			heads, rest = heads[:last], rest[:last]
		}
		do(sum)
	}
}

// next reads a posting that comes after p and returns what is behind it. What it
// reads was written by this program, in this run.
func (p *posting) next(packed []byte) []byte {
	step, n := uint32(packed[0]), 1
	if step >= 128 {
		step &= 127
		for shift := 7; ; shift += 7 {
			b := packed[n]
			n++
			step |= uint32(b&127) << shift
			if b < 128 {
				break
			}
		}
	}
	p.section += int32(step)
	if mask := packed[n]; mask < 128 {
		p.counts = counts{inBody: uint16(mask)}
		return packed[n+1:]
	}
	c := cursor{data: packed[n:]}
	p.counts = c.counts()
	return c.data
}

// postingLists keep the packed postings of many forms as they come, without a slice
// for each: a form has chunks of doubling size, each of which ends in the
// place of the next. Places are offsets into blocks laid end to end.
type postingLists struct {
	blocks [][]byte
	used   int    // blocks that have chunks
	free   uint32 // place behind the last chunk
	of     []postingList
}

const (
	firstChunk = 8
	maxChunk   = 2048
	blockBits  = 13
	linkBytes  = 4
)

type postingList struct {
	first, at  uint32 // places of the first chunk and of the next byte
	left, size uint16 // bytes left in the last chunk, and all that it has
	last       int32  // section

	found, asked int32 // as the collector has them
}

func (p *postingLists) place(at uint32) []byte { return p.blocks[at>>blockBits][at&(1<<blockBits-1):] }

func (p *postingLists) chunk(size uint16) uint32 {
	if p.free&(1<<blockBits-1)+uint32(size) > 1<<blockBits || int(p.free>>blockBits) == p.used {
		p.free = uint32(p.used) << blockBits
		if p.used == len(p.blocks) {
			p.blocks = append(p.blocks, make([]byte, 1<<blockBits))
		}
		p.used++
	}
	at := p.free
	p.free += uint32(size)
	return at
}

// reset empties all lists, and keeps their memory.
func (p *postingLists) reset() { p.used, p.free, p.of = 0, 0, p.of[:0] }

// add puts sections behind the postings of a form: packed postings from the
// counts of the first on.
func (p *postingLists) add(form, first, last int32, packed []byte) {
	l := &p.of[form]
	var room [24]byte
	bytes := appendVarint(room[:0], int(first-l.last))
	if len(bytes)+len(packed) <= len(room) { // most are short
		p.put(l, append(bytes, packed...))
	} else {
		p.put(l, bytes)
		p.put(l, packed)
	}
	l.last = last
}

func (p *postingLists) put(l *postingList, bytes []byte) {
	if l.size == 0 {
		l.size, l.left = firstChunk, firstChunk
		l.first = p.chunk(firstChunk)
		l.at = l.first
	}
	for len(bytes) > int(l.left) {
		if l.left > 0 { // else the place may be behind all blocks
			n := copy(p.place(l.at)[:l.left], bytes)
			bytes = bytes[n:]
		}
		p.grow(l)
	}
	if len(bytes) > 0 {
		copy(p.place(l.at), bytes)
	}
	l.at += uint32(len(bytes))
	l.left -= uint16(len(bytes))
}

// grow adds a chunk to a list whose last one is full: its last bytes make way
// for the link.
func (p *postingLists) grow(l *postingList) {
	size := min(2*l.size, maxChunk)
	end := l.at + uint32(l.left)
	next := p.chunk(size)
	link := p.place(end - linkBytes)[:linkBytes]
	copy(p.place(next), link)
	binary.LittleEndian.PutUint32(link, next)
	l.at, l.size, l.left = next+linkBytes, size, size-linkBytes
}

// read returns a form's packed postings, which may not be changed. They are put
// together in room where they stand in several chunks.
func (p *postingLists) read(form int32, room *[]byte) []byte {
	l := &p.of[form]
	if l.size == 0 {
		return nil
	}
	last := l.at + uint32(l.left) - uint32(l.size)
	if last == l.first {
		return p.place(last)[:l.at-last]
	}
	b := (*room)[:0]
	at, size := l.first, uint32(firstChunk)
	for at != last {
		chunk := p.place(at)[:size]
		b = append(b, chunk[:size-linkBytes]...)
		at = binary.LittleEndian.Uint32(chunk[size-linkBytes:])
		size = min(2*size, maxChunk)
	}
	*room = append(b, p.place(at)[:l.at-at]...)
	return *room
}
