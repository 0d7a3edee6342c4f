package search

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Where shards begin. A search loads the whole shard of each of its words, and
// with the root a few bytes for every shard there is. The cuts are those with
// which a query is likely to load the fewest bytes: words that stand in titles
// and headings, which people ask for, get small shards, and the many words that
// nobody asks for share large ones. What a cut costs depends on the forms near
// it alone, so an article that changes moves few.
const (
	maxShard = 10_000 // bytes of the largest shard, about, once compressed
	maxForms = 500    // of a shard

	wordsAsked = 7   // shards that a query loads, about
	titleShare = .75 // how far words are asked for as they stand in titles, and not as often as in all texts
	shardBytes = 45  // of a shard beside its terms: a Huffman table
	formBytes  = 3   // of a form beside half its letters
	termBytes  = 3   // of a term beside its impacts
)

// splitter cuts the sorted forms into shards.
type splitter struct {
	c     *collector
	order []int32
	size  []int32   // of each form, its compressed bytes
	term  []int32   // of each term, the same
	share []float64 // of each term, how likely a word of a query is one of its forms
}

func newSplitter(c *collector, order []int32, common map[string]bool) *splitter {
	s := &splitter{c, order, make([]int32, len(order)), make([]int32, len(c.terms)), make([]float64, len(c.terms))}
	asked, rooted := 0, 0.0
	for i := range c.terms {
		asked += int(c.terms[i].asked)
		rooted += math.Sqrt(float64(c.terms[i].count))
	}
	// Rounded, so that an article more does not move all cuts.
	asked, rooted = max(rounded(asked, totalBits), 1), float64(max(rounded(int(rooted), totalBits), 1))
	for i := range c.terms {
		p := &c.terms[i]
		n := min(int(p.count), maxHead)
		s.term[i] = int32(termBytes + n*(ricePower(n, len(c.lengths))+6)/8)
		s.share[i] = titleShare*float64(p.asked)/float64(asked) + (1-titleShare)*math.Sqrt(float64(p.count))/rooted
	}
	for i, id := range order {
		s.size[i] = int32(formBytes + len(c.forms.all[id])/2)
		if common[c.forms.all[id]] {
			s.share[c.termOf[id]] = 0 // queries do not look it up
		}
	}
	return s
}

// cuts returns the index in order at which each shard ends.
func (s *splitter) cuts() []int {
	n := len(s.order)
	cost := make([]float64, n+1) // of the best cuts of the forms before
	from := make([]int32, n+1)   // where the last of their shards begins
	cut := make([]float64, n)    // what a cut before a form costs in the root
	in := make([]int32, len(s.c.terms))
	for end := 1; end <= n; end++ {
		if end < n {
			cut[end] = s.cutBytes(end)
		}
		best, bestStart := math.Inf(1), end-1
		size, share := int32(shardBytes), 0.0
		for start := end - 1; start >= 0 && start >= end-maxForms; start-- {
			t := s.c.termOf[s.order[start]]
			size += s.size[start]
			if in[t] != int32(end) {
				in[t] = int32(end)
				size += s.term[t]
				share += s.share[t]
			}
			if size > maxShard && start < end-1 {
				break
			}
			if total := cost[start] + cut[start] + wordsAsked*share*float64(size); total < best {
				best, bestStart = total, start
			}
		}
		cost[end], from[end] = best, int32(bestStart)
	}
	var cuts []int
	for end := n; end > 0; end = int(from[end]) {
		cuts = append(cuts, end)
	}
	slices.Reverse(cuts)
	return cuts
}

// cutBytes is about what a cut before the i-th form and the name of the shard
// take in the root, compressed.
func (s *splitter) cutBytes(i int) float64 {
	cut := separator(s.c.forms.all[s.order[i-1]], s.c.forms.all[s.order[i]])
	const hash = float64(groupHash) / shardGroup
	letters := utf8.RuneCountInString(cut)
	wide := (len(cut) - letters) / 2
	return hash + 1 + .6*float64(letters) + 1.1*float64(wide)
}

// shard gathers the forms from start to end.
func (s *splitter) shard(start, end int, w *weigher) *shard {
	var out shard
	local := map[int32]int{}
	for _, id := range s.order[start:end] {
		if len(s.c.forms.all[id]) > maxForm {
			continue
		}
		t := s.c.termOf[id]
		n, ok := local[t]
		if !ok {
			n = len(local)
			local[t] = n
			head, tail := split(w.impacts(t))
			out.weights = append(out.weights, w.weight(t))
			out.heads = append(out.heads, head)
			out.tails = append(out.tails, tail)
		}
		out.forms = append(out.forms, s.c.forms.all[id])
		out.terms = append(out.terms, n)
	}
	return &out
}
