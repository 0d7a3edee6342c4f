package diag

import (
	"strings"
	"unicode/utf8"
)

// Suggest returns the candidate nearest to word for a "did you mean", or ""
// where none is near: at most a third of its letters may differ.
func Suggest(word string, candidates []string) string {
	letters := utf8.RuneCountInString(word)
	best, bestDistance := "", letters/3+1
	var folded []rune
	for _, c := range candidates {
		// As many letters as one has more than the other differ at least.
		if n := utf8.RuneCountInString(c) - letters; max(n, -n) >= bestDistance {
			continue
		}
		if folded == nil {
			folded = []rune(strings.ToLower(word))
		}
		if d := distance(folded, []rune(strings.ToLower(c))); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// DidYouMean is the mend for a word that is none of the candidates: the nearest
// of them, or what otherwise says where none is near.
func DidYouMean(word string, candidates []string, otherwise string) string {
	if near := Suggest(word, candidates); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}

// distance is the optimal string alignment distance: edits of one letter and
// swaps of neighbours.
func distance(x, y []rune) int {
	before, prev, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(prev[j+1]+1, row[j]+1, prev[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(y)]
}
