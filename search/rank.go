package search

import (
	"cmp"
	"slices"
)

// All of ranking is done in integers below 2^53, so that Go and the browser
// come to the same order.

const (
	freshUnit    = 128 // what freshness counts is taken over so much
	scoreUnit    = 16
	coverBonus   = 8 // sixteenths added where all clauses are met
	titleBonus   = 6 // sixteenths added where all are met in the title
	headingBonus = 6 // sixteenths added where all are met in the heading
)

// ranked is a page with its best section.
type ranked struct {
	page, section int32
	score         int
}

// score is what a section has gathered.
type score struct {
	sum, cover, title, heading int
}

// ranker adds up the clauses of a query over a tree's sections.
type ranker struct {
	shards func(i int) *shard
	tails  bool // count the tails too
	scores []score
	way    []score // of the present way
	best   []score // of the present clause
	total  int     // what all clauses could cover
	needed int     // terms that a section must have
	have   []int   // how many of them each section has; nil where none are needed
}

func newRanker(sections int, shards func(int) *shard, tails bool) *ranker {
	return &ranker{shards, tails, make([]score, sections), make([]score, sections), make([]score, sections), 0, 0, nil}
}

// need leaves out the sections that lack one of these terms.
func (r *ranker) need(terms []foundTerm) {
	r.needed, r.have = len(terms), make([]int, len(r.scores))
	for _, t := range terms {
		r.each(&resolvedWay{terms: []foundTerm{t}}, func(p impact, _ int) { r.have[p.section]++ })
	}
}

// add counts a clause: in each section its best way.
func (r *ranker) add(c *resolved) {
	nominal := 0
	for _, w := range c.ways {
		sum := 0
		for _, t := range w.terms {
			sum += t.weight
		}
		nominal = max(nominal, sum)
	}
	if c.part {
		nominal = 0
	}
	r.total += nominal
	for i := range c.ways {
		r.addWay(&c.ways[i], nominal)
	}
	for i := range c.ways {
		r.each(&c.ways[i], func(p impact, _ int) {
			s, b := &r.scores[p.section], &r.best[p.section]
			s.sum += b.sum
			s.cover += b.cover
			s.title += b.title
			s.heading += b.heading
			*b = score{}
		})
	}
}

// addWay gathers a way and keeps it where it is the clause's best so far.
func (r *ranker) addWay(w *resolvedWay, nominal int) {
	r.each(w, func(p impact, weight int) {
		s := &r.way[p.section]
		s.sum += weight * w.weight * int(p.value&maxLevel)
		s.cover++
		if p.value&titleBit != 0 {
			s.title++
		}
		if p.value&headingBit != 0 {
			s.heading++
		}
	})
	r.each(w, func(p impact, _ int) {
		s, b := &r.way[p.section], &r.best[p.section]
		if s.sum > b.sum {
			b.sum = s.sum
			b.cover = nominal * s.cover / w.size
			b.title = nominal * s.title / w.size
			b.heading = nominal * s.heading / w.size
		}
		*s = score{}
	})
}

func (r *ranker) each(w *resolvedWay, do func(p impact, weight int)) {
	for _, t := range w.terms {
		s := r.shards(t.shard)
		for _, p := range s.heads[t.term] {
			do(p, t.weight)
		}
		if r.tails && s.tails != nil {
			for _, p := range s.tails[t.term] {
				do(p, t.weight)
			}
		}
	}
}

// pages returns the pages that were found, each with its best section, the
// best first.
func (r *ranker) pages(t *table) []ranked {
	var out []ranked
	total := max(r.total, 1)
	for i := range r.scores {
		s := &r.scores[i]
		if s.sum == 0 || r.have != nil && r.have[i] < r.needed {
			continue
		}
		bonus := coverBonus*s.cover + titleBonus*s.title + headingBonus*s.heading
		sum := s.sum + s.sum*bonus/(scoreUnit*total)
		page := t.pageOf[i]
		sum += sum * int(t.fresh[page]) / freshUnit
		if n := len(out); n > 0 && out[n-1].page == page {
			if sum > out[n-1].score {
				out[n-1] = ranked{page, int32(i), sum}
			}
			continue
		}
		out = append(out, ranked{page, int32(i), sum})
	}
	slices.SortFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.page, b.page))
	})
	return out
}
