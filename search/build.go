package search

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// Build makes everything that the browser needs to search a tree's pages, under
// search/<tree>/, in the order of names. The order of pages breaks ties in
// ranking. Pages are put into NFC, and one without sections gets an empty one;
// otherwise they are only read.
func Build(tree string, pages []Page, s *Settings) ([]File, error) {
	var mu sync.Mutex
	var files []File
	b := NewBuilder(tree, s, func(f File) error {
		mu.Lock()
		defer mu.Unlock()
		files = append(files, f)
		return nil
	})
	if err := b.Add(len(pages), func(i int) *Page { return &pages[i] }); err != nil {
		return nil, err
	}
	if err := b.Finish(); err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// Builder does what Build does for pages that come one after the other. It
// keeps of each what the index needs, and not its text.
type Builder struct {
	tree     string
	settings *Settings
	emit     func(File) error
	over     func() error // what ends the work early
	collect  *collector
	packs    packer
	pages    []Page  // without their sections and keywords
	sections []int32 // of each page

	// What an earlier build left, and what this one leaves (resume.go).
	memory     *Memory
	has        func(name string, sum Sum) bool
	read       func(Sum) []byte
	known      int     // pages that the memory knew
	moved      []int32 // of each section of the memory, its number now; -1 where it is gone
	left       []pageMemory
	dictionary *dictionary
	shards     []madeShard
}

// NewBuilder makes the builder of a tree's index. Settings may be nil. emit is
// called from several goroutines, once for each file.
func NewBuilder(tree string, s *Settings, emit func(File) error) *Builder {
	b := &Builder{tree: tree, settings: s, emit: emit, over: func() error { return nil }, collect: newCollector()}
	b.has = func(string, Sum) bool { return false }
	b.packs = packer{tree: tree, emit: b.emitAll, names: namer{}, has: b.has}
	b.Reuse(func(Sum) []byte { return nil })
	return b
}

// Within has the builder end soon once ctx is over, with its error.
func (b *Builder) Within(ctx context.Context) { b.over = ctx.Err }

// Scratch gives the builder room outside of memory, which a large index takes.
func (b *Builder) Scratch(s Scratch) { b.collect.scratch = &scratch{Scratch: s} }

// Add takes n pages, which are asked for by their number from several goroutines
// and may be changed afterwards.
func (b *Builder) Add(n int, page func(i int) *Page) error {
	var failed error
	b.digest(n, page, func(d *digest) {
		if failed == nil {
			failed = b.take(d, Key{})
		}
	})
	return failed
}

// digest takes n pages apart and gives them to use in order, which may not keep
// them.
func (b *Builder) digest(n int, page func(i int) *Page, use func(*digest)) {
	pool := sync.Pool{New: func() any { return &digest{forms: newFormTable(pageForms)} }}
	inOrder(n, func() func(int) *digest {
		g := newDigester(b.tree)
		return func(i int) *digest {
			d := pool.Get().(*digest)
			g.digest(page(i), d)
			return d
		}
	}, func(d *digest) {
		use(d)
		pool.Put(d)
	})
}

// take gathers a page.
func (b *Builder) take(d *digest, key Key) error {
	b.collect.add(d)
	b.sections = append(b.sections, int32(len(d.lengths)))
	b.pages = append(b.pages, d.page)
	b.left = append(b.left, pageMemory{key, int32(len(d.lengths)), int32(d.text.size), int32(d.traditional)})
	return b.packs.add(&d.text, key)
}

// Finish makes the rest of the index of all pages that were added. It is called
// once, at the end.
func (b *Builder) Finish() error {
	if err := b.packs.finish(); err != nil {
		return err
	}
	if err := b.settle(); err != nil {
		return err
	}
	if err := b.over(); err != nil {
		return err
	}
	c := b.collect
	r := &root{Version: formatVersion, Pages: len(b.pages), Sections: len(c.lengths), Sounds: baseLanguage(b.tree) == "zh", texts: b.packs.groups}
	if err := b.encodeTerms(r); err != nil {
		return err
	}
	var files []File
	add := func(name func(tree, hash string) string, data []byte) string {
		data = deflate(data)
		hash := hashOf(data)
		files = append(files, File{Name: name(b.tree, hash), Data: data, Immutable: true})
		return hash
	}
	r.Table = add(tableName, encodeTable(b.pages, b.sections, b.packs.counts))
	b.settings.root(b.tree, b.pages, r)
	if han := encodeHan(hanOf(b.tree), b.settings.characters(b.dictionary.characters(), b.tree)); han != nil {
		r.Han, r.Hant = add(hanName, han), c.traditional*hantShare > r.Sections
	}
	return b.emitAll(append(files, File{Name: rootName(b.tree), Data: r.encode()}))
}

// hantShare is the part of sections, one in so many, from which on a site has
// text in traditional characters rather than some of them.
const hantShare = 50

// emitAll emits files side by side.
func (b *Builder) emitAll(files []File) error {
	errs := make([]error, len(files))
	parallel(len(files), func(i int) { errs[i] = b.emit(files[i]) })
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

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
