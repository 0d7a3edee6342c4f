package search

import (
	"cmp"
	"encoding/json"
	"slices"
)

// A shard is a range of the sorted surface forms with their terms' impacts.
// Inflated, it is (n: varint, b: byte)
//
//	n forms, n terms
//	each form: b bytes shared with the one before, b further bytes, these; n back
//	each term: b weight, n impacts, n impacts in the tail
//	if there is a tail: tailHash bytes, its name
//	n bytes of JSON, the hints (hints.go); nothing where there are none
//	to the end: the impacts of all terms
//
// back is 0 for a form of a term that has not come yet, else how many terms
// before the next new one. A term whose forms lie in two shards is in both.
// The impacts of some terms are
//
//	each term with at least riceStored: b, its Rice power; others have that of ricePower
//	each impact's value, or in a tail each term's that has impacts: b
//	to the end, bits: each impact's section less the one after that before in its term, Rice-coded
//
// The tail of a shard has the rest of the impacts of terms that have more
// than maxHead, in the order of sections. They have one value for each term.

const (
	maxHead    = 1000
	maxForm    = 255 // bytes of a surface form; longer ones are left out
	riceStored = 8
)

// shard is what is written or was read.
type shard struct {
	forms []string
	terms []int // of each form, into the lists below
	hints []rootSynonym
	tail  string // hash of the tail; empty where there is none
	shardTerms
}

type shardTerms struct {
	weights []uint8
	heads   [][]impact
	tails   [][]impact // as lengths alone until the tail is read
	tailLen []int
}

// split parts the best impacts from the rest, both in order of sections. The
// rest get their mean level.
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
	head, tail = make([]impact, 0, maxHead), make([]impact, 0, len(impacts)-maxHead)
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
	sum := 0
	for _, p := range tail {
		sum += int(p.value & maxLevel)
	}
	for i := range tail {
		tail[i].value = uint8(sum / len(tail))
	}
	return head, tail
}

// encodeTail returns the tail of a shard in an index with so many sections, in
// two parts that are compressed apart; it is empty where no term has one.
func (s *shard) encodeTail(sections int) (text, bits []byte) {
	if !slices.ContainsFunc(s.tails, func(list []impact) bool { return len(list) > 0 }) {
		return nil, nil
	}
	return appendImpacts(nil, s.tails, sections, true)
}

// encode returns the shard without its tail, in two such parts.
func (s *shard) encode(sections int) (text, bits []byte) {
	out := appendVarint(nil, len(s.forms))
	out = appendVarint(out, len(s.heads))
	before, next := "", 0
	for i, form := range s.forms {
		shared := sharedBytes(before, form)
		out = append(out, byte(shared), byte(len(form)-shared))
		out = append(out, form[shared:]...)
		if s.terms[i] == next {
			out = appendVarint(out, 0)
			next++
		} else {
			out = appendVarint(out, next-s.terms[i])
		}
		before = form
	}
	for i := range s.heads {
		out = append(out, s.weights[i])
		out = appendVarint(out, len(s.heads[i]))
		out = appendVarint(out, len(s.tails[i]))
	}
	if s.tail != "" {
		out = append(out, s.tail...)
	}
	var hints []byte
	if len(s.hints) > 0 {
		var err error
		if hints, err = json.Marshal(s.hints); err != nil {
			panic(err) // plain values
		}
	}
	out = append(appendVarint(out, len(hints)), hints...)
	return appendImpacts(out, s.heads, sections, false)
}

