package search

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"sort"
)

// An index is made anew from what an earlier one left (memory.go) and the pages
// that changed since. The result is byte for byte that of a build from nothing:
// the memory holds what each page gave, which depends on the page alone, and
// with sums what was made of it, by all that it was made from. What depends on
// all pages are the numbers of sections, the averages of their lengths, the cuts
// between shards, the root, the table and the list of words: these are always
// made anew. A shard is published as it is where its forms, their postings, its
// hints and these numbers are the same.

// Resume lets the builder use what an earlier build of the tree left. has says
// whether a file with a sum is published; a file of which it said so may come to
// emit without data.
func (b *Builder) Resume(m *Memory, has func(name string, sum Sum) bool) {
	b.memory, b.has = m, has
	b.packs.before, b.packs.has = m.texts, has
	b.moved = make([]int32, len(m.lengths))
	for i := range b.moved {
		b.moved[i] = -1
	}
}

// Reuse lets the builder take bytes of the published files: what is in a group of
// which another file changed gets another name, and need not be made for that. read
// gives those with a sum, whatever their name; nil where there are none.
func (b *Builder) Reuse(read func(Sum) []byte) { b.read, b.packs.read = read, read }

// AddKnown takes all pages at once, without their sections and each with a key
// of all that it is made from. text gives the sections of a page, from several
// goroutines, for pages that the memory does not know.
func (b *Builder) AddKnown(pages []Page, keys []Key, text func(i int) []Section) error {
	whole := func(i int) *Page {
		page := pages[i]
		page.Sections = text(i)
		return &page
	}
	b.packs.fetch = func(i int) *pageText {
		var t pageText
		page := prepared(whole(i))
		t.set(&page)
		return &t
	}
	known := b.memory.match(keys)
	var fresh []int
	for i, old := range known {
		if old < 0 {
			fresh = append(fresh, i)
		}
	}
	var failed error
	keep := func(err error) {
		if failed == nil {
			failed = err
		}
	}
	advance := func(end int) {
		for i := len(b.pages); i < end && failed == nil; i++ {
			keep(b.reuse(&pages[i], keys[i], known[i]))
		}
	}
	taken := 0
	b.digest(len(fresh), func(i int) *Page { return whole(fresh[i]) }, func(d *digest) {
		if i := fresh[taken]; failed == nil {
			if advance(i); failed == nil {
				keep(b.take(d, keys[i]))
			}
		}
		taken++
	})
	advance(len(pages))
	return failed
}

// Reused is how many pages the memory knew, and how many came or went since.
func (b *Builder) Reused() (known, changed int) {
	if b.memory == nil {
		return 0, len(b.pages)
	}
	return b.known, len(b.pages) + len(b.memory.pages) - 2*b.known
}

// match finds pages in the memory: for each its number there, or -1. The numbers
// grow, for postings are in the order of pages: of pages that changed places
// as many are found as did not.
func (m *Memory) match(keys []Key) []int {
	out := make([]int, len(keys))
	at := map[Key]int{}
	if m != nil {
		for i, p := range m.pages {
			at[p.key] = i
		}
	}
	var ends, before []int // the longest growing lists by their ends, and what comes before each
	for i, key := range keys {
		before = append(before, -1)
		old, ok := at[key]
		if out[i] = -1; !ok {
			continue
		}
		out[i] = old
		n := sort.Search(len(ends), func(n int) bool { return out[ends[n]] >= old })
		if n > 0 {
			before[i] = ends[n-1]
		}
		ends = append(ends[:n], append([]int{i}, ends[min(n+1, len(ends)):]...)...)
	}
	kept := make([]bool, len(keys))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			kept[i] = true
		}
	}
	for i := range out {
		if !kept[i] {
			out[i] = -1
		}
	}
	return out
}

// reuse gathers a page as the memory has it.
func (b *Builder) reuse(page *Page, key Key, old int) error {
	m, c := b.memory, b.collect
	known := m.pages[old]
	first := m.first[old]
	for i := range known.sections {
		b.moved[first+i] = int32(len(c.lengths))
		c.lengths = append(c.lengths, m.lengths[first+i])
	}
	c.traditional += int(known.traditional)
	b.known++
	p := *page
	p.Title, p.Sections, p.Keywords = canonical(p.Title), nil, nil
	b.pages, b.sections, b.left = append(b.pages, p), append(b.sections, known.sections), append(b.left, known)
	return b.packs.add(&pageText{url: p.URL, size: int(known.size), count: int(known.sections)}, key)
}

// formsAtOnce is how many forms are settled together.
const formsAtOnce = 1 << 12

