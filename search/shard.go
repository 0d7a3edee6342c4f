package search

import (
	"cmp"
	"encoding/json"
	"slices"
	"unicode/utf8"
)

// A shard is a range of the sorted surface forms with their terms' impacts.
// Inflated, it is (n: varint, b: byte)
//
//	n forms, n terms
//	each form: b bytes shared with the one before, b further bytes, these; n back
//	each term: b weight, n impacts, n impacts in the tail
//	each impact's section: n less the section before in its term
//	each impact's value: b
//	to the end: JSON, the hints (hints.go); nothing where there are none
//
// back is 0 for a form of a term that has not come yet, else how many terms
// before the next new one. A term whose forms lie in two shards is in both.
//
// The tail of a shard has the rest of the impacts of terms that have more
// than maxHead: the sections and the values of each such term, in order.

const (
	maxHead    = 1000
	maxForm    = 255 // bytes of a surface form; longer ones are left out
	shardBytes = 2800

	cutCharacter = 200 // bytes of shards that a character less in the root is worth
)

// shard is what is written or was read.
type shard struct {
	forms []string
	terms []int // of each form, into the lists below
	hints []rootSynonym
	shardTerms
}

type shardTerms struct {
	weights []uint8
	heads   [][]impact
	tails   [][]impact // as lengths alone until the tail is read
	tailLen []int
}

// splitter cuts the sorted forms into shards of about the same size, where
// few terms have forms on both sides.
type splitter struct {
	surfaces []string
	list     []term
	order    []int32
	of       []int32
}

// cuts returns the index in order at which each shard ends.
func (s *splitter) cuts() []int {
	last := make([]int32, len(s.list)) // the last position of each term
	for i, id := range s.order {
		last[s.of[id]] = int32(i)
	}
	in := make([]int32, len(s.list)) // the shard that a term was last put into, from 1
	var cuts []int
	start, best, bestPrice := 0, 0, 0
	size, open := 0, 0
	for i := 0; i < len(s.order); i++ {
		t := s.of[s.order[i]]
		cost := s.cost(t)
		size += 4 + len(s.surfaces[s.order[i]])/2
		if in[t] != int32(len(cuts)+1) {
			in[t] = int32(len(cuts) + 1)
			size += cost
			if last[t] > int32(i) {
				open += cost
			}
		} else if last[t] == int32(i) {
			open -= cost
		}
		if size < shardBytes*3/4 {
			continue
		}
		if price := open + s.cutPrice(i+1); best == start || price < bestPrice {
			best, bestPrice = i+1, price
		}
		if size >= shardBytes*5/4 {
			cuts = append(cuts, best)
			i, start = best-1, best
			size, open = 0, 0
		}
	}
	if start < len(s.order) {
		cuts = append(cuts, len(s.order))
	}
	return cuts
}

// cutPrice is what a cut before the i-th form costs in the root, which every
// search loads.
func (s *splitter) cutPrice(i int) int {
	if i >= len(s.order) {
		return 0
	}
	return cutCharacter * utf8.RuneCountInString(separator(s.surfaces[s.order[i-1]], s.surfaces[s.order[i]]))
}

// cost is about how many bytes a term takes once compressed.
func (s *splitter) cost(t int32) int { return 3 + min(len(s.list[t].impacts), maxHead)*3/2 }

// shard gathers the forms from start to end.
func (s *splitter) shard(start, end int) *shard {
	var out shard
	local := map[int32]int{}
	for _, id := range s.order[start:end] {
		if len(s.surfaces[id]) > maxForm {
			continue
		}
		t := s.of[id]
		n, ok := local[t]
		if !ok {
			n = len(local)
			local[t] = n
			head, tail := split(s.list[t].impacts)
			out.weights = append(out.weights, s.list[t].weight)
			out.heads = append(out.heads, head)
			out.tails = append(out.tails, tail)
		}
		out.forms = append(out.forms, s.surfaces[id])
		out.terms = append(out.terms, n)
	}
	return &out
}

