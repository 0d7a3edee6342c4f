package search

import (
	"maps"
	"sort"
)

// place is the number of the shard that has a form, if any has.
func (x *Shards) place(form string) int { return x.root.place(form) }

func (r *root) place(form string) int {
	return sort.Search(len(r.cuts), func(i int) bool { return r.cuts[i] > form })
}

// holds says whether forms lie between the cuts of a shard: a stale file with
// the same name has others.
func (r *root) holds(i int, forms []string) bool {
	return len(forms) == 0 || (i == 0 || forms[0] >= r.cuts[i-1]) && (i == len(r.cuts) || forms[len(forms)-1] < r.cuts[i])
}

func (x *Shards) shard(i int) *shard {
	if s, ok := x.loaded[i]; ok {
		return s
	}
	x.loaded[i] = nil
	if i >= x.root.shardCount() {
		return nil
	}
	data, err := x.file(x.shardName(i))
	if err == nil {
		var s *shard
		if s, err = decodeShard(data, x.root.Sections); err == nil && !x.root.holds(i, s.forms) {
			err = errDamaged
		}
		if err == nil {
			x.loaded[i] = s
		}
	}
	x.fault = x.fault || err != nil
	return x.loaded[i]
}

func (x *Shards) file(name string) ([]byte, error) {
	data, err := x.read(name)
	if err != nil {
		return nil, err
	}
	return inflate(data)
}

// hasTails says whether one of the terms has more than its head.
func (x *Shards) hasTails(clauses []resolved) bool {
	any := false
	eachTerm(clauses, func(f foundTerm, _ int) { any = any || x.loaded[f.shard].tailLen[f.term] > 0 })
	return any
}

func (x *Shards) loadTails(clauses []resolved) {
	eachTerm(clauses, func(f foundTerm, _ int) {
		s := x.loaded[f.shard]
		if s.tailLen[f.term] == 0 || s.tails != nil || x.tails[f.shard] {
			return
		}
		x.tails[f.shard] = true
		data, err := x.file(tailName(x.tree, s.tail))
		if err == nil {
			err = s.decodeTail(data, x.root.Sections)
		}
		x.fault = x.fault || err != nil
	})
}

func eachTerm(clauses []resolved, do func(f foundTerm, clause int)) {
	for i := range clauses {
		for _, w := range clauses[i].ways {
			for _, f := range w.terms {
				do(f, i)
			}
		}
	}
}

// loadHan says whether there are pairs of characters to be had.
func (x *Shards) loadHan() bool {
	if x.root.Han == "" || x.scan.han != nil {
		return x.scan.han != nil
	}
	data, err := x.file(hanName(x.tree, x.root.Han))
	if err != nil {
		x.fault = true
		return false
	}
	x.scan.han = parseHan(string(data))
	return true
}

// fresh forgets the faults of the search before, so that files are tried again.
func (x *Shards) fresh() {
	x.fault = false
	clear(x.tails)
	maps.DeleteFunc(x.loaded, func(_ int, s *shard) bool { return s == nil })
	maps.DeleteFunc(x.texts, func(_ int, f *textFile) bool { return f == nil })
}
