// Package pinyin knows how Chinese characters are read, in Hanyu Pinyin without tones.
package pinyin

import (
	_ "embed"
	"strings"
	"sync"
)

//go:generate go run ./make

// text has a line for each set of readings: up to three, the most common first, and
// the characters that have them, with spaces between. It is made of the table of
// github.com/mozillazg/go-pinyin, which as a Go map is filled at each start of the
// program, whether it is asked or not.
//
//go:embed readings.txt
var text string

// Of returns how a character is read, the most common reading first, three at most, and
// nothing for what is no Chinese character. The list is not to be changed.
func Of(r rune) []string {
	t := read()
	if r >= first && r <= last {
		return t.sets[t.common[r-first]]
	}
	return t.sets[t.rare[r]]
}

// first and last bound the characters that almost all texts are written in: the
// unified ideographs and their extension A.
const first, last = 0x3400, 0x9FFF

type table struct {
	sets   [][]string               // the first is empty
	common [last + 1 - first]uint16 // of each character, its set
	rare   map[rune]uint16
}

// read is done when the first character is asked for.
var read = sync.OnceValue(func() *table {
	t := &table{sets: [][]string{nil}, rare: map[rune]uint16{}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		set := uint16(len(t.sets))
		t.sets = append(t.sets, words[:len(words)-1])
		for _, r := range words[len(words)-1] {
			if r >= first && r <= last {
				t.common[r-first] = set
			} else {
				t.rare[r] = set
			}
		}
	}
	return t
})
