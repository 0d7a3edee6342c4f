package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The table of pages says for each page how many sections it has, where their
// texts are and of which class it is: what is needed to group sections and to
// filter and count pages before any text is loaded. Inflated, it is
//
//	n bytes of JSON, the classes and their names
//	each page: n sections (at least one)
//	each page: n, the files of texts that begin with it
//	each page: n, its class
//	each page: n, how fresh it is, from 0 to maxFresh
//
// A page with which no file of texts begins stands in that of the page before;
// the sections of one with which several begin are shared out among them: the
// j-th of k files has those of n from j*n/k on.

// table is the table of pages of a tree.
type table struct {
	classNames
	first  []int32 // of each page, its first section; one more at the end
	file   []int32 // of each page, the file of texts with its first section
	at     []int32 // of each page, how many sections of others that file has before
	files  []int32 // of each page, the files that begin with it
	class  []int32 // of each page
	fresh  []int32 // of each page
	pageOf []int32 // of each section
}

// classNames hold the values that pages can be filtered by. Classes index them.
type classNames struct {
	Kinds    []string    `json:"kinds"`
	Products []string    `json:"products"`
	Versions []string    `json:"versions"`
	Langs    []string    `json:"langs"`
	Classes  []pageClass `json:"classes"`
}

// pageClass is what pages of the same kind have in common.
type pageClass struct {
	Kind     int   `json:"k"`
	Version  int   `json:"v"`
	Lang     int   `json:"l"`
	Products []int `json:"p,omitempty"`
}

// encodeTable makes the table; pages without sections do not occur.
func encodeTable(pages []Page, sections, files []int32) []byte {
	names := classNames{Kinds: []string{}, Products: []string{}, Versions: []string{}, Langs: []string{}, Classes: []pageClass{}}
	ids := map[string]int{}
	classes := make([]int, len(pages))
	for i := range pages {
		p := &pages[i]
		key := strings.Join(append([]string{p.Kind, p.Version, p.Lang}, p.Products...), "\x00")
		id, ok := ids[key]
		if !ok {
			id = len(names.Classes)
			ids[key] = id
			c := pageClass{Kind: index(&names.Kinds, p.Kind), Version: index(&names.Versions, p.Version), Lang: index(&names.Langs, p.Lang)}
			for _, product := range p.Products {
				c.Products = append(c.Products, index(&names.Products, product))
			}
			names.Classes = append(names.Classes, c)
		}
		classes[i] = id
	}
	text, err := json.Marshal(names)
	if err != nil {
		panic(err) // plain values
	}
	out := append(appendVarint(nil, len(text)), text...)
	for _, n := range sections {
		out = appendVarint(out, int(n))
	}
	for _, n := range files {
		out = appendVarint(out, int(n))
	}
	for _, c := range classes {
		out = appendVarint(out, c)
	}
	for _, f := range freshness(pages) {
		out = appendVarint(out, f)
	}
	return out
}

// maxFresh is how fresh the newest page is.
const maxFresh = 15

// freshness ranks the pages that grow old, which are version notes, notices and
// incidents, among those of the same kind and product, by their dates: the
// newest gets maxFresh, the oldest nothing. Of articles that a product has in
// several versions, those of the latest get maxFresh. All other pages get
// nothing. It depends on no clock.
func freshness(pages []Page) []int {
	series := map[string][]int{}
	for i := range pages {
		p := &pages[i]
		if p.Date == 0 || p.Kind != "release" && p.Kind != "notice" && p.Kind != "incident" {
			continue
		}
		key := p.Kind
		if p.Kind == "release" {
			key = strings.Join(append([]string{key}, p.Products...), "\x00")
		}
		series[key] = append(series[key], i)
	}
	out := make([]int, len(pages))
	for i := range pages {
		if pages[i].Latest {
			out[i] = maxFresh
		}
	}
	for _, list := range series {
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(pages[a].Date, pages[b].Date) })
		for rank, i := range list {
			out[i] = maxFresh * (rank + 1) / len(list)
		}
	}
	return out
}

// index is the place of a value in a list, where it is put if it is new.
func index(list *[]string, value string) int {
	if i := slices.Index(*list, value); i >= 0 {
		return i
	}
	*list = append(*list, value)
	return len(*list) - 1
}

// decodeTable reads the table of an index.
func decodeTable(data []byte, r *root) (*table, error) {
	pages, sections := r.Pages, r.Sections
	c := cursor{data: data}
	var t table
	if err := json.Unmarshal(c.bytes(c.varint()), &t.classNames); err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	if !t.classNames.valid() || pages > len(c.data) {
		return nil, errDamaged
	}
	for i := range pages {
		n := c.varint()
		t.first = append(t.first, int32(len(t.pageOf)))
		if n < 1 || n > sections-len(t.pageOf) {
			return nil, errDamaged
		}
		for range n {
			t.pageOf = append(t.pageOf, int32(i))
		}
	}
	t.first = append(t.first, int32(len(t.pageOf)))
	t.place(&c)
	for range pages {
		class := c.varint()
		if class >= len(t.Classes) {
			return nil, errDamaged
		}
		t.class = append(t.class, int32(class))
	}
	for range pages {
		t.fresh = append(t.fresh, int32(min(c.varint(), maxFresh)))
	}
	if c.bad || len(c.data) > 0 || len(t.pageOf) != sections {
		return nil, errDamaged
	}
	return &t, nil
}

// place reads where the texts of each page are.
func (t *table) place(c *cursor) {
	files, at := int32(0), int32(0) // files begun, and sections in the last
	for i := range len(t.first) - 1 {
		n, begun := t.first[i+1]-t.first[i], int32(c.varint())
		if begun > n || begun == 0 && i == 0 {
			c.bad = true
			return
		}
		t.files = append(t.files, begun)
		if begun == 0 {
			t.file, t.at = append(t.file, files-1), append(t.at, at)
			at += n
			continue
		}
		t.file, t.at = append(t.file, files), append(t.at, 0)
		files += begun
		at = n - (begun-1)*n/begun
	}
}

// text is the file of texts that has a section, and the section's place in it.
func (t *table) text(r ranked) (file, at int) {
	n, k := t.first[r.page+1]-t.first[r.page], t.files[r.page]
	local := r.section - t.first[r.page]
	if k < 2 {
		return int(t.file[r.page]), int(t.at[r.page] + local)
	}
	j := ((local+1)*k - 1) / n
	return int(t.file[r.page] + j), int(local - j*n/k)
}

func (n *classNames) valid() bool {
	in := func(i int, list []string) bool { return i >= 0 && i < len(list) }
	for _, c := range n.Classes {
		if !in(c.Kind, n.Kinds) || !in(c.Version, n.Versions) || !in(c.Lang, n.Langs) {
			return false
		}
		for _, p := range c.Products {
			if !in(p, n.Products) {
				return false
			}
		}
	}
	return true
}
