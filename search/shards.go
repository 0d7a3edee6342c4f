package search

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
)

// Options narrow a search of the shards, as in the browser.
type Options struct {
	Kinds    []string // any of these; empty: all
	Products []string // at least one of these
	Versions []string // any of these
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
	t, err := decodeTable(data, r.Pages, r.Sections)
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

// fresh forgets the faults of the search before, so that files are tried again.
func (x *Shards) fresh() {
	x.fault = false
	clear(x.tails)
	maps.DeleteFunc(x.loaded, func(_ int, s *shard) bool { return s == nil })
	maps.DeleteFunc(x.texts, func(_ int, f *textFile) bool { return f == nil })
}

// show adds hits up to the limit and returns how many pages lack a phrase.
func (x *Shards) show(out *Results, pages []ranked, q *query, forms map[string]int, limit int) (rejected int) {
	for _, page := range pages {
		if len(out.Hits) == limit {
			break
		}
		if len(q.phrases) > 0 && !x.hasPhrases(page, q.phrases) {
			rejected++
			continue
		}
		if hit, ok := x.hit(page, forms, len(q.clauses)); ok {
			hit.page = page.page
			out.Hits = append(out.Hits, hit)
		}
	}
	return rejected
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

// place is the number of the shard that has a form, if any has.
func (x *Shards) place(form string) int {
	return sort.Search(len(x.root.cuts), func(i int) bool { return x.root.cuts[i] > form })
}

func (x *Shards) shard(i int) *shard {
	if s, ok := x.loaded[i]; ok {
		return s
	}
	x.loaded[i] = nil
	if i >= x.root.shardCount() {
		return nil
	}
	data, err := x.file(shardName(x.tree, x.root.Shards[i/shardsPerHash], i))
	if err == nil {
		var s *shard
		if s, err = decodeShard(data, x.root.Sections); err == nil {
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
		data, err := x.file(tailName(x.tree, x.root.Shards[f.shard/shardsPerHash], f.shard))
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

func (x *Shards) rank(clauses []resolved, needed []foundTerm, tails bool) []ranked {
	if tails {
		x.loadTails(clauses)
	}
	r := newRanker(x.root.Sections, x.shard, tails)
	if len(needed) > 0 {
		r.need(needed)
	}
	for i := range clauses {
		r.add(&clauses[i])
	}
	return r.pages(x.table)
}

// filter keeps the pages that the options allow, and counts what each filter
// could choose among those that the others allow.
func (x *Shards) filter(pages []ranked, o *Options) ([]ranked, Facets) {
	var out []ranked
	t := x.table
	kinds, products, versions := make([]int, len(t.Kinds)), make([]int, len(t.Products)), make([]int, len(t.Versions))
	for _, p := range pages {
		class := &t.Classes[t.class[p.page]]
		kind := allowed(o.Kinds, t.Kinds, class.Kind)
		product := allowed(o.Products, t.Products, class.Products...)
		version := allowed(o.Versions, t.Versions, class.Version)
		if kind && product && version {
			out = append(out, p)
		}
		if product && version {
			kinds[class.Kind]++
		}
		if kind && version {
			for _, i := range class.Products {
				products[i]++
			}
		}
		if kind && product {
			versions[class.Version]++
		}
	}
	return out, Facets{facets(t.Kinds, kinds), facets(t.Products, products), facets(t.Versions, versions)}
}

func allowed(wanted, names []string, have ...int) bool {
	if len(wanted) == 0 {
		return true
	}
	return slices.ContainsFunc(have, func(i int) bool { return slices.Contains(wanted, names[i]) })
}

// facets lists the values that were counted, the most frequent first.
func facets(names []string, counts []int) []Facet {
	out := []Facet{}
	for i, n := range counts {
		if n > 0 && names[i] != "" {
			out = append(out, Facet{names[i], n})
		}
	}
	slices.SortStableFunc(out, func(a, b Facet) int { return b.Count - a.Count })
	return out
}

// pin puts the pages that are pinned to a query first, as far as the filters
// allow them.
func (x *Shards) pin(key string, pages []ranked, o *Options) ([]ranked, int) {
	var first []ranked
	for _, page := range x.root.Pins[key] {
		if page < 0 || page >= x.root.Pages {
			continue
		}
		p := ranked{page: int32(page), section: x.table.first[page]}
		i := slices.IndexFunc(pages, func(r ranked) bool { return r.page == p.page })
		if i >= 0 {
			p = pages[i]
		}
		if kept, _ := x.filter([]ranked{p}, o); len(kept) == 0 {
			continue
		}
		if i >= 0 {
			pages = slices.Delete(slices.Clone(pages), i, i+1)
		}
		first = append(first, p)
	}
	return append(first, pages...), len(first)
}

// forms are all forms of the terms that a query found, with their clause.
func (x *Shards) forms(clauses []resolved) map[string]int {
	out := map[string]int{}
	eachTerm(clauses, func(f foundTerm, clause int) {
		s := x.loaded[f.shard]
		for i, t := range s.terms {
			if _, ok := out[s.forms[i]]; t == f.term && !ok {
				out[s.forms[i]] = clause
			}
		}
	})
	return out
}

func (x *Shards) textFile(i int) *textFile {
	if f, ok := x.texts[i]; ok {
		return f
	}
	x.texts[i] = nil
	if i/textsPerHash < len(x.root.Texts) {
		if data, err := x.read(textName(x.tree, x.root.Texts[i/textsPerHash], i)); err == nil {
			x.texts[i], _ = decodeText(data)
		}
	}
	return x.texts[i]
}

// text loads the texts of a page's best section.
func (x *Shards) text(r ranked) (*textPage, *textSection, error) {
	n := int(r.section)
	file := x.textFile(n / x.root.PerText)
	if file == nil {
		return nil, nil, errDamaged
	}
	return file.section(n % x.root.PerText)
}

// hit makes what is shown of a page; false where its text cannot be read.
func (x *Shards) hit(r ranked, forms map[string]int, clauses int) (Hit, bool) {
	page, section, err := x.text(r)
	if err != nil {
		x.fault = true
		return Hit{}, false
	}
	t := x.table
	class := &t.Classes[t.class[r.page]]
	h := Hit{
		URL: page.URL, Title: page.Title, Anchor: section.Anchor, Source: page.Source,
		Kind: t.Kinds[class.Kind], Version: t.Versions[class.Version], Lang: t.Langs[class.Lang],
		Answer: section.Answer == 1,
	}
	for _, p := range class.Products {
		h.Products = append(h.Products, t.Products[p])
	}
	if h.Anchor != "" {
		h.URL += "#" + h.Anchor
	}
	h.TitleMarks = marks(matches(&x.scan, h.Title, forms))
	if section.Heading != h.Title {
		h.Section = section.Heading
		h.SectionMarks = marks(matches(&x.scan, h.Section, forms))
	}
	width := excerptWidth
	if h.Answer {
		width = answerWidth
	}
	h.Excerpt, h.Marks = excerpt(section.Text, matches(&x.scan, section.Text, forms), width, h.Answer)
	near := 0
	for _, text := range []string{h.Title, section.Heading, section.Text} {
		near = max(near, nearness(x.scan.scanText(text), forms, clauses))
	}
	h.Score = float64(withNearness(r.score, near, clauses))
	return h, true
}

// promote orders the hits that are shown: pinned ones, those whose title or
// heading is the query, and the others by their score.
func promote(hits []Hit, key string, han hanPairs) {
	order := func(h *Hit) int {
		switch {
		case h.Pinned:
			return 0
		case keyOf(h.Title, han) == key || h.Section != "" && keyOf(h.Section, han) == key:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		if n := order(&a) - order(&b); n != 0 || a.Pinned {
			return n
		}
		return cmp.Compare(b.Score, a.Score)
	})
}
