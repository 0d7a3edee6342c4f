package search

import (
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Build makes everything that the browser needs to search a tree's pages, under
// search/<tree>/. The order of pages breaks ties in ranking. Pages are put into
// NFC, and one without sections gets an empty one; otherwise they are only read.
func Build(tree string, pages []Page, s *Settings) ([]File, error) {
	b, err := NewBuilder(tree, s)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		b.Add(&pages[i])
	}
	return b.Files(), nil
}

// Builder does what Build does for pages that come one after the other. It
// keeps of each what the index needs, and not its text.
type Builder struct {
	tree     string
	settings *Settings
	collect  *collector
	packs    packer
	pages    []Page  // without their sections and keywords
	sections []int32 // of each page
}

// NewBuilder makes the builder of a tree's index. Settings may be nil.
func NewBuilder(tree string, s *Settings) (*Builder, error) {
	c, err := newCollector(tree)
	if err != nil {
		return nil, err
	}
	return &Builder{tree: tree, settings: s, collect: c}, nil
}

// Add takes a page, which may be changed afterwards.
func (b *Builder) Add(page *Page) {
	p := prepared(page)
	b.collect.add(&p)
	b.packs.add(&p)
	b.sections = append(b.sections, int32(len(p.Sections)))
	p.Sections, p.Keywords = nil, nil
	b.pages = append(b.pages, p)
}

// Files are the files of the index of all pages that were added. It is called
// once, at the end.
func (b *Builder) Files() []File {
	c := b.collect
	r := &root{Version: formatVersion, Pages: len(b.pages), Sections: len(c.lengths), Sounds: c.readings != nil}
	texts, groups := b.packs.finish(b.tree)
	r.texts = groups
	files := append(b.encodeTerms(r), texts...)
	add := func(name func(tree, hash string) string, data []byte) string {
		data = deflate(data)
		hash := hashOf(data)
		files = append(files, File{name(b.tree, hash), data, true})
		return hash
	}
	r.Table = add(tableName, encodeTable(b.pages, b.sections, b.packs.counts))
	b.settings.root(b.tree, b.pages, r)
	if han := encodeHan(hanOf(b.tree), b.settings.characters(c.characters(), b.tree)); han != nil {
		r.Han, r.Hant = add(hanName, han), c.traditional*hantShare > r.Sections
	}
	return append(files, File{rootName(b.tree), r.encode(), false})
}

// hantShare is the part of sections, one in so many, from which on a site has
// text in traditional characters rather than some of them.
const hantShare = 50

// prepared is a page with its text in NFC and a section at least.
func prepared(page *Page) Page {
	p := *page
	p.Title = canonical(p.Title)
	if len(p.Sections) == 0 {
		p.Sections = []Section{{}}
		return p
	}
	p.Sections = slices.Clone(p.Sections)
	for i := range p.Sections {
		p.Sections[i].Heading = canonical(p.Sections[i].Heading)
		p.Sections[i].Text = canonical(p.Sections[i].Text)
	}
	return p
}

// encodeTerms makes the shards and tells the root about them.
func (b *Builder) encodeTerms(r *root) []File {
	c := b.collect
	order := c.sorted()
	r.Common = c.common(order)
	split := newSplitter(c, order, r.commonForms())
	cuts := split.cuts()
	for _, cut := range cuts[:max(len(cuts)-1, 0)] {
		r.cuts = append(r.cuts, separator(c.forms.all[order[cut-1]], c.forms.all[order[cut]]))
	}
	hints := make([][]rootSynonym, len(cuts))
	if b.settings == nil || !b.settings.NoThesaurus {
		for _, h := range c.hints(thesaurus(b.tree), hanOf(b.tree), order) {
			i := r.place(c.anchor(h.From))
			hints[i] = append(hints[i], h)
		}
	}
	weigh := newWeigher(c)
	heads, tails := make([][]byte, len(cuts)), make([]File, len(cuts))
	parallel(len(cuts), func(i int) {
		start := 0
		if i > 0 {
			start = cuts[i-1]
		}
		shard := split.shard(start, cuts[i], weigh)
		shard.hints = hints[i]
		if text, bits := shard.encodeTail(r.Sections); text != nil {
			tail := deflate(text, bits)
			shard.tail = hashBytes(tailHash, tail)
			tails[i] = File{tailName(b.tree, shard.tail), tail, true}
		}
		heads[i] = deflate(shard.encode(r.Sections))
	})
	words := deflate(encodeWords(frequentWords(c, order)))
	r.Words = hashOf(words)
	files := []File{{wordsName(b.tree, r.Words), words, true}}
	names := namer{}
	for start, groups := 0, r.shardGroups(); len(groups) > 0 && len(heads) > 0; groups = groups[1:] {
		end := start + groups[0]
		hash := names.name(groupHash, heads[start:end]...)
		r.shards = append(r.shards, group{end - start, hash})
		for i, head := range heads[start:end] {
			files = append(files, File{shardName(b.tree, hash, i), head, true})
		}
		start = end
	}
	written := map[string]bool{}
	for _, tail := range tails {
		if tail.Data != nil && !written[tail.Name] { // shards may share one
			written[tail.Name] = true
			files = append(files, tail)
		}
	}
	return files
}

// common lists the stop words that stand in more sections than a shard holds.
func (c *collector) common(order []int32) string {
	var out []string
	for _, id := range order {
		if c.terms[c.termOf[id]].count > maxHead && c.stops[c.forms.all[id]] {
			out = append(out, c.forms.all[id])
		}
	}
	return strings.Join(out, "\n")
}

// parallel calls do for 0 to n-1 from as many goroutines as there are
// processors, and returns when all are done.
func parallel(n int, do func(int)) {
	var wait sync.WaitGroup
	work := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := range work {
				do(i)
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	wait.Wait()
}
