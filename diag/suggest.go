package diag

import "strings"

// Suggest returns the candidate nearest to word for a "did you mean", or ""
// where none is near: at most a third of its letters may differ.
func Suggest(word string, candidates []string) string {
	best, bestDistance := "", len([]rune(word))/3+1
	for _, c := range candidates {
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d < bestDistance {
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
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
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
