package search

import (
	"fmt"
	"slices"
	"strings"
)

// Options narrow a search of the shards, as in the browser.
type Options struct {
	Kinds    []string // any of these; empty: all
	Products []string // at least one of these
	Versions []string // any of these
	Langs    []string // text in any of these
	Limit    int      // hits; 10 where it is 0
	// Tails also counts the occurrences of frequent words that ranking leaves
	// out as long as there are hits enough, so that Total is exact.
	Tails bool
}

const (
	defaultLimit = 10
	maxLimit     = 100
)

// Shards reads the browser's index of a tree in Go and finds the same hits in
// the same order. It keeps what it has read, and serves one goroutine.
type Shards struct {
	tree   string
	read   func(name string) ([]byte, error)
	root   *root
	table  *table
	loaded map[int]*shard    // nil for one that the present search could not read
	texts  map[int]*textFile // likewise
	words  []word            // nil until they are needed
	tails  map[int]bool      // shards whose tails the present search has asked for
	scan   scanner
	fault  bool // of the present search
}

// OpenShards opens a tree's index. read returns a file by its name, as
// File.Name has it.
func OpenShards(tree string, read func(name string) ([]byte, error)) (*Shards, error) {
	data, err := read(rootName(tree))
	if err != nil {
		return nil, err
	}
	r, err := decodeRoot(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rootName(tree), err)
	}
	name := tableName(tree, r.Table)
	if data, err = read(name); err == nil {
		data, err = inflate(data)
	}
	if err != nil {
		return nil, err
	}
	t, err := decodeTable(data, r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Shards{
		tree: tree, read: read, root: r, table: t,
		loaded: map[int]*shard{}, tails: map[int]bool{}, texts: map[int]*textFile{},
	}, nil
}

// Search finds pages. A part of the index that cannot be read is left out, and
// the results say so.
func (x *Shards) Search(text string, o Options) Results {
	x.fresh()
	if o.Limit == 0 {
		o.Limit = defaultLimit
	}
	o.Limit = min(o.Limit, maxLimit)
	q := x.parse(text)
	q.widen(strings.Fields(q.key), x.hints(&q), hintWeight)
	clauses := make([]resolved, len(q.clauses))
	for i := range q.clauses {
		clauses[i] = resolve(&q.clauses[i], x)
	}
	x.sound(&q, clauses)
	x.mend(clauses)
	needed, ok := x.needed(&q)
	if !ok {
		clauses = nil
	}
	tails := o.Tails || len(needed) > 0
	chosen, facets := x.filter(x.rank(clauses, needed, tails), &o)
	if !tails && len(chosen) < o.Limit && x.hasTails(clauses) {
		chosen, facets = x.filter(x.rank(clauses, needed, true), &o)
	}
	out := Results{Total: len(chosen), Facets: facets, Hits: []Hit{}}
	forms := x.forms(clauses)
	if len(q.phrases) > 0 {
		out.Total -= x.show(&out, chosen[:min(len(chosen), maxVerified)], &q, forms, o.Limit)
	} else {
		var pinned int
		chosen, pinned = x.pin(q.key, chosen, &o)
		out.Total = len(chosen)
		x.show(&out, chosen[:min(len(chosen), o.Limit)], &q, forms, o.Limit)
		for i := range out.Hits {
			out.Hits[i].Pinned = slices.ContainsFunc(chosen[:pinned], func(r ranked) bool { return r.page == out.Hits[i].page })
		}
	}
	promote(out.Hits, q.key, x.scan.han)
	out.Suggestion = suggestion(&q, clauses)
	out.Incomplete = x.fault
	return out
}

// parse takes a query apart. It learns traditional characters first if the site
// has text in them, else if the query has some that the index lacks.
func (x *Shards) parse(text string) query {
	if x.root.Hant {
		x.loadHan()
	}
	q := x.root.parse(text, x.scan.han)
	if !x.root.Hant && x.scan.han == nil && q.strange(x) && x.loadHan() {
		return x.root.parse(text, x.scan.han)
	}
	return q
}

// sound looks for titles that sound like words that the index lacks.
func (x *Shards) sound(q *query, clauses []resolved) {
	if !x.root.Sounds {
		return
	}
	for i := range clauses {
		if c := &clauses[i]; c.foreign != "" {
			c.sound(soundWays(c.foreign, q.clauses[i].last), q.clauses[i].last, x)
		}
	}
}

// mend looks for corrections of words that the index has nothing like.
func (x *Shards) mend(clauses []resolved) {
	for i := range clauses {
		c := &clauses[i]
		if c.unknown == "" {
			continue
		}
		if x.words == nil {
			data, err := x.file(wordsName(x.tree, x.root.Words))
			if err == nil {
				x.words, err = decodeWords(data)
			}
			if err != nil {
				x.fault = true
				return
			}
		}
		c.mend(corrections(x.words, c.unknown), x)
	}
}

func (x *Shards) rank(clauses []resolved, needed []foundTerm, tails bool) []ranked {
	if tails {
		x.loadTails(clauses)
	}
	return rank(clauses, needed, x.table, x.shard, tails)
}
