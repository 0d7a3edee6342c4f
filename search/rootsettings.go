package search

import (
	"net/url"
	"slices"
	"strings"
)

// synonyms are the phrases that find others, all normalised.
func (s *Settings) synonyms(han hanPairs) map[string][]string {
	out, keys := map[string][]string{}, map[string]string{}
	scan := scanner{han: han}
	key := func(text string) string {
		key, ok := keys[text]
		if !ok {
			key = scan.key(text)
			keys[text] = key
		}
		return key
	}
	add := func(from string, to []string) {
		from = key(from)
		for _, t := range to {
			if t = key(t); t != from && t != "" && from != "" && !slices.Contains(out[from], t) {
				out[from] = append(out[from], t)
			}
		}
	}
	for _, group := range s.Groups {
		for _, word := range group {
			add(word, group)
		}
	}
	for _, e := range s.Expand {
		add(e.From, e.To)
	}
	return out
}

// root puts the settings that hold for a tree into its root.
func (s *Settings) root(tree string, pages []Page, r *root) {
	if s == nil {
		return
	}
	han := hanOf(tree)
	for from, to := range s.synonyms(han) {
		r.Synonyms = append(r.Synonyms, rootSynonym{from, to})
	}
	// Longer phrases come first, so that they win over their parts.
	slices.SortFunc(r.Synonyms, func(a, b rootSynonym) int {
		if n := len(b.From) - len(a.From); n != 0 {
			return n
		}
		return strings.Compare(a.From, b.From)
	})
	for _, p := range s.Pinned {
		if p.Lang != "" && p.Lang != tree {
			continue
		}
		for _, address := range p.Pages {
			if i := findPage(pages, address); i >= 0 {
				if r.Pins == nil {
					r.Pins = map[string][]int{}
				}
				key := keyOf(p.Query, han)
				r.Pins[key] = append(r.Pins[key], i)
			}
		}
	}
}

// findPage is the number of the page that an owner means: by its address
// without the base path, which may leave out the language's folder, or by its
// source. It is -1 where there is none.
func findPage(pages []Page, address string) int {
	best := -1
	for i := range pages {
		p := &pages[i]
		if p.Source == address {
			return i
		}
		u, err := url.PathUnescape(p.URL)
		if err != nil {
			u = p.URL
		}
		if u == address || p.URL == address {
			return i
		}
		if strings.HasPrefix(address, "/") && (strings.HasSuffix(u, address) || strings.HasSuffix(p.URL, address)) &&
			(best < 0 || len(p.URL) < len(pages[best].URL)) {
			best = i
		}
	}
	return best
}

// characters adds the simplified characters of the settings to those used.
func (s *Settings) characters(used map[rune]bool, tree string) map[rune]bool {
	if s == nil {
		return used
	}
	add := func(texts ...string) {
		for _, text := range texts {
			for _, r := range keyOf(text, hanOf(tree)) {
				if isHan(r) {
					used[r] = true
				}
			}
		}
	}
	for _, group := range s.Groups {
		add(group...)
	}
	for _, e := range s.Expand {
		add(e.From)
		add(e.To...)
	}
	for _, p := range s.Pinned {
		add(p.Query)
	}
	return used
}
