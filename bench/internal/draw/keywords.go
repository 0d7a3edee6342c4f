package draw

import (
	"strings"

	"deskbell/bench/internal/judged"
)

// Keywords draws n words of each query that are no stop words, in their order.
// Queries with fewer keep those they have; those with none are left out.
func Keywords(queries []judged.Query, n int, seed uint64) []judged.Query {
	random := source(seed)
	var out []judged.Query
	for _, q := range queries {
		if list := pick(random, content(q.Text), n); len(list) > 0 {
			out = append(out, judged.Query{Text: strings.Join(list, " "), Pages: q.Pages})
		}
	}
	return out
}
