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
	var room []string
	for _, x := range e.entries {
		for _, w := range relationWords(x, &room) {
			if sharing := r.byWord[w]; len(sharing) <= relatedBound { // one more says that it is on too many
				r.byWord[w] = append(sharing, x)
			}
		}
	}
	return r
}

// relationWords are an entry's, each once, in room.
func relationWords(x *entry, room *[]string) []string {
	f := &x.page.Front
	words := append(append(append((*room)[:0], f.Codes...), f.Tags...), f.Keywords...)
	*room = words
	slices.Sort(words)
	return slices.Compact(words)
}

// related are the articles that share most with one.
func (m *model) related(e *edition, x *entry) []themes.Link {
	var room [2 * relatedBound]scored
	found := room[:0]
	var words []string
	for _, w := range relationWords(x, &words) {
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
