package search

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Forms are parted by their first two bytes, so that parts are in the order of
// forms. Any such parting is right; this one makes the parts of common scripts
// of about one size.

// partStart is for each first byte the part that begins with it.
var partStart, partCount = func() (start [256]uint16, count int) {
	for c := range start {
		start[c] = uint16(count)
		count += spread(byte(c))
	}
	return start, count
}()

// spread is how many parts the forms with a first byte get.
func spread(c byte) int {
	switch {
	case c == soundMark[0]:
		return 13
	case isLower(c):
		return 4
	case c >= 0xD0 && c <= 0xD9: // Cyrillic, Hebrew, Arabic
		return 8
	case c == 0xE0, c >= 0xE3 && c <= 0xED: // Indian and Thai, Kana, Han, Hangul
		return 16
	}
	return 1
}

// partOf is the part of a form.
func partOf(form []byte) int {
	first := form[0]
	n := spread(first)
	if n == 1 || len(form) == 1 {
		return int(partStart[first])
	}
	at := 0 // the second byte's place in 64
	switch second := form[1]; {
	case first >= 0x80:
		at = min(int(max(second, 0x80)-0x80), 63)
	case second >= 'a':
		at = min(int(second-'a')*64/26, 63)
	}
	return int(partStart[first]) + at*n/64
}

// inOrder are the forms of a part in order. They begin with the same byte; most
// differ in the next five, which are sorted as numbers with the form's own
// behind.
func (p *part) inOrder() []int32 {
	n := p.forms.len()
	compare := func(a, b int32) int { return bytes.Compare(p.forms.form(a), p.forms.form(b)) }
	order := make([]int32, n)
	if n > maxNumbered {
		for id := range order {
			order[id] = int32(id)
		}
		slices.SortFunc(order, compare)
		return order
	}
	keys := make([]uint64, n)
	for id := range keys {
		var next [8]byte
		copy(next[:5], p.forms.form(int32(id))[1:])
		keys[id] = binary.BigEndian.Uint64(next[:]) | uint64(id)
	}
	slices.Sort(keys)
	from := 0 // of those with the same five bytes
	for at, key := range keys {
		order[at] = int32(key & (maxNumbered - 1))
		if at+1 == n || (key^keys[at+1])/maxNumbered != 0 {
			if at > from {
				slices.SortFunc(order[from:at+1], compare)
			}
			from = at + 1
		}
	}
	return order
}

// maxNumbered is how many forms of a part can be numbered behind five bytes.
const maxNumbered = 1 << 24
