package search

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
)

// encodeTerms makes the shards and tells the root about them.
func (b *Builder) encodeTerms(r *root) error {
	d, err := newDictionary(b.tree, b.collect)
	if err != nil {
		return err
	}
	b.dictionary = d
	if err := b.over(); err != nil {
		return err
	}
	r.Common = d.common()
	var cuts []int
	var hints []rootSynonym
	var words []byte
	var norms *norms
	together(
		func() { cuts = newSplitter(d, r.commonForms()).cuts() },
		func() { hints = b.hints(); words = deflate(encodeWords(d.frequentWords())) },
		func() { norms = newNorms(b.collect.lengths) },
	)
	if err := b.over(); err != nil {
		return err
	}
	for _, cut := range cuts[:max(len(cuts)-1, 0)] {
		r.cuts = append(r.cuts, string(separator(d.forms.form(d.order[cut-1]), d.forms.form(d.order[cut]))))
	}
	shards := make([]madeShard, len(cuts))
	for i, end := range cuts {
		shards[i].end = end
		if i+1 < len(cuts) {
			shards[i+1].start = end
		}
	}
	for _, h := range hints {
		s := &shards[r.place(d.anchor(h.From))]
		s.hints = append(s.hints, h)
	}
	b.recall(shards)
	r.Words = hashOf(words)
	if err := b.emit(File{Name: wordsName(b.tree, r.Words), Data: words, Immutable: true}); err != nil {
		return err
	}
	return b.emitShards(r, norms, shards)
}

// hints are what the thesaurus knows of the site's words.
func (b *Builder) hints() []rootSynonym {
	if b.settings != nil && b.settings.NoThesaurus {
		return nil
	}
	return b.dictionary.hints(thesaurus(b.tree), hanOf(b.tree))
}

