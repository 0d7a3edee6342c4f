package search

import (
	"slices"
	"strings"
)

// encodeTerms makes the shards and tells the root about them.
func (b *Builder) encodeTerms(r *root) error {
	d, err := newDictionary(b.tree, b.collect)
	if err != nil {
		return err
	}
	r.Common = d.common()
	cuts := newSplitter(d, r.commonForms()).cuts()
	for _, cut := range cuts[:max(len(cuts)-1, 0)] {
		r.cuts = append(r.cuts, string(separator(d.forms.form(d.order[cut-1]), d.forms.form(d.order[cut]))))
	}
	hints := make([][]rootSynonym, len(cuts))
	if b.settings == nil || !b.settings.NoThesaurus {
		for _, h := range d.hints(thesaurus(b.tree), hanOf(b.tree)) {
			i := r.place(d.anchor(h.From))
			hints[i] = append(hints[i], h)
		}
	}
	words := deflate(encodeWords(d.frequentWords()))
	r.Words = hashOf(words)
	if err := b.emit(File{wordsName(b.tree, r.Words), words, true}); err != nil {
		return err
	}
	return b.emitShards(r, d, cuts, hints)
}

// shardsAtOnce is how many shards are in memory together, about.
const shardsAtOnce = 256

// emitShards makes the shards that end at cuts, group by group.
func (b *Builder) emitShards(r *root, d *dictionary, cuts []int, hints [][]rootSynonym) error {
	norms := norms(d.lengths)
	names, tails := namer{}, map[string]bool{}
	groups := r.shardGroups()
	for start := 0; start < len(cuts); {
		end, n := start, 0
		for n < len(groups) && end-start < shardsAtOnce {
			end += groups[n]
			n++
		}
		made := make([]madeShard, end-start)
		workers(len(made), func() func(int) {
			m := shardMaker{tree: b.tree, d: d, weigh: newWeigher(d, norms)}
			return func(i int) {
				from := 0
				if start+i > 0 {
					from = cuts[start+i-1]
				}
				made[i] = m.shard(from, cuts[start+i], hints[start+i])
			}
		})
		var files []File
		for _, size := range groups[:n] {
			var heads [][]byte
			for _, m := range made[:size] {
				heads = append(heads, m.head)
				if m.tail != nil && !tails[m.tailName] { // shards may share one
					tails[m.tailName] = true
					files = append(files, File{m.tailName, m.tail, true})
				}
			}
			hash := names.name(groupHash, heads...)
			r.shards = append(r.shards, group{size, hash})
			for i, head := range heads {
				files = append(files, File{shardName(b.tree, hash, i), head, true})
			}
			made = made[size:]
		}
		if err := b.emitAll(files); err != nil {
			return err
		}
		groups, start = groups[n:], end
	}
	return nil
}

// common lists the stop words that stand in more sections than a shard holds.
func (d *dictionary) common() string {
	var out []string
	for word := range d.stops {
		if id, ok := d.forms.find([]byte(word)); ok && d.count[d.term[id]] > maxHead {
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// madeShard is a shard as it is published.
type madeShard struct {
	head, tail []byte // tail is nil where there is none
	tailName   string
}

// shardMaker makes shards. It reuses its memory, so it serves one goroutine.
type shardMaker struct {
	tree    string
	d       *dictionary
	weigh   *weigher
	impacts []impact
	local   map[int32]int // terms of several forms, to their number in the shard
	text    []byte
}

// shard makes the shard of the forms from start to end.
func (m *shardMaker) shard(start, end int, hints []rootSynonym) (made madeShard) {
	s := m.gather(start, end)
	s.hints = hints
	sections := len(m.d.lengths)
	if text, bits := s.encodeTail(sections); text != nil {
		made.tail = deflate(text, bits)
		s.tail = hashBytes(tailHash, made.tail)
		made.tailName = tailName(m.tree, s.tail)
	}
	made.head = deflate(s.encode(sections))
	return made
}

// gather weighs the terms of the forms from start to end. The result is valid
// until the next call.
func (m *shardMaker) gather(start, end int) *shard {
	s := &shard{forms: m.forms(start, end), terms: make([]int, 0, end-start)}
	m.impacts = m.impacts[:0]
	m.local = map[int32]int{}
	for _, id := range m.d.order[start:end] {
		t := m.d.term[id]
		n, ok := m.local[t]
		if !ok {
			n = len(s.heads)
			if m.d.more[t] != nil {
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