func sharedBytes(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func appendImpacts(b []byte, lists [][]impact, sections int, tail bool) (text, bits []byte) {
	var w bitWriter
	for _, list := range lists {
		if len(list) == 0 {
			continue
		}
		power := ricePower(len(list), sections)
		if len(list) >= riceStored {
			power = bestPower(list, power)
			b = append(b, byte(power))
		}
		next := int32(0)
		for _, p := range list {
			w.rice(int(p.section-next), power)
			next = p.section + 1
		}
	}
	for _, list := range lists {
		if tail {
			list = list[:min(len(list), 1)]
		}
		for _, p := range list {
			b = append(b, p.value)
		}
	}
	return b, w.close()
}

// bestPower is the Rice power that takes the fewest bits, near a first guess.
func bestPower(list []impact, guess int) int {
	low, high := max(guess-3, 0), min(guess+1, maxRice)
	var quotients [5]int // of all gaps, for each power from low on
	next := int32(0)
	for _, p := range list {
		gap := int(p.section-next) >> low
		for i := range quotients {
			quotients[i] += gap >> i
		}
		next = p.section + 1
	}
	best, bestBits := guess, 0
	for power := low; power <= high; power++ {
		if bits := quotients[power-low] + len(list)*(1+power); bestBits == 0 || bits < bestBits {
			best, bestBits = power, bits
		}
	}
	return best
}

// decodeShard reads a shard of an index with so many sections.
func decodeShard(data []byte, sections int) (*shard, error) {
	c := cursor{data: data}
	var s shard
	forms, terms := c.varint(), c.varint()
	if forms > maxFormList {
		return nil, errDamaged
	}
	next, before := 0, ""
	for i := 0; i < forms && !c.bad; i++ {
		shared, more := int(c.byte()), int(c.byte())
		if shared > len(before) || shared+more > maxForm {
			return nil, errDamaged
		}
		form := before[:shared] + string(c.bytes(more))
		back := c.varint()
		if back > next || i > 0 && form <= before {
			return nil, errDamaged
		}
		s.forms, s.terms = append(s.forms, form), append(s.terms, next-back)
		if back == 0 {
			next++
		}
		before = form
	}
	if c.bad || next != terms {
		return nil, errDamaged
	}
	lengths := make([]int, terms)
	s.weights, s.tailLen = make([]uint8, terms), make([]int, terms)
	tailed := false
	for i := range lengths {
		s.weights[i], lengths[i], s.tailLen[i] = c.byte(), c.varint(), c.varint()
		tailed = tailed || s.tailLen[i] > 0
	}
	if tailed {
		s.tail = string(c.bytes(tailHash))
	}
	if hints := c.bytes(c.varint()); len(hints) > 0 && json.Unmarshal(hints, &s.hints) != nil {
		return nil, errDamaged
	}
	if s.heads = c.impacts(lengths, sections, false); c.bad {
		return nil, errDamaged
	}
	return &s, nil
}

// decodeTail reads the shard's tail.
func (s *shard) decodeTail(data []byte, sections int) error {
	c := cursor{data: data}
	tails := c.impacts(s.tailLen, sections, true)
	if c.bad {
		return errDamaged
	}
	s.tails = tails
	return nil
}

// impacts reads to the end.
func (c *cursor) impacts(lengths []int, sections int, tail bool) [][]impact {
	all, valued := 0, 0
	powers := make([]int, len(lengths))
	for i, n := range lengths {
		if n > sections {
			c.bad = true
			return nil
		}
		all += n
		if !tail {
			valued += n
		} else if n > 0 {
			valued++
		}
		switch {
		case n >= riceStored:
			powers[i] = int(c.byte())
		case n > 0:
			powers[i] = ricePower(n, sections)
		}
		if powers[i] > maxRice {
			c.bad = true
			return nil
		}
	}
	if all > maxImpacts || all > 8*len(c.data) { // each takes a bit at least
		c.bad = true
		return nil
	}
	values := c.bytes(valued)
	bits := bitReader{data: c.data}
	if c.bad {
		return nil
	}
	flat, lists := make([]impact, all), make([][]impact, len(lengths))
	at := 0
	for i, n := range lengths {
		lists[i] = flat[at : at+n : at+n]
		next := 0
		for j := range lists[i] {
			next += bits.rice(powers[i], sections-next)
			value := values[0]
			if !tail || j == n-1 {
				values = values[1:]
			}
			flat[at+j] = impact{int32(next), value}
			next++
		}
		at += n
	}
	c.bad = bits.bad || len(bits.data) > 0 || bits.n > 7
	return lists
}

// find returns the place of a form, or where it would stand.
func (s *shard) find(form string) (int, bool) {
	return slices.BinarySearchFunc(s.forms, form, cmp.Compare)
}
