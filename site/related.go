package site

import (
	"cmp"
	"slices"

	"deskbell/themes"
)

const (
	relatedMost  = 4  // articles listed as related
	relatedBound = 40 // a word on more articles than these says nothing
)

// relations say, for an edition, which articles share error codes, tags and
// keywords.
type relations struct {
	byWord map[string][]*entry
}

func newRelations(e *edition) *relations {
	r := &relations{byWord: map[string][]*entry{}}
	for _, x := range e.entries {
		x.words = relationWords(x)
		for _, w := range x.words {
			r.byWord[w] = append(r.byWord[w], x)
		}
	}
	return r
}

func relationWords(x *entry) []string {
	f := x.page.Front
	words := slices.Concat(f.Codes, f.Tags, f.Keywords)
	slices.Sort(words)
	return slices.Compact(words)
}

// related are the articles that share most with one.
func (m *model) related(e *edition, x *entry) []themes.Link {
	var room [2 * relatedBound]scored
	found := room[:0]
	for _, w := range x.words {
		sharing := e.relations.byWord[w]
		if len(sharing) > relatedBound {
			continue
		}
		for _, other := range sharing {
			if older := other.node.manual; other != x && !otherVersion(other, x) && (older == nil || older.at == 0 || x.node.manual != nil) {
				found = append(found, scored{other, relatedBound / len(sharing)})
			}
		}
	}
	slices.SortFunc(found, func(a, b scored) int { return cmp.Compare(a.at, b.at) })
	best := found[:0]
	for _, f := range found {
		if n := len(best); n > 0 && best[n-1].entry == f.entry {
			best[n-1].score += f.score
		} else {
			best = append(best, f)
		}
	}
	slices.SortFunc(best, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.at, b.at)) })
	var links []themes.Link
	for _, other := range best[:min(len(best), relatedMost)] {
		links = append(links, other.link())
	}
	return links
}

// scored is an entry with what speaks for it.
type scored struct {
	*entry
	score int
}
