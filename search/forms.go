package search

import (
	"bytes"
	"encoding/binary"
)

// formTable numbers surface forms from 0. All of them stand in one text, and a
// slot of the hash table takes eight bytes: a site in Chinese has a hundred
// forms for each of its pages.
type formTable struct {
	formTexts
	slots []uint64 // a part of the hash above the number, one up; 0 where there is none; a power of two of them
}

// formTexts are forms by their numbers, one behind the other.
type formTexts struct {
	text []byte
	ends []uint32 // of each form, where it ends in text
}

func (f *formTexts) len() int { return len(f.ends) }

// form is the text of a form, which may not be changed.
func (f *formTexts) form(id int32) []byte {
	start := uint32(0)
	if id > 0 {
		start = f.ends[id-1]
	}
	return f.text[start:f.ends[id]]
}

const tagBits = ^uint64(1<<32 - 1)

func newFormTable(slots int) *formTable { return &formTable{slots: make([]uint64, slots)} }

// hashForm mixes eight bytes of a form at a time.
func hashForm(form []byte) uint64 {
	const mix = 0x9E3779B97F4A7C15
	h := uint64(len(form)) * mix
	for len(form) >= 8 {
		h = (h ^ binary.LittleEndian.Uint64(form)) * mix
		h ^= h >> 32
		form = form[8:]
	}
	if n := len(form); n > 0 {
		rest := uint64(0)
		if cap(form) >= 8 { // what lies behind is cut off
			rest = binary.LittleEndian.Uint64(form[:8]) & (1<<(8*n) - 1)
		} else {
			for i, b := range form {
				rest |= uint64(b) << (8 * i)
			}
		}
		h = (h ^ rest) * mix
		h ^= h >> 32
	}
	return h * mix
}

// slot is where a form stands or would stand.
func (f *formTable) slot(form []byte, hash uint64) int {
	mask := len(f.slots) - 1
	for i := int(hash>>32) & mask; ; i = (i + 1) & mask {
		s := f.slots[i]
		if s == 0 || (s^hash<<32)&tagBits == 0 && string(f.form(int32(uint32(s)-1))) == string(form) {
			return i
		}
	}
}

// add is the number of a form, which may be new.
func (f *formTable) add(form []byte) int32 {
	hash := hashForm(form)
	i := f.slot(form, hash)
	if s := f.slots[i]; s != 0 {
		return int32(uint32(s)) - 1
	}
	f.text = append(f.text, form...)
	f.ends = append(f.ends, uint32(len(f.text)))
	f.slots[i] = hash<<32 | uint64(len(f.ends))
	if 3*len(f.ends) > 2*len(f.slots) {
		f.grow()
	}
	return int32(len(f.ends) - 1)
}

func (f *formTable) grow() {
	f.slots = make([]uint64, 2*len(f.slots))
	mask := len(f.slots) - 1
	for id := range f.ends {
		hash := hashForm(f.form(int32(id)))
		i := int(hash>>32) & mask
		for f.slots[i] != 0 {
			i = (i + 1) & mask
		}
		f.slots[i] = hash<<32 | uint64(id+1)
	}
}

// reset empties the table.
func (f *formTable) reset() {
	f.text, f.ends = f.text[:0], f.ends[:0]
	clear(f.slots)
}

// formList are all forms of a site by their numbers. The first are in order, and
// so are those behind them; a few that were added last are not.
type formList struct {
	formTexts
	runs   [2]int           // where the two orders end
	others map[string]int32 // those behind
}

// find is the number of a form; false where there is none.
func (f *formList) find(form []byte) (int32, bool) {
	from := 0
	for _, to := range f.runs {
		if at, ok := f.search(form, from, to); ok {
			return int32(at), true
		}
		from = to
	}
	id, ok := f.others[string(form)]
	return id, ok
}

// search is where a form stands or would stand in a run.
func (f *formList) search(form []byte, from, to int) (int, bool) {
	for from < to {
		middle := int(uint(from+to) / 2)
		switch order := bytes.Compare(f.form(int32(middle)), form); {
		case order < 0:
			from = middle + 1
		case order > 0:
			to = middle
		default:
			return middle, true
		}
	}
	return from, false
}

// add is the number of a form, which may be new.
func (f *formList) add(form []byte) int32 {
	if id, ok := f.find(form); ok {
		return id
	}
	id := int32(len(f.ends))
	if f.others == nil {
		f.others = map[string]int32{}
	}
	f.others[string(form)] = id
	f.put(form)
	return id
}

// put puts a form behind the others.
func (f *formList) put(form []byte) {
	f.text = append(f.text, form...)
	f.ends = append(f.ends, uint32(len(f.text)))
}
