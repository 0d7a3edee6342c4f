package search

import (
	"bytes"
	"encoding/json"
)

// textBytes is about how long a file of texts is before compression. A search
// loads one for each hit that it shows, and a site has one for about each page:
// longer ones would be fewer and cost every search more.
const textBytes = 5000

// packer puts the texts of pages into files: short neighbours into one, long
// pages into several.
type packer struct {
	open   textFile // pages that wait for more
	size   int      // of their texts
	ready  [][]byte // to be compressed
	firsts []string // of each file, the address of its first page
	counts []int32  // of each page, the files that begin with it
	files  [][]byte // compressed
}

// packAtOnce is how many files are compressed together.
const packAtOnce = 128

func (k *packer) add(p *Page) {
	size := len(p.URL) + len(p.Title) + len(p.Source)
	for i := range p.Sections {
		size += len(p.Sections[i].Heading) + min(len(p.Sections[i].Text), maxTextBytes)
	}
	if n := len(p.Sections); size > textBytes*7/4 && n > 1 {
		k.close()
		parts := min(n, (size+textBytes-1)/textBytes)
		for j := range parts {
			k.put(p, j*n/parts, (j+1)*n/parts)
			k.close()
		}
		k.counts = append(k.counts, int32(parts))
		return
	}
	begins := int32(0)
	if len(k.open.Pages) == 0 || k.size+size > textBytes*5/4 {
		k.close()
		begins = 1
	}
	k.counts = append(k.counts, begins)
	k.put(p, 0, len(p.Sections))
	k.size += size
}

// put puts some of a page's sections into the open file.
func (k *packer) put(p *Page, from, to int) {
	if len(k.open.Pages) == 0 {
		k.firsts = append(k.firsts, p.URL)
	}
	k.open.Pages = append(k.open.Pages, textPage{Sections: to - from, URL: p.URL, Title: p.Title, Source: p.Source})
	for i := from; i < to; i++ {
		k.open.Sections = append(k.open.Sections, newTextSection(&p.Sections[i]))
	}
}

func (k *packer) close() {
	if len(k.open.Pages) == 0 {
		return
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(k.open); err != nil {
		panic(err) // plain values
	}
	k.ready = append(k.ready, b.Bytes())
	k.open = textFile{Pages: k.open.Pages[:0], Sections: k.open.Sections[:0]}
	k.size = 0
	if len(k.ready) == packAtOnce {
		k.compress()
	}
}

func (k *packer) compress() {
	done := make([][]byte, len(k.ready))
	parallel(len(done), func(i int) { done[i] = deflateText(k.ready[i]) })
	k.files = append(k.files, done...)
	k.ready = k.ready[:0]
}

// finish returns the files, and the groups of neighbours that share a hash. A
// group ends where the next page's address says, so that a page that comes or
// goes leaves other groups as they are.
func (k *packer) finish(tree string) ([]File, []group) {
	k.close()
	k.compress()
	var files []File
	var groups []group
	names := namer{}
	for start := 0; start < len(k.files); {
		end := start + 1
		for end < len(k.files) && end-start < maxTextGroup && !endsTexts(k.firsts[end]) {
			end++
		}
		hash := names.name(groupHash, k.files[start:end]...)
		groups = append(groups, group{end - start, hash})
		for i, data := range k.files[start:end] {
			files = append(files, File{textName(tree, hash, i), data, true})
		}
		start = end
	}
	return files, groups
}
