package search

import (
	"slices"
)

// filter keeps the pages that the options allow, and counts what each filter
// could choose among those that the others allow.
func (x *Shards) filter(pages []ranked, o *Options) ([]ranked, Facets) {
	var out []ranked
	t := x.table
	kinds, products := make([]int, len(t.Kinds)), make([]int, len(t.Products))
	versions, langs := make([]int, len(t.Versions)), make([]int, len(t.Langs))
	for _, p := range pages {
		class := &t.Classes[t.class[p.page]]
		kind := allowed(o.Kinds, t.Kinds, class.Kind)
		product := allowed(o.Products, t.Products, class.Products...)
		version := allowed(o.Versions, t.Versions, class.Version)
		lang := allowed(o.Langs, t.Langs, class.Lang)
		if kind && product && version && lang {
			out = append(out, p)
		}
		if product && version && lang {
			kinds[class.Kind]++
		}
		if kind && version && lang {
			for _, i := range class.Products {
				products[i]++
			}
		}
		if kind && product && lang {
			versions[class.Version]++
		}
		if kind && product && version {
			langs[class.Lang]++
		}
	}
	return out, Facets{facets(t.Kinds, kinds), facets(t.Products, products), facets(t.Versions, versions), facets(t.Langs, langs)}
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
