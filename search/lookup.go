package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
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
	ways    []resolvedWay
	part    bool
	unknown string // the clause's word, where nothing like it was found
	fix     string // what the clause's word is taken for, where it is misspelt
	foreign string // the clause's word, where the index lacks it as it stands
	guessed bool   // the ways are words that look like it
}

// lexicon is what lookups ask: shards by number, nil where one is missing.
type lexicon interface {
	place(form string) int
	shard(i int) *shard
}

// lastPlace is the shard up to which longer forms are looked for: where they
// end, or the next shard, whichever comes first.
func lastPlace(place func(string) int, form string) int {
	return min(place(form)+1, place(form+"\U0010FFFF"))
}

// resolve finds a clause's terms.
func resolve(c *clause, lex lexicon) resolved {
	out := resolved{part: c.part}
	for _, w := range c.ways {
		r := resolvedWay{size: len(w.forms), weight: w.weight}
		for _, form := range w.forms {
			if f, ok := lookup(lex, form); ok {
				r.terms = append(r.terms, f)
			}
		}
		if len(r.terms) > 0 {
			out.ways = append(out.ways, r)
		}
	}
	if own := c.ways[0].forms; len(own) == 1 && !c.part && len(out.ways) == 0 {
		out.foreign = own[0]
	}
	if c.last {
		out.longer(lex, c.ways[0])
	}
	if len(out.ways) == 0 && out.foreign != "" {
		out.guessed = true
		out.near(lex, out.foreign)
	}
	return out
}

// mend adds corrections, whose shards are loaded.
func (r *resolved) mend(fixes []fix, lex lexicon) {
	for _, fix := range fixes {
		if f, ok := lookup(lex, fix.form); ok {
			r.ways = append(r.ways, resolvedWay{[]foundTerm{f}, 1, fixWeightOf(fix.distance)})
			if r.fix == "" {
				r.fix = fix.form
			}
		}
	}
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
	form                    string
	shared, count, distance int
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
			list = append(list, candidate{f, form, 0, s.count(f.term), 0})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.count, a.count) })
	for _, c := range list[:min(len(list), maxLonger)] {
		r.ways = append(r.ways, resolvedWay{[]foundTerm{c.foundTerm}, 1, weight})
	}
}

// near adds words that an unknown one may be a misspelling of, or that share
// all but its ending.
func (r *resolved) near(lex lexicon, form string) {
	i := lex.place(form)
	s, letters, limit := lex.shard(i), []rune(form), slips(form)
	if s == nil || limit == 0 {
		return
	}
	var list []candidate
	for at, other := range s.forms {
		o := []rune(other)
		shared := 0
		for shared < len(o) && shared < len(letters) && o[shared] == letters[shared] {
			shared++
		}
		d := distance(letters, o, limit)
		ending := shared >= max(nearShared, len(letters)-nearEnding) && len(o) <= shared+nearEnding
		f := foundTerm{i, s.terms[at], int(s.weights[s.terms[at]])}
		if (d <= limit || ending) && !isSound(other) {
			list = append(list, candidate{f, other, shared, s.count(f.term), d})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.shared, a.shared), cmp.Compare(b.count, a.count))
	})
	for i, c := range list {
		if hasTerm(list[:i], c.foundTerm) {
			continue
		}
		if len(r.ways) == maxNear {
			break
		}
		weight := nearWeight
		if c.distance <= limit {
			weight = fixWeightOf(c.distance)
		}
		r.ways = append(r.ways, resolvedWay{[]foundTerm{c.foundTerm}, 1, weight})
	}
	if len(list) == 0 {
		r.unknown = form
	} else if best := list[0]; best.distance <= limit && best.shared < min(len(letters), utf8.RuneCountInString(best.form))-1 {
		r.fix = best.form // more than another ending
	}
}

func hasTerm(list []candidate, f foundTerm) bool {
	return slices.ContainsFunc(list, func(c candidate) bool { return c.shard == f.shard && c.term == f.term })
}

// count is the number of sections that a term stands in.
func (s *shard) count(term int) int { return len(s.heads[term]) + s.tailLen[term] }
