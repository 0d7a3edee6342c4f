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

	termNear   = 8                // a form this near behind one of its term brings no impacts of its own
	usualBytes = 1000             // of a shard
	usualShare = shareUnit / 1000 // of queries' words that load a shard
)

// splitter cuts the sorted forms into shards. Costs are whole numbers, so that
// they are the same on every machine.
type splitter struct {
	size  []int32 // compressed bytes of the forms before each place, and of all
	share []int64 // likewise, how likely a word of a query is among them, in parts of shareUnit
	cut   []int64 // what a cut at each place costs in the root
}

// shareUnit is the share of all words. A byte of a shard that one in shareUnit
// words loads costs 1.
const shareUnit = 1 << 30

// rootUnit is in how many parts square roots are added up.
const rootUnit = 64

func newSplitter(d *dictionary, common map[string]bool) *splitter {
	n := len(d.order)
	s := &splitter{make([]int32, n+1), make([]int64, n+1), make([]int64, n+1)}
	share := d.shares(common)
	parts := max((n+spanOfForms-1)/spanOfForms, 1)
	parallel(parts, func(part int) {
		for i := part * spanOfForms; i < min(n, (part+1)*spanOfForms); i++ {
			id := d.order[i]
			form := d.forms.form(id)
			s.size[i+1] = int32(formBytes + len(form)/2)
			if t := d.term[id]; !d.near(i, t) {
				s.size[i+1] += int32(d.termBytes(t))
				s.share[i+1] = int64(share(t))
			}
			if i > 0 {
				s.cut[i] = cutBytes(d.forms.form(d.order[i-1]), form)
			}
		}
	})
	s.keepTogether(d, share)
	for i := range n {
		s.size[i+1] += s.size[i]
		s.share[i+1] += s.share[i]
	}
	return s
}

// keepTogether makes cuts between near forms of a term cost what it costs that
// the term is then in both shards.
func (s *splitter) keepTogether(d *dictionary, share func(int32) float64) {
	before := map[int32]int{} // place of each term's form before
	for i, id := range d.order {
		t := d.term[id]
		if !d.many[t] {
			continue
		}
		if from, ok := before[t]; ok && i-from <= termNear {
			size, share := int64(d.termBytes(t)), int64(share(t))
			for at := from + 1; at <= i; at++ {
				s.cut[at] += wordsAsked * (usualBytes*share + size*usualShare + size*share)
			}
		}
		before[t] = i
	}
}

// termBytes is about what the impacts of a term take in a shard.
func (d *dictionary) termBytes(term int32) int {
	n := min(max(int(d.count[term]), 1), maxHead)
	return termBytes + n*(ricePower(n, len(d.lengths))+6)/8
}

// spanOfForms is how many forms are looked at together.
const spanOfForms = 1 << 12

// near says whether one of the forms just before a place has the same term.
func (d *dictionary) near(place int, term int32) bool {
	if !d.many[term] {
		return false
	}
	for _, id := range d.order[max(place-termNear, 0):place] {
		if d.term[id] == term {
			return true
		}
	}
	return false
}

// shares gives for each term how likely a word of a query is one of its forms.
func (d *dictionary) shares(common map[string]bool) func(term int32) float64 {
	asked, rooted := 0, 0
	for id, t := range d.term {
		if int32(id) == t {
			asked += int(d.asked[t])
			rooted += int(rootUnit * math.Sqrt(float64(d.count[t])))
		}
	}
	// Rounded, so that an article more does not move all cuts.
	asked, rooted = max(rounded(asked, totalBits), 1), max(rounded(rooted, totalBits), 1)
	unasked := map[int32]bool{} // queries do not look them up
	for form := range common {
		if id, ok := d.find(form); ok {
			unasked[d.term[id]] = true
		}
	}
	return func(t int32) float64 {
		if unasked[t] {
			return 0
		}
		titles := float64(titleShare * float64(d.asked[t]) / float64(asked))
		texts := float64((1 - titleShare) * rootUnit * math.Sqrt(float64(d.count[t])) / float64(rooted))
		return math.Round(float64(shareUnit * float64(titles+texts)))
	}
}

// cutBytes is about what a cut between two forms and the name of the shard take
// in the root, compressed.
func cutBytes(before, form []byte) int64 {
	cut := separator(before, form)
	const hash = float64(groupHash) / shardGroup
	letters := utf8.RuneCount(cut)
	wide := (len(cut) - letters) / 2
	return int64(math.Round(shareUnit * float64(hash+1+float64(.6*float64(letters))+float64(1.1*float64(wide)))))
}

// loaded is what a shard of the forms from start to end costs queries.
func (s *splitter) loaded(start, end int) int64 {
	size := int64(s.size[end]-s.size[start]) + shardBytes
	return wordsAsked * size * (s.share[end] - s.share[start])
}

// fits says whether a shard may have the forms from start to end.
func (s *splitter) fits(start, end int) bool {
	return end-start == 1 || end-start <= maxForms && s.size[end]-s.size[start] <= maxShard-shardBytes
}

// beginning is a place where the last shard may begin, and the first end for
// which it is the best.
type beginning struct{ start, best int }

// cuts returns the places at which each shard ends. A shard costs more than its
// parts together, so the best beginning of the last shard only moves on as forms
// are added: a later one overtakes an earlier one and stays ahead. ahead are
// those that are the best from some end on, in order (Galil and Park, Dynamic
// programming with convexity, concavity and sparsity, 1992).
func (s *splitter) cuts() []int {
	n := len(s.size) - 1
	cost, from := make([]int64, n+1), make([]int32, n+1)
	ahead := []beginning{{0, 1}}
	for end := 1; end <= n; end++ {
		for len(ahead) > 1 && ahead[1].best <= end {
			ahead = ahead[1:]
		}
		start := ahead[0].start
		cost[end], from[end] = cost[start]+s.cut[start]+s.loaded(start, end), int32(start)
		for len(ahead) > 1 && s.overtakes(cost, end, ahead[len(ahead)-1].start, ahead[len(ahead)-1].best) {
			ahead = ahead[:len(ahead)-1]
		}
		last := ahead[len(ahead)-1]
		low, high := max(last.best, end+1), min(n, max(last.start, end)+maxForms)+1
		for low < high {
			if middle := (low + high) / 2; s.overtakes(cost, end, last.start, middle) {
				high = middle
			} else {
				low = middle + 1
			}
		}
		if low <= n {
			ahead = append(ahead, beginning{end, low})
		}
	}
	var cuts []int
	for end := n; end > 0; end = int(from[end]) {
		cuts = append(cuts, end)
	}
	slices.Reverse(cuts)
	return cuts
}

// overtakes says whether the last shard does better to begin late than early.
func (s *splitter) overtakes(cost []int64, late, early, end int) bool {
	if !s.fits(early, end) {
		return true
	}
	return cost[late]+s.cut[late]+s.loaded(late, end) <= cost[early]+s.cut[early]+s.loaded(early, end)
}