// split parts the best impacts from the rest, both in order of sections.
func split(impacts []impact) (head, tail []impact) {
	if len(impacts) <= maxHead {
		return impacts, nil
	}
	var counts [maxLevel + 1]int
	for _, p := range impacts {
		counts[p.value&maxLevel]++
	}
	floor, above := maxLevel, 0 // all above the floor are in, and the first of those on it
	for ; above+counts[floor] <= maxHead; floor-- {
		above += counts[floor]
	}
	room := maxHead - above
	for _, p := range impacts {
		switch l := int(p.value & maxLevel); {
		case l > floor:
			head = append(head, p)
		case l == floor && room > 0:
			head = append(head, p)
			room--
		default:
			tail = append(tail, p)
		}
	}
	return head, tail
}

// encode returns the shard and its tail, which is empty where no term has one.
func (s *shard) encode() (head, tail []byte) {
	head = appendVarint(head, len(s.forms))
	head = appendVarint(head, len(s.heads))
	before, next := "", 0
	for i, form := range s.forms {
		shared := 0
		for shared < len(before) && shared < len(form) && before[shared] == form[shared] {
			shared++
		}
		head = append(head, byte(shared), byte(len(form)-shared))
		head = append(head, form[shared:]...)
		if s.terms[i] == next {
			head = appendVarint(head, 0)
			next++
		} else {
			head = appendVarint(head, next-s.terms[i])
		}
		before = form
	}
	for i := range s.heads {
		head = append(head, s.weights[i])
		head = appendVarint(head, len(s.heads[i]))
		head = appendVarint(head, len(s.tails[i]))
	}
	head, tail = appendImpacts(head, s.heads), appendImpacts(nil, s.tails)
	if len(s.hints) > 0 {
		hints, err := json.Marshal(s.hints)
		if err != nil {
			panic(err) // plain values
		}
		head = append(head, hints...)
	}
	return head, tail
}

func appendImpacts(b []byte, lists [][]impact) []byte {
	for _, list := range lists {
		before := int32(0)
		for _, p := range list {
			b = appendVarint(b, int(p.section-before))
			before = p.section
		}
	}
	for _, list := range lists {
		for _, p := range list {
			b = append(b, p.value)
		}
	}
	return b
}

// decodeShard reads a shard of an index with so many sections.
func decodeShard(data []byte, sections int) (*shard, error) {
	c := cursor{data: data}
	var s shard
	forms, terms := c.varint(), c.varint()
	next, before := 0, ""
	for i := 0; i < forms && !c.bad; i++ {
		shared, more := int(c.byte()), int(c.byte())
		if shared > len(before) {
			return nil, errDamaged
		}
		before = before[:shared] + string(c.bytes(more))
		back := c.varint()
		if back > next {
			return nil, errDamaged
		}
		s.forms, s.terms = append(s.forms, before), append(s.terms, next-back)
		if back == 0 {
			next++
		}
	}
	if c.bad || next != terms {
		return nil, errDamaged
	}
	lengths := make([]int, terms)
	s.weights, s.tailLen = make([]uint8, terms), make([]int, terms)
	for i := range lengths {
		s.weights[i], lengths[i], s.tailLen[i] = c.byte(), c.varint(), c.varint()
	}
	s.heads = c.impacts(lengths, sections)
	if c.bad || len(c.data) > 0 && json.Unmarshal(c.data, &s.hints) != nil {
		return nil, errDamaged
	}
	return &s, nil
}

// decodeTail reads the shard's tail.
func (s *shard) decodeTail(data []byte, sections int) error {
	c := cursor{data: data}
	tails := c.impacts(s.tailLen, sections)
	if c.bad || len(c.data) > 0 {
		return errDamaged
	}
	s.tails = tails
	return nil
}

func (c *cursor) impacts(lengths []int, sections int) [][]impact {
	all := 0
	for _, n := range lengths {
		all += n
	}
	if all > len(c.data) {
		c.bad = true
		return nil
	}
	flat, lists := make([]impact, all), make([][]impact, len(lengths))
	at := 0
	for i, n := range lengths {
		lists[i] = flat[at : at+n : at+n]
		section := 0
		for j := range lists[i] {
			section += c.varint()
			if section >= sections {
				c.bad = true
				return nil
			}
			lists[i][j].section = int32(section)
		}
		at += n
	}
	for i, b := range c.bytes(all) {
		flat[i].value = b
	}
	return lists
}

// find returns the place of a form, or where it would stand.
func (s *shard) find(form string) (int, bool) {
	return slices.BinarySearchFunc(s.forms, form, cmp.Compare)
}
