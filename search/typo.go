package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A word that the index lacks may be misspelt. First it is compared with the
// forms of the shard where it would stand, which is loaded already; if none is
// like it, with a list of the site's frequent words, which is a file of its
// own. Inflated, that is (n: varint, b: byte)
//
//	n words
//	each word: b bytes shared with the one before, b further bytes, these; b magnitude
//
// The magnitude is the number of bits of the number of sections that the word
// stands in.

const (
	minTypo    = 4 // letters of the shortest word that is corrected
	longTypo   = 8 // letters from which two slips are corrected
	maxFixes   = 4 // corrections of one word
	maxWords   = 12_000
	fixWeight  = 200 // a word that differs by one slip
	fix2Weight = 140 // by two
)

// slips is the number of slips that are corrected in a word; 0 for what is
// not corrected: short words, numbers, codes, and scripts without letters.
func slips(form string) int {
	n := utf8.RuneCountInString(form)
	if n < minTypo || strings.ContainsAny(form, "0123456789") || classOf(form) != wordToken {
		return 0
	}
	if n < longTypo {
		return 1
	}
	return 2
}

func fixWeightOf(distance int) int {
	if distance == 1 {
		return fixWeight
	}
	return fix2Weight
}

// distance is the number of slips between two words: a letter too many, one
// too few, another one, or two neighbours swapped. Above limit it is limit+1.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(prev[j+1]+1, row[j]+1, prev[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > limit {
			return limit + 1
		}
		before, prev, row = prev, row, before
	}
	return min(prev[len(b)], limit+1)
}

// word is an entry of the list of frequent words.
type word struct {
	form      string
	magnitude int
}

// frequentWords are the words of a site that a typo may be corrected to, sorted.
func (d *dictionary) frequentWords() []word {
	var out []word
	for _, id := range d.words {
		if form := d.form(id); slips(form) > 0 {
			out = append(out, word{form, int(d.count[d.term[id]])})
		}
	}
	slices.SortFunc(out, func(a, b word) int { return cmp.Compare(a.form, b.form) })
	if len(out) > maxWords {
		slices.SortStableFunc(out, func(a, b word) int { return cmp.Compare(b.magnitude, a.magnitude) })
		out = out[:maxWords]
		slices.SortFunc(out, func(a, b word) int { return cmp.Compare(a.form, b.form) })
	}
	for i := range out {
		out[i].magnitude = bits.Len(uint(out[i].magnitude))
	}
	return out
}

func encodeWords(words []word) []byte {
	out := appendVarint(nil, len(words))
	before := ""
	for _, w := range words {
		shared := 0
		for shared < len(before) && shared < len(w.form) && before[shared] == w.form[shared] {
			shared++
		}
		out = append(out, byte(shared), byte(len(w.form)-shared))
		out = append(append(out, w.form[shared:]...), byte(w.magnitude))
		before = w.form
	}
	return out
}

func decodeWords(data []byte) ([]word, error) {
	c := cursor{data: data}
	var out []word
	before := ""
	n := c.varint()
	if n > maxWordList {
		return nil, errDamaged
	}
	for ; n > 0 && !c.bad; n-- {
		shared, more := int(c.byte()), int(c.byte())
		if shared > len(before) || shared+more > maxForm {
			return nil, errDamaged
		}
		before = before[:shared] + string(c.bytes(more))
		out = append(out, word{before, int(c.byte())})
	}
	if c.bad || len(c.data) > 0 {
		return nil, errDamaged
	}
	return out, nil
}

// fix is a correction of a word.
type fix struct {
	form     string
	distance int
}

// corrections are the words of a list that a form may be a misspelling of: the
// nearest ones, the most frequent first.
func corrections(list []word, form string) []fix {
	limit, letters := slips(form), []rune(form)
	type candidate struct {
		word
		distance int
	}
	var found []candidate
	for _, w := range list {
		if len(w.form) > len(form)+4*limit || len(form) > len(w.form)+4*limit {
			continue
		}
		if d := distance(letters, []rune(w.form), limit); d <= limit {
			found = append(found, candidate{w, d})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.magnitude, a.magnitude))
	})
	var out []fix
	for _, c := range found[:min(len(found), maxFixes)] {
		out = append(out, fix{c.form, c.distance})
	}
	return out
}

// suggestion is the query with its misspelt words corrected, or empty.
func suggestion(q *query, clauses []resolved) string {
	units := utf16.Encode([]rune(q.text))
	var out []uint16
	at := 0
	for i, c := range clauses {
		s := q.clauses[i].at
		if c.fix == "" || s.start < at {
			continue
		}
		out = append(append(out, units[at:s.start]...), utf16.Encode([]rune(c.fix))...)
		at = s.end
	}
	if at == 0 {
		return ""
	}
	return string(utf16.Decode(append(out, units[at:]...)))
}
