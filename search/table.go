package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The table of pages says for each page how many sections it has and of which
// class it is: what is needed to group sections and to filter and count pages
// before any text is loaded. Inflated, it is
//
//	n bytes of JSON, the classes and their names
//	each page: n sections (at least one)
//	each page: n, its class
//	each page: n, how fresh it is, from 0 to maxFresh

// table is the table of pages of a tree.
type table struct {
	classNames
	first  []int32 // of each page, its first section; one more at the end
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
func encodeTable(pages []Page) []byte {
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
	for i := range pages {
		out = appendVarint(out, len(pages[i].Sections))
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
// newest gets maxFresh, the oldest and all other pages nothing. It depends on
// no clock.
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

// decodeTable reads a table of so many pages and sections.
func decodeTable(data []byte, pages, sections int) (*table, error) {
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
