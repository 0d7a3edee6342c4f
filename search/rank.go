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

// list is the sections of a term with their values.
type list struct {
	at      []int32 // of each impact, the place of its section among those found
	impacts []impact
	weight  int
}

// ranker adds up the clauses of a query over the sections that it finds: it
// takes memory for those alone.
type ranker struct {
	shards   func(i int) *shard
	tails    bool    // count the tails too
	sections []int32 // that are found, in order
	scores   []score // of each of them
	way      []score // of the present way
	best     []score // of the present clause
	total    int     // what all clauses could cover
}

// rank returns the pages with sections that have the needed terms and meet
// clauses, each with its best section, the best first.
func rank(clauses []resolved, needed []foundTerm, t *table, shards func(int) *shard, tails bool) []ranked {
	r := ranker{shards: shards, tails: tails}
	r.gather(clauses)
	for i := range clauses {
		r.add(&clauses[i])
	}
	if len(needed) > 0 {
		r.need(needed)
	}
	return r.pages(t)
}

// gather finds the sections that any clause meets.
func (r *ranker) gather(clauses []resolved) {
	for i := range clauses {
		for _, w := range clauses[i].ways {
			for _, t := range w.terms {
				for _, impacts := range r.lists(t) {
					for _, p := range impacts {
						r.sections = append(r.sections, p.section)
					}
				}
			}
		}
	}
	slices.Sort(r.sections)
	r.sections = slices.Compact(r.sections)
	n := len(r.sections)
	all := make([]score, 3*n)
	r.scores, r.way, r.best = all[:n:n], all[n:2*n:2*n], all[2*n:]
}

// lists are a term's impacts: those of its head, and those of its tail.
func (r *ranker) lists(t foundTerm) [2][]impact {
	s := r.shards(t.shard)
	if r.tails && s.tails != nil {
		return [2][]impact{s.heads[t.term], s.tails[t.term]}
	}
	return [2][]impact{s.heads[t.term]}
}

// located are the lists of some terms with the places of their sections. What
// is not among those found is left out.
func (r *ranker) located(terms []foundTerm) []list {
	var out []list
	for _, t := range terms {
		for _, impacts := range r.lists(t) {
			l := list{make([]int32, 0, len(impacts)), make([]impact, 0, len(impacts)), t.weight}
			at := 0
			for _, p := range impacts {
				for at < len(r.sections) && r.sections[at] < p.section {
					at++
				}
				if at < len(r.sections) && r.sections[at] == p.section {
					l.at, l.impacts = append(l.at, int32(at)), append(l.impacts, p)
				}
			}
			out = append(out, l)
		}
	}
	return out
}

// need leaves out the sections that lack one of these terms.
func (r *ranker) need(terms []foundTerm) {
	have := make([]int, len(r.sections))
	for _, l := range r.located(terms) {
		for _, at := range l.at {
			have[at]++
		}
	}
	for at, n := range have {
		if n < len(terms) {
			r.scores[at] = score{}
		}
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
	ways := make([][]list, len(c.ways))
	for i := range c.ways {
		ways[i] = r.located(c.ways[i].terms)
		r.addWay(&c.ways[i], ways[i], nominal)
	}
	for _, lists := range ways {
		for _, l := range lists {
			for _, at := range l.at {
				s, b := &r.scores[at], &r.best[at]
				s.sum += b.sum
				s.cover += b.cover
				s.title += b.title
				s.heading += b.heading
				*b = score{}
			}
		}
	}
}

// addWay gathers a way and keeps it where it is the clause's best so far.
func (r *ranker) addWay(w *resolvedWay, lists []list, nominal int) {
	for _, l := range lists {
		for i, at := range l.at {
			s, value := &r.way[at], l.impacts[i].value
			s.sum += l.weight * w.weight * int(value&maxLevel)
			s.cover++
			if value&titleBit != 0 {
				s.title++
			}
			if value&headingBit != 0 {
				s.heading++
			}
		}
	}
	for _, l := range lists {
		for _, at := range l.at {
			s, b := &r.way[at], &r.best[at]
			if s.sum > b.sum {
				b.sum = s.sum
				b.cover = nominal * s.cover / w.size
				b.title = nominal * s.title / w.size
				b.heading = nominal * s.heading / w.size
			}
			*s = score{}
		}
	}
}

// pages returns the pages that were found.
func (r *ranker) pages(t *table) []ranked {
	var out []ranked
	total := max(r.total, 1)
	for i, section := range r.sections {
		s := &r.scores[i]
		if s.sum == 0 {
			continue
		}
		bonus := coverBonus*s.cover + titleBonus*s.title + headingBonus*s.heading
		sum := s.sum + s.sum*bonus/(scoreUnit*total)
		page := t.pageOf[section]
		sum += sum * int(t.fresh[page]) / freshUnit
		if n := len(out); n > 0 && out[n-1].page == page {
			if sum > out[n-1].score {
				out[n-1] = ranked{page, section, sum}
			}
			continue
		}
		out = append(out, ranked{page, section, sum})
	}
	slices.SortFunc(out, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.page, b.page))
	})
	return out
}
