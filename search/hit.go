package search

import (
	"cmp"
	"slices"
	"strings"
)

// forms are all forms of the terms that a query found, with their clause.
func (x *Shards) forms(clauses []resolved) map[string]int {
	out := map[string]int{}
	eachTerm(clauses, func(f foundTerm, clause int) {
		s := x.loaded[f.shard]
		for i, t := range s.terms {
			if _, ok := out[s.forms[i]]; t == f.term && !ok {
				out[s.forms[i]] = clause
			}
		}
	})
	return out
}

func (x *Shards) textFile(i int) *textFile {
	if f, ok := x.texts[i]; ok {
		return f
	}
	x.texts[i] = nil
	if name := x.textName(i); name != "" {
		if data, err := x.read(name); err == nil {
			x.texts[i], _ = decodeText(data)
		}
	}
	return x.texts[i]
}

// text loads the texts of a page's best section.
func (x *Shards) text(r ranked) (*textPage, *textSection, error) {
	n, at := x.table.text(r)
	file := x.textFile(n)
	if file == nil {
		return nil, nil, errDamaged
	}
	return file.section(at)
}

// hit makes what is shown of a page; false where its text cannot be read.
func (x *Shards) hit(r ranked, forms map[string]int, clauses int) (Hit, bool) {
	page, section, err := x.text(r)
	if err != nil {
		x.fault = true
		return Hit{}, false
	}
	t := x.table
	class := &t.Classes[t.class[r.page]]
	h := Hit{
		URL: page.URL, Title: page.Title, Anchor: section.Anchor, Source: page.Source,
		Kind: t.Kinds[class.Kind], Version: t.Versions[class.Version], Lang: t.Langs[class.Lang],
		Answer: section.Answer == 1,
	}
	for _, p := range class.Products {
		h.Products = append(h.Products, t.Products[p])
	}
	if h.Anchor != "" {
		h.URL += "#" + h.Anchor
	}
	near := 0
	look := func(text string) []matched {
		folded, from := foldMapped(text)
		tokens := x.scan.scan(folded)
		near = max(near, nearness(tokens, forms, clauses))
		return matchesOf(tokens, from, forms)
	}
	h.TitleMarks = marks(look(h.Title))
	if section.Heading != h.Title {
		h.Section = section.Heading
		h.SectionMarks = marks(look(h.Section))
	}
	width := excerptWidth
	if h.Answer {
		width = answerWidth
	}
	h.Excerpt, h.Marks = excerpt(section.Text, look(section.Text), width, h.Answer)
	h.Score = float64(withNearness(r.score, near, clauses))
	return h, true
}

// show adds hits up to the limit and returns how many pages lack a phrase.
func (x *Shards) show(out *Results, pages []ranked, q *query, forms map[string]int, limit int) (rejected int) {
	for _, page := range pages {
		if len(out.Hits) == limit {
			break
		}
		if len(q.phrases) > 0 && !x.hasPhrases(page, q.phrases) {
			rejected++
			continue
		}
		if hit, ok := x.hit(page, forms, len(q.clauses)); ok {
			hit.page = page.page
			out.Hits = append(out.Hits, hit)
		}
	}
	return rejected
}

// promote orders the hits that are shown: pinned ones, the page of the error
// code that was asked for, those whose title or heading is the query, and the
// others by their score.
func promote(hits []Hit, key string, han hanPairs) {
	order := func(h *Hit) int {
		switch {
		case h.Pinned:
			return 0
		case h.Kind == "error" && keyOf(codeOf(h.Title), han) == key:
			return 1
		case keyOf(h.Title, han) == key || h.Section != "" && keyOf(h.Section, han) == key:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		if n := order(&a) - order(&b); n != 0 || a.Pinned {
			return n
		}
		return cmp.Compare(b.Score, a.Score)
	})
}

// codeOf is the code that the title of an error's page begins with, before the
// colon and its meaning.
func codeOf(title string) string {
	if i := strings.IndexAny(title, ":："); i >= 0 {
		return title[:i]
	}
	return title
}
