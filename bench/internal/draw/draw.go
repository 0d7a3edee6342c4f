// Package draw makes queries of pages and of other queries: words as people
// type them, with slips, in traditional characters, in Pinyin, codes. The same
// pages and seed give the same queries.
package draw

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"deskbell/bench/internal/judged"
)

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x64726177)) }

// Some draws n of the queries without repeating one, in their order; all where
// n is 0 or there are no more.
func Some(queries []judged.Query, n int, seed uint64) []judged.Query {
	if n <= 0 {
		return queries
	}
	return pick(source(seed), queries, n)
}

// pick draws n of the items without repeating one, in their order.
func pick[T any](random *rand.Rand, items []T, n int) []T {
	out := make([]T, 0, min(n, len(items)))
	for i, item := range items {
		if random.IntN(len(items)-i) < n-len(out) {
			out = append(out, item)
		}
	}
	return out
}

// words are the runs of letters and digits of a text.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '_'
	})
}

// content are the English words of a text that are no stop words.
func content(text string) []string {
	var out []string
	for _, w := range words(text) {
		if len(w) > 2 && w[0] < 0x80 && !stop[strings.ToLower(w)] {
			out = append(out, w)
		}
	}
	return out
}

// hanRuns are the runs of Chinese characters of a text, at least two long.
func hanRuns(text string) []string {
	var out []string
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		if len([]rune(run)) > 1 {
			out = append(out, run)
		}
	}
	return out
}

var stop = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`a about after all also am an and any are as at be because been before being both
		but by can can't cannot could did do does doesn't doing don't down each every few for from further get gets getting
		give go going got had has have having he her here his how however i i'd i'm i've if in into is isn't it it's its just
		let like make may me might more most must my need no not of off on once one only or other our out over own please
		possible same shall she should so some such than that that's the their them then there these they this those through
		to too under until up use used using very want was way ways we were what what's when where which while who whom why
		will with without won't would you your`) {
		out[w] = true
	}
	return out
}()