// settle puts the postings of the memory's pages and those of pages that were
// taken apart together.
func (b *Builder) settle() error {
	m, c := b.memory, b.collect
	if err := c.order(); err != nil || m == nil {
		return err
	}
	c.join(m.forms)
	firsts := make([]bool, len(m.lengths)) // sections that are the first of their page
	for _, first := range m.first {
		firsts[first] = true
	}
	c.settled = make([][]byte, len(m.packed))
	m.dirty = make([]bool, len(m.packed))
	parallel((len(c.settled)+formsAtOnce-1)/formsAtOnce, func(part int) {
		if b.over() != nil {
			return
		}
		s := settler{c: c, moved: b.moved, firsts: firsts}
		for id := part * formsAtOnce; id < min((part+1)*formsAtOnce, len(c.settled)); id++ {
			c.settled[id] = m.packed[id]
			if m.dirty[id] = s.scan(int32(id), m.packed[id]) || c.packs[id].part > 0; m.dirty[id] {
				c.settled[id] = s.merge(int32(id), m.packed[id])
			}
		}
	})
	return nil
}

// settler settles forms. It reuses its memory, so it serves one goroutine.
type settler struct {
	c      *collector
	moved  []int32
	firsts []bool
}

// scan counts what stays of a form's postings, and says whether some are gone or
// have another number.
func (s *settler) scan(id int32, packed []byte) (changed bool) {
	sound := isSound(s.c.forms.form(id))
	for p := (posting{}); len(packed) > 0; {
		packed = p.next(packed)
		now := s.moved[p.section]
		changed = changed || now != p.section
		if now < 0 {
			continue
		}
		s.c.found[id]++
		if p.counts[inTitle]|p.counts[inHeading] > 0 && !sound {
			s.c.asked[id] += int32(asks(&p.counts, s.firsts[p.section]))
		}
	}
	return changed
}

// merge packs what stays of a form's postings with those that are new.
func (s *settler) merge(id int32, packed []byte) []byte {
	fresh := s.c.fresh(id)
	var out []byte
	var old, next posting
	last := int32(0)
	add := func(p *posting) {
		out = appendCounts(appendVarint(out, int(p.section-last)), &p.counts)
		last = p.section
	}
	read := func() bool { // the next of those that are new
		if len(fresh) == 0 {
			return false
		}
		fresh = next.next(fresh)
		return true
	}
	more := read()
	for len(packed) > 0 {
		packed = old.next(packed)
		p := posting{s.moved[old.section], old.counts}
		if p.section < 0 {
			continue
		}
		for more && next.section < p.section {
			add(&next)
			more = read()
		}
		add(&p)
	}
	for more {
		add(&next)
		more = read()
	}
	return out
}

// recall finds the shards that an earlier build made from the same.
func (b *Builder) recall(shards []madeShard) {
	m, d := b.memory, b.dictionary
	if m == nil || m.globals != globals(d.lengths) {
		return
	}
	b.spread()
	at := make(map[int32]int, len(m.shards)) // shards of the memory by their first form
	first := int32(0)
	for i, s := range m.shards {
		at[first] = i
		first += s.forms
	}
	parallel(len(shards), func(i int) {
		s := &shards[i]
		forms := d.order[s.start:s.end]
		old, ok := at[forms[0]]
		if !ok || int(m.shards[old].forms) != len(forms) || m.shards[old].hints != hintsKey(s.hints) {
			return
		}
		for n, id := range forms {
			if id != forms[0]+int32(n) || int(id) >= len(m.dirty) || m.dirty[id] {
				return
			}
		}
		known := &m.shards[old]
		s.sum, s.tailed, s.tailSum, s.made = known.sum, known.tailed, known.tailSum, true
	})
}

// spread marks the forms whose term changed with one of its forms.
func (b *Builder) spread() {
	m, d := b.memory, b.dictionary
	changed := map[int32]bool{}
	for id, dirty := range m.dirty {
		if !dirty {
			continue
		}
		if t := d.term[id]; t >= 0 {
			changed[t] = true
		} else if form := m.forms.form(int32(id)); !direct(form) {
			if t, ok := d.stems[d.stem.stem(string(form), wordToken)]; ok {
				changed[t] = true
			}
		}
	}
	for id := len(m.dirty); id < len(d.term); id++ {
		changed[d.term[id]] = true
	}
	delete(changed, -1) // forms that are gone
	for t := range changed {
		for _, id := range d.formsOf(t) {
			if int(id) < len(m.dirty) {
				m.dirty[id] = true
			}
		}
	}
}

// globals are what all shards are made from: a hash of the number of sections
// and the averages of their lengths.
func globals(lengths []counts) Key {
	data := binary.LittleEndian.AppendUint64(nil, uint64(len(lengths)))
	for _, average := range averages(lengths) {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(average))
	}
	sum := sha256.Sum256(data)
	return Key(sum[:16])
}
