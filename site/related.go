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
		for _, w := range relationWords(x) {
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
	score := map[*entry]int{}
	for _, w := range relationWords(x) {
		sharing := e.relations.byWord[w]
		if len(sharing) > relatedBound {
			continue
		}
		for _, other := range sharing {
			if older := other.node.manual; other != x && !otherVersion(other, x) && (older == nil || older.at == 0 || x.node.manual != nil) {
				score[other] += relatedBound / len(sharing)
			}
		}
	}
	best := make([]*entry, 0, len(score))
	for other := range score {
		best = append(best, other)
	}
	slices.SortFunc(best, func(a, b *entry) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a.at, b.at)) })
	var links []themes.Link
	for _, other := range best[:min(len(best), relatedMost)] {
		links = append(links, other.link())
	}
	return links
}
