package search

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxLonger  = 12 // words that the last one may become
	maxNear    = 6
	nearShared = 4 // characters that words with another ending share at least
	nearEnding = 3 // characters that endings may have
)

// foundTerm is a term of the index that a query asks for.
type foundTerm struct {
	shard  int
	term   int
	weight int // of the word, at most what its way allows
}

// resolvedWay is a way with its terms; those that the index lacks are left out.
type resolvedWay struct {
	terms  []foundTerm
	size   int // forms of the way, found or not
	weight int
}

// resolved is a clause with its terms.
type resolved struct {
	ways []resolvedWay
	part bool
}

// lexicon is what lookups ask: shards by number, nil where one is missing.
type lexicon interface {
	place(form string) int
	shard(i int) *shard
}

// wanted are the numbers of the shards that a query needs, each once.
func (q *query) wanted(place func(string) int) []int {
	var out []int
	add := func(i int) {
		if !slices.Contains(out, i) {
			out = append(out, i)
		}
	}
	for _, c := range q.clauses {
		for _, w := range c.ways {
			for _, form := range w.forms {
				add(place(form))
			}
		}
		if c.last {
			add(lastPlace(place, c.ways[0].forms[0]))
		}
	}
	return out
}

// lastPlace is the shard up to which longer forms are looked for: where they
// end, or the next shard, whichever comes first.
func lastPlace(place func(string) int, form string) int {
	return min(place(form)+1, place(form+"\U0010FFFF"))
}

// resolve finds a clause's terms.
func resolve(c *clause, lex lexicon) resolved {
	out := resolved{part: c.part}
	for i, w := range c.ways {
		r := resolvedWay{size: len(w.forms), weight: w.weight}
		for _, form := range w.forms {
			if f, ok := lookup(lex, form); ok {
				r.terms = append(r.terms, f)
			} else if i == 0 && !c.last && len(w.forms) == 1 {
				out.ways = append(out.ways, near(lex, form)...)
			}
		}
		if len(r.terms) > 0 {
			out.ways = append(out.ways, r)
		}
	}
	if c.last {
		out.longer(lex, c.ways[0])
	}
	return out
}

func lookup(lex lexicon, form string) (foundTerm, bool) {
	i := lex.place(form)
	s := lex.shard(i)
	if s == nil {
		return foundTerm{}, false
	}
	at, ok := s.find(form)
	if !ok {
		return foundTerm{}, false
	}
	t := s.terms[at]
	return foundTerm{i, t, int(s.weights[t])}, true
}

// candidate is a form that might stand for another.
type candidate struct {
	foundTerm
	shared, count int
}

// longer adds the terms whose forms begin with the clause's last word: the
// most frequent ones, none rarer in weight than the word itself.
func (r *resolved) longer(lex lexicon, own way) {
	form := own.forms[0]
	exact, known := lookup(lex, form)
	weight, cap := endingWeight, maxWeight
	if known {
		weight, cap = longerWeight, exact.weight
	}
	if own.weight < fullWeight {
		weight = weight * own.weight / fullWeight
	}
	var list []candidate
	for i := lex.place(form); i <= lastPlace(lex.place, form); i++ {
		s := lex.shard(i)
		if s == nil {
			continue
		}
		at, _ := s.find(form)
		for ; at < len(s.forms) && strings.HasPrefix(s.forms[at], form); at++ {
			f := foundTerm{i, s.terms[at], min(int(s.weights[s.terms[at]]), cap)}
			if known && f.shard == exact.shard && f.term == exact.term || hasTerm(list, f) {
				continue
			}
			list = append(list, candidate{f, 0, s.count(f.term)})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.count, a.count) })
	for _, c := range list[:min(len(list), maxLonger)] {
		r.ways = append(r.ways, resolvedWay{[]foundTerm{c.foundTerm}, 1, weight})
	}
}

// near are words that share all but the ending with one that the index lacks.
func near(lex lexicon, form string) []resolvedWay {
	i := lex.place(form)
	s, runes := lex.shard(i), []rune(form)
	if s == nil || len(runes) < nearShared {
		return nil
	}
	var list []candidate
	for at, other := range s.forms {
		o := []rune(other)
		shared := 0
		for shared < len(o) && shared < len(runes) && o[shared] == runes[shared] {
			shared++
		}
		f := foundTerm{i, s.terms[at], int(s.weights[s.terms[at]])}
		if shared >= max(nearShared, len(runes)-nearEnding) && len(o) <= shared+nearEnding && !hasTerm(list, f) {
			list = append(list, candidate{f, shared, s.count(f.term)})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(b.count, a.count))
	})
	var out []resolvedWay
	for _, c := range list[:min(len(list), maxNear)] {
		out = append(out, resolvedWay{[]foundTerm{c.foundTerm}, 1, nearWeight})
	}
	return out
}

func hasTerm(list []candidate, f foundTerm) bool {
	return slices.ContainsFunc(list, func(c candidate) bool { return c.shard == f.shard && c.term == f.term })
}

// count is the number of sections that a term stands in.
func (s *shard) count(term int) int { return len(s.heads[term]) + s.tailLen[term] }
