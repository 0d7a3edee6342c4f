package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// The thesaurus is too large for the root, of which every search pays for every
// byte. So each of its phrases stands, as a hint, in the shard that a query with
// the phrase loads anyway: behind the impacts, as JSON. Only hints to words that
// the site has are written.

const (
	hintWeight = 96
	maxHints   = 2 // phrases that a phrase also finds: each costs a search a few shards
	maxHintLen = 2 // forms of such a phrase
)

// hints are the thesaurus' synonyms for a site, in the order in which they are
// tried: long phrases first.
func (d *dictionary) hints(thesaurus *Settings, han hanPairs) []rootSynonym {
	if thesaurus == nil {
		return nil
	}
	to := map[string][]string{}
	for from, list := range thesaurus.synonyms(han) {
		for _, phrase := range list {
			if phrase = d.knownPhrase(phrase); phrase != "" && phrase != from {
				to[from] = append(to[from], phrase)
			}
		}
	}
	var out []rootSynonym
	for from, phrases := range to {
		phrases = mostFrequent(phrases, func(form string) int {
			t, _ := d.termOf(form)
			return int(d.count[t])
		})
		if len(phrases) == 0 {
			continue
		}
		out = append(out, rootSynonym{from, phrases})
		if strings.Contains(from, " ") {
			continue
		}
		// Other forms of a single word find the same.
		if t, ok := d.termOf(from); ok {
			for _, id := range d.formsOf(t) {
				if form := d.form(id); form != from && to[form] == nil {
					out = append(out, rootSynonym{form, phrases})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b rootSynonym) int {
		return cmp.Or(cmp.Compare(len(b.From), len(a.From)), cmp.Compare(a.From, b.From), slices.Compare(a.To, b.To))
	})
	return slices.CompactFunc(out, func(a, b rootSynonym) bool { return a.From == b.From })
}

// knownPhrase brings a phrase to forms that the site has, or to nothing.
func (d *dictionary) knownPhrase(key string) string {
	words := strings.Split(key, " ")
	for i, form := range words {
		if _, ok := d.find(form); ok {
			continue
		}
		t, ok := d.termOf(form)
		if !ok {
			return ""
		}
		words[i] = d.form(d.formsOf(t)[0])
	}
	return strings.Join(words, " ")
}

// mostFrequent keeps the phrases that stand most often in the site, as far as
// their rarest form tells.
func mostFrequent(phrases []string, count func(form string) int) []string {
	often := map[string]int{}
	for _, phrase := range phrases {
		forms := strings.Split(phrase, " ")
		if len(forms) > maxHintLen {
			continue
		}
		often[phrase] = count(forms[0])
		for _, form := range forms[1:] {
			often[phrase] = min(often[phrase], count(form))
		}
	}
	out := slices.SortedFunc(maps.Keys(often), func(a, b string) int {
		return cmp.Or(cmp.Compare(often[b], often[a]), cmp.Compare(a, b))
	})
	return out[:min(len(out), maxHints)]
}

// anchor is the form of a phrase in whose shard its hint stands: the first that
// a query looks up in any case.
func (d *dictionary) anchor(phrase string) string {
	forms := strings.Split(phrase, " ")
	for _, form := range forms {
		if !d.stops[form] {
			return form
		}
	}
	return forms[0]
}

// hints are those in the shards of a query's own forms, in their order.
func (x *Shards) hints(q *query) []rootSynonym {
	var out []rootSynonym
	seen := map[int]bool{}
	for _, c := range q.clauses {
		for _, form := range c.ways[0].forms {
			i := x.place(form)
			if s := x.shard(i); s != nil && !seen[i] {
				seen[i] = true
				out = append(out, s.hints...)
			}
		}
	}
	return out
}
