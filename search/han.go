package search

import (
	_ "embed"
	"slices"
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

// hanPairs maps traditional characters to simplified ones.
type hanPairs map[rune]rune

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
	pairs, simplified := hanPairs{}, []rune(to)
	for i, r := range []rune(from) {
		if i < len(simplified) && utf8.RuneLen(r) == 3 && utf8.RuneLen(simplified[i]) == 3 {
			pairs[r] = simplified[i]
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
		r, n := utf8.DecodeRune(text[i:])
		if s, ok := h[r]; ok {
			utf8.EncodeRune(text[i:], s)
			any = true
		}
		i += n
	}
	return any
}

// encodeHan makes the file of the pairs whose simplified character is among
// those used; it is empty where there are none.
func encodeHan(pairs hanPairs, used map[rune]bool) []byte {
	var from []rune
	for t, s := range pairs {
		if used[s] {
			from = append(from, t)
		}
	}
	if len(from) == 0 {
		return nil
	}
	slices.Sort(from)
	to := make([]rune, len(from))
	for i, t := range from {
		to[i] = pairs[t]
	}
	return []byte(string(from) + "\n" + string(to) + "\n")
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
