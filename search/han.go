package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// In the trees of Chinese sites traditional characters are taken for their
// simplified ones, in the index and in queries. The browser learns the pairs
// that matter to a site from a file of their own: at once where the site has
// traditional text, else when a query has characters that the index lacks.
// Inflated, it is two lines: the traditional characters, and the simplified ones
// in the same order.
//
// The table is OpenCC's (TSCharacters), whose licence stands beside it: all
// pairs of the first plane, so that both are three bytes long.

//go:embed data/hant-hans.txt
var hanText string

// hanPairs has for each character from firstPair on its simplified one, or 0.
type hanPairs []uint16

const firstPair, lastPair = 0x3000, 0x9FFF

var allHanPairs = sync.OnceValue(func() hanPairs { return parseHan(hanText) })

// hanOf are the pairs that hold in a tree: none outside Chinese.
func hanOf(tree string) hanPairs {
	if baseLanguage(tree) == "zh" {
		return allHanPairs()
	}
	return nil
}

func parseHan(text string) hanPairs {
	from, to, _ := strings.Cut(strings.TrimSuffix(text, "\n"), "\n")
	pairs, simplified := make(hanPairs, lastPair-firstPair+1), []rune(to)
	for i, r := range []rune(from) {
		if i < len(simplified) && r >= firstPair && r <= lastPair && utf8.RuneLen(simplified[i]) == 3 {
			pairs[r-firstPair] = uint16(simplified[i])
		}
	}
	return pairs
}

// simplify replaces characters in place and says whether there were any.
func (h hanPairs) simplify(text []byte) bool {
	if len(h) == 0 {
		return false
	}
	any := false
	for i := 0; i < len(text); {
		if text[i] < 0xE3 || text[i] > 0xE9 {
			i++
			continue
		}
		if isThree(text[i:]) {
			if to := h[three(text[i:])-firstPair]; to != 0 {
				utf8.EncodeRune(text[i:], rune(to))
				any = true
			}
			i += 3
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r >= firstPair && r <= lastPair && h[r-firstPair] != 0 {
			utf8.EncodeRune(text[i:], rune(h[r-firstPair]))
			any = true
		}
		i += n
	}
	return any
}

// encodeHan makes the file of the pairs whose simplified character is among
// those used; it is empty where there are none.
func encodeHan(pairs hanPairs, used map[rune]bool) []byte {
	var from, to []rune
	for i, s := range pairs {
		if s != 0 && used[rune(s)] {
			from, to = append(from, firstPair+rune(i)), append(to, rune(s))
		}
	}
	if len(from) == 0 {
		return nil
	}
	return []byte(string(from) + "\n" + string(to) + "\n")
}

// characters are the Han characters of all forms.
func (d *dictionary) characters() map[rune]bool {
	used, seen := map[rune]bool{}, [lastPair + 1]bool{}
	for _, id := range d.order {
		for form := d.forms.form(id); len(form) > 0; {
			if form[0] < utf8.RuneSelf {
				form = form[1:]
				continue
			}
			r, n := utf8.DecodeRune(form)
			form = form[n:]
			if isHan(r) && !seen[r] {
				seen[r] = true
				used[r] = true
			}
		}
	}
	return used
}

// isHan tells the characters that may have a simplified form.
func isHan(r rune) bool { return r >= 0x3400 && r <= 0x9FFF }

// strange says whether the index lacks characters of a query as they stand.
func (q *query) strange(lex lexicon) bool {
	for _, c := range q.clauses {
		for _, form := range c.ways[0].forms {
			if r, _ := utf8.DecodeRuneInString(form); !isHan(r) {
				continue
			}
			if _, ok := lookup(lex, form); !ok {
				return true
			}
		}
	}
	return false
}
