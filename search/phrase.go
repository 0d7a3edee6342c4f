package search

import "slices"

// Words in quotation marks must stand together, in this order, in the title,
// the heading or the text of a section. Sections that have all of them are told
// by the index; whether they stand together, by the texts of the first hits.

// maxVerified is how many hits are looked through for phrases.
const maxVerified = 50

// needed are the terms of all phrases; false where the index lacks one.
// Frequent stop words need not be looked up.
func (x *Shards) needed(q *query) ([]foundTerm, bool) {
	var out []foundTerm
	common := x.root.commonForms()
	for _, phrase := range q.phrases {
		for _, form := range phrase {
			if common[form] {
				continue
			}
			f, ok := lookup(x, form)
			if !ok {
				return nil, false
			}
			if !slices.ContainsFunc(out, func(g foundTerm) bool { return g.shard == f.shard && g.term == f.term }) {
				out = append(out, f)
			}
		}
	}
	return out, true
}

// hasPhrases says whether a page's section has all phrases.
func (x *Shards) hasPhrases(r ranked, phrases [][]string) bool {
	page, section, err := x.text(r)
	if err != nil {
		return true // hit tells
	}
	var texts [][]string
	for _, text := range []string{page.Title, section.Heading, section.Text} {
		texts = append(texts, words(x.scan.scanText(text)))
	}
	for _, phrase := range phrases {
		if !slices.ContainsFunc(texts, func(text []string) bool { return containsRun(text, phrase) }) {
			return false
		}
	}
	return true
}
