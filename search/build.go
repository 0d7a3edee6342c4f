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
	pages = prepare(pages)
	c, err := newCollector(tree)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		c.add(&pages[i])
	}
	r := &root{Version: formatVersion, Pages: len(pages), Sections: len(c.lengths), PerText: sectionsPerText(pages), Sounds: c.readings != nil}
	files := encodeTerms(tree, c, r, s)

	table := deflate(encodeTable(pages))
	r.Table = hashOf(table)
	files = append(files, File{tableName(tree, r.Table), table, true})

	texts := encodeTexts(pages, r.PerText)
	r.Texts = groupHashes(texts, textsPerHash)
	for i, data := range texts {
		files = append(files, File{textName(tree, r.Texts[i/textsPerHash], i), data, true})
	}
	s.root(tree, pages, r)
	if han := encodeHan(hanOf(tree), s.characters(c.characters(), tree)); han != nil {
		data := deflate(han)
		r.Han, r.Hant = hashOf(data), c.traditional*hantShare > r.Sections
		files = append(files, File{hanName(tree, r.Han), data, true})
	}
	return append(files, File{rootName(tree), r.encode(), false}), nil
}

// hantShare is the part of sections, one in so many, from which on a site has
// text in traditional characters rather than some of them.
const hantShare = 50

// prepare copies what has to change: text in NFC, and a section for each page.
func prepare(pages []Page) []Page {
	out := slices.Clone(pages)
	for i := range out {
		p := &out[i]
		p.Title = canonical(p.Title)
		if len(p.Sections) == 0 {
			p.Sections = []Section{{}}
			continue
		}
		p.Sections = slices.Clone(p.Sections)
		for j := range p.Sections {
			p.Sections[j].Heading = canonical(p.Sections[j].Heading)
			p.Sections[j].Text = canonical(p.Sections[j].Text)
		}
	}
	return out
}

// encodeTerms makes the shards and tells the root about them.
func encodeTerms(tree string, c *collector, r *root, s *Settings) []File {
	list, order, of := c.terms()
	split := splitter{c.surfaces, list, order, of}
	cuts := split.cuts()
	for _, cut := range cuts[:max(len(cuts)-1, 0)] {
		r.cuts = append(r.cuts, separator(c.surfaces[order[cut-1]], c.surfaces[order[cut]]))
	}
	hints := make([][]rootSynonym, len(cuts))
	if s == nil || !s.NoThesaurus {
		for _, h := range c.hints(thesaurus(tree), hanOf(tree), list, of) {
			i := r.place(c.anchor(h.From))
			hints[i] = append(hints[i], h)
		}
	}
	heads, tails := make([][]byte, len(cuts)), make([][]byte, len(cuts))
	parallel(len(cuts), func(i int) {
		start := 0
		if i > 0 {
			start = cuts[i-1]
		}
		shard := split.shard(start, cuts[i])
		shard.hints = hints[i]
		head, tail := shard.encode()
		heads[i] = deflate(head)
		if len(tail) > 0 {
			tails[i] = deflate(tail)
		}
	})
	r.Common = common(c, list, order, of)

	words := deflate(encodeWords(frequentWords(c, list, order, of)))
	r.Words = hashOf(words)
	files := []File{{wordsName(tree, r.Words), words, true}}
	for first := 0; first < len(cuts); first += shardsPerHash {
		end := min(first+shardsPerHash, len(cuts))
		hash := hashOf(slices.Concat(heads[first:end], tails[first:end])...)
		r.Shards = append(r.Shards, hash)
		for i := first; i < end; i++ {
			files = append(files, File{shardName(tree, hash, i), heads[i], true})
			if tails[i] != nil {
				files = append(files, File{tailName(tree, hash, i), tails[i], true})
			}
		}
	}
	return files
}

// common lists the stop words that stand in more sections than a shard holds.
func common(c *collector, list []term, order, of []int32) string {
	var out []string
	for _, id := range order {
		if len(list[of[id]].impacts) > maxHead && c.stops[c.surfaces[id]] {
			out = append(out, c.surfaces[id])
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
