package search

import (
	"bytes"
	"cmp"
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

// sort puts the forms of a part in order. Most differ in their first eight
// bytes.
func (p *part) sort() {
	if p.forms == nil {
		return
	}
	type entry struct {
		key uint64
		id  int32
	}
	entries := make([]entry, p.forms.len())
	for id := range entries {
		var first [8]byte
		copy(first[:], p.forms.form(int32(id)))
		entries[id] = entry{binary.BigEndian.Uint64(first[:]), int32(id)}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return bytes.Compare(p.forms.form(a.id), p.forms.form(b.id))
	})
	p.order = make([]int32, len(entries))
	for i, e := range entries {
		p.order[i] = e.id
	}
}