// common lists the stop words that stand in more sections than a shard holds.
func (d *dictionary) common() string {
	var out []string
	for word := range d.stops {
		if id, ok := d.find(word); ok && d.count[d.term[id]] > maxHead {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// madeShard is a shard of the forms from start to end. What is published
// already has sums alone.
type madeShard struct {
	start, end int
	hints      []rootSynonym
	head, tail []byte
	sum        Sum
	tailed     bool // it has a tail
	tailSum    Sum
	made       bool // or known
}

func (s *madeShard) tailName(tree string) string { return tailName(tree, string(s.tailSum[:tailHash])) }

// shardsAtOnce is how many shards are in memory together, about.
const shardsAtOnce = 256

// emitShards emits the shards, group by group.
func (b *Builder) emitShards(r *root, norms *norms, shards []madeShard) error {
	b.shards = shards
	names, tails := namer{}, map[Sum]bool{}
	for groups := r.shardGroups(); len(groups) > 0 && len(shards) > 0; {
		count, n := 0, 0
		for n < len(groups) && count < shardsAtOnce {
			count += groups[n]
			n++
		}
		some := shards[:count]
		b.makeShards(norms, some, func(s *madeShard) bool { return !s.made })
		if err := b.over(); err != nil {
			return err
		}
		files := b.nameShards(r, groups[:n], some, names)
		lacking := b.lacking(some, files)
		b.makeShards(norms, some, func(s *madeShard) bool { return lacking[s] })
		if err := b.over(); err != nil {
			return err
		}
		var out []File
		for i := range some {
			s := &some[i]
			f := File{Name: files[i].name, Sum: s.sum, Immutable: true}
			if !files[i].kept {
				f.Data = s.head
			}
			out = append(out, f)
			if s.tailed && !tails[s.tailSum] { // shards may share one
				tails[s.tailSum] = true
				out = append(out, File{s.tailName(b.tree), s.tail, s.tailSum, true})
			}
			s.head, s.tail = nil, nil
		}
		if err := b.emitAll(out); err != nil {
			return err
		}
		groups, shards = groups[n:], shards[count:]
	}
	return nil
}

// lacking are the known shards that cannot be published as they are, and whose bytes
// are nowhere either.
func (b *Builder) lacking(shards []madeShard, files []shardFile) map[*madeShard]bool {
	var list []*madeShard
	for i := range shards {
		if s := &shards[i]; s.head == nil && (!files[i].kept || s.tailed && !b.has(s.tailName(b.tree), s.tailSum)) {
			list = append(list, s)
		}
	}
	parallel(len(list), func(i int) {
		s := list[i]
		if s.head = b.read(s.sum); s.head != nil && s.tailed {
			if s.tail = b.read(s.tailSum); s.tail == nil {
				s.head = nil
			}
		}
	})
	out := map[*madeShard]bool{}
	for _, s := range list {
		out[s] = s.head == nil
	}
	return out
}

// makeShards makes those of the shards that are wanted.
func (b *Builder) makeShards(norms *norms, shards []madeShard, wanted func(*madeShard) bool) {
	var list []*madeShard
	for i := range shards {
		if wanted(&shards[i]) {
			list = append(list, &shards[i])
		}
	}
	workers(len(list), func() func(int) {
		m := newShardMaker(b.dictionary, norms)
		return func(i int) {
			if b.over() == nil {
				m.shard(list[i])
			}
		}
	})
}

// shardFile is where a shard is published. It is kept if all of its group are
// there.
type shardFile struct {
	name string
	kept bool
}

// nameShards names some groups of shards and tells the root.
func (b *Builder) nameShards(r *root, groups []int, shards []madeShard, names namer) []shardFile {
	var files []shardFile
	for _, size := range groups {
		sums, kept := make([]Sum, size), true
		for i := range sums {
			sums[i] = shards[i].sum
		}
		hash := names.name(groupHash, sums)
		r.shards = append(r.shards, group{size, hash})
		for i := range sums {
			kept = kept && b.has(shardName(b.tree, hash, i), sums[i])
		}
		for i := range sums {
			files = append(files, shardFile{shardName(b.tree, hash, i), kept})
		}
		shards = shards[size:]
	}
	return files
}

// shardMaker makes shards. It reuses its memory, so it serves one goroutine.
type shardMaker struct {
	d       *dictionary
	weigh   *weigher
	impacts []impact
	text    []byte
	made    shard
	local   map[int32]int // terms of several forms in the present shard
}

func newShardMaker(d *dictionary, norms *norms) *shardMaker {
	return &shardMaker{d: d, weigh: newWeigher(d, norms), local: map[int32]int{}}
}

// shard makes a shard.
func (m *shardMaker) shard(out *madeShard) {
	s := m.gather(out.start, out.end)
	s.hints = out.hints
	sections := len(m.d.lengths)
	if text, bits := s.encodeTail(sections); text != nil {
		out.tailed, out.tail = true, deflate(text, bits)
		out.tailSum = sha256.Sum256(out.tail)
		s.tail = string(out.tailSum[:tailHash])
	}
	out.head = deflate(s.encode(sections))
	out.sum = sha256.Sum256(out.head)
	out.made = true
}

// gather weighs the terms of the forms from start to end. The result is valid
// until the next call.
func (m *shardMaker) gather(start, end int) *shard {
	s := &m.made
	*s = shard{forms: m.forms(start, end), terms: s.terms[:0], shardTerms: shardTerms{weights: s.weights[:0], heads: s.heads[:0], tails: s.tails[:0]}}
	m.impacts = m.impacts[:0]
	clear(m.local)
	for _, id := range m.d.order[start:end] {
		t := m.d.term[id]
		several := m.d.many[t]
		n, ok := 0, false
		if several {
			n, ok = m.local[t]
		}
		if !ok {
			n = len(s.heads)
			if several {
				m.local[t] = n
			}
			from := len(m.impacts)
			m.impacts = m.weigh.impacts(m.impacts, t)
			all := m.impacts[from:]
			s.weights = append(s.weights, m.weigh.weight(t, len(all)))
			head, tail := split(all)
			s.heads = append(s.heads, head)
			s.tails = append(s.tails, tail)
		}
		s.terms = append(s.terms, n)
	}
	return s
}

// forms are the forms from start to end, which share their memory.
func (m *shardMaker) forms(start, end int) []string {
	m.text = m.text[:0]
	for _, id := range m.d.order[start:end] {
		m.text = append(m.text, m.d.forms.form(id)...)
	}
	text, out := string(m.text), make([]string, 0, end-start)
	for _, id := range m.d.order[start:end] {
		n := len(m.d.forms.form(id))
		out, text = append(out, text[:n]), text[n:]
	}
	return out
}

// hintsKey tells lists of hints apart.
func hintsKey(hints []rootSynonym) Key {
	if len(hints) == 0 {
		return Key{}
	}
	text, err := json.Marshal(hints)
	if err != nil {
		panic(err) // plain values
	}
	sum := sha256.Sum256(text)
	return Key(sum[:16])
}
