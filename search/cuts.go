package search

import (
	"slices"
	"unicode/utf8"
)

// Where shards begin is most of the root, so it is packed: the forms are
// sorted, so each differs from the one before by a small step in one character.
// Behind the root's JSON stand (n: varint, b: byte)
//
//	n forms
//	each form: b characters shared with the one before
//	each form: b further characters
//	each form: n, its first further character less the one there before, if any
//	each form: n for each character after that

// maxCut is the longest form in characters; longer ones are cut short, which
// keeps their order.
const maxCut = 255

func encodeCuts(cuts []string) []byte {
	out := appendVarint(nil, len(cuts))
	var shared, more, steps, rest []byte
	var before []rune
	for _, cut := range cuts {
		letters := []rune(cut)
		letters = letters[:min(len(letters), maxCut)]
		s := 0
		for s < len(before) && s < len(letters)-1 && before[s] == letters[s] {
			s++
		}
		step := int(letters[s])
		if s < len(before) {
			step -= int(before[s])
		}
		shared, more = append(shared, byte(s)), append(more, byte(len(letters)-s))
		steps = appendVarint(steps, step)
		for _, r := range letters[s+1:] {
			rest = appendVarint(rest, int(r))
		}
		before = letters
	}
	for _, column := range [][]byte{shared, more, steps, rest} {
		out = append(out, column...)
	}
	return out
}

func decodeCuts(c *cursor) []string {
	n := c.varint()
	if n > maxCutList {
		c.bad = true
	}
	shared, more := c.bytes(n), c.bytes(n)
	if c.bad {
		return nil
	}
	steps := make([]int, n)
	for i := range steps {
		steps[i] = c.varint()
	}
	var out []string
	var before []rune
	for i := 0; i < n && !c.bad; i++ {
		s := int(shared[i])
		if s > len(before) || more[i] == 0 {
			c.bad = true
			return nil
		}
		first := steps[i]
		if s < len(before) {
			first += int(before[s])
		}
		letters := append(before[:s:s], rune(first))
		for range int(more[i]) - 1 {
			letters = append(letters, rune(c.varint()))
		}
		if slices.ContainsFunc(letters, func(r rune) bool { return !utf8.ValidRune(r) }) {
			c.bad = true
			return nil
		}
		out, before = append(out, string(letters)), letters
	}
	return out
}
