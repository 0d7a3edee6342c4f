package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	found "github.com/blevesearch/bleve/v2/search"
	ask "github.com/blevesearch/bleve/v2/search/query"
)

// Index answers from what WriteIndex wrote.
type Index struct {
	trees map[string]*treeIndex
}

type treeIndex struct {
	bleve bleve.Index
	root  *root
	stem  *stemmer
	han   hanPairs
}

// OpenIndex opens the index in dir. The error is fs.ErrNotExist where there is
// none.
func OpenIndex(dir string) (*Index, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	x := &Index{map[string]*treeIndex{}}
	for _, e := range entries {
		tree, ok := strings.CutSuffix(e.Name(), treeSuffix)
		if !ok {
			continue
		}
		t, err := openTree(dir, tree)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("index of %s: %w", tree, err), x.Close())
		}
		x.trees[tree] = t
	}
	if len(x.trees) == 0 {
		return nil, fmt.Errorf("%s: no index: %w", dir, fs.ErrNotExist)
	}
	return x, nil
}

func openTree(dir, tree string) (*treeIndex, error) {
	data, err := os.ReadFile(filepath.Join(treePath(dir, tree), "settings"))
	if err != nil {
		return nil, err
	}
	r, err := decodeRoot(data)
	if err != nil {
		return nil, err
	}
	stem, err := newStemmer(tree)
	if err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(treePath(dir, tree), map[string]any{"read_only": true})
	if err != nil {
		return nil, err
	}
	return &treeIndex{b, r, stem, hanOf(tree)}, nil
}

// Close closes the index.
func (x *Index) Close() error {
	var errs []error
	for _, t := range x.trees {
		errs = append(errs, t.bleve.Close())
	}
	return errors.Join(errs...)
}

// Languages are the trees that the index has, sorted.
func (x *Index) Languages() []string {
	var out []string
	for tree := range x.trees {
		out = append(out, tree)
	}
	slices.Sort(out)
	return out
}

// Search finds pages in a language's tree; with a limit of 0 ten of them.
func (x *Index) Search(text, lang string, limit int) (Results, error) {
	t, ok := x.trees[lang]
	if !ok {
		return Results{}, fmt.Errorf("no index for language %q; there is %s", lang, strings.Join(x.Languages(), ", "))
	}
	if limit <= 0 {
		limit = defaultLimit
	}
	q := t.root.parse(text, t.han)
	if len(q.clauses) == 0 {
		return Results{Hits: []Hit{}}, nil
	}
	list, err := t.pages(&q, false)
	if err == nil && len(list) == 0 {
		list, err = t.pages(&q, true)
	}
	if err != nil {
		return Results{}, err
	}
	list, pinned := t.pin(q.key, list)
	out := Results{Total: len(list), Hits: []Hit{}}
	for i, m := range list[:min(limit, len(list))] {
		h, err := t.hit(m, &q)
		if err != nil {
			return Results{}, err
		}
		h.Pinned = i < pinned
		out.Hits = append(out.Hits, h)
	}
	return out, nil
}

// pages finds the best section of each page, the best first. Words may be
// misspelt when nothing is found otherwise.
func (t *treeIndex) pages(q *query, misspelt bool) (found.DocumentMatchCollection, error) {
	var clauses []ask.Query
	for i := range q.clauses {
		clauses = append(clauses, t.clause(&q.clauses[i]))
		if misspelt {
			clauses = append(clauses, t.fuzzy(&q.clauses[i]))
		}
	}
	count, err := t.bleve.DocCount()
	if err != nil {
		return nil, err
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(clauses...), int(count), 0, false)
	request.SortBy([]string{"-_score", "_id"})
	result, err := t.bleve.Search(request)
	if err != nil {
		return nil, err
	}
	seen := map[int]bool{}
	return slices.DeleteFunc(result.Hits, func(m *found.DocumentMatch) bool {
		page := pageOfID(m.ID)
		again := seen[page]
		seen[page] = true
		return again
	}), nil
}

// codeBoost lifts codes over their parts, which bleve's disjunction favours for
// being many.
const codeBoost = 4

// clause asks for any of a clause's ways.
func (t *treeIndex) clause(c *clause) ask.Query {
	var ways []ask.Query
	for _, w := range c.ways {
		for _, form := range w.forms {
			boost := float64(w.weight) / fullWeight
			if w.weight > fullWeight {
				boost *= codeBoost
			}
			ways = append(ways, t.term(form, boost))
		}
	}
	if c.last {
		form := c.ways[0].forms[0]
		for f, name := range bleveFields {
			p := bleve.NewPrefixQuery(form)
			p.SetField(name)
			p.SetBoost(fieldWeight[f] * longerWeight / fullWeight)
			ways = append(ways, p)
		}
	}
	return bleve.NewDisjunctionQuery(ways...)
}

// fuzzy asks for words that differ from a clause's word by a slip or two.
func (t *treeIndex) fuzzy(c *clause) ask.Query {
	form := c.ways[0].forms[0]
	limit := slips(form)
	if limit == 0 {
		return bleve.NewMatchNoneQuery()
	}
	var in []ask.Query
	for f, name := range bleveFields {
		q := bleve.NewFuzzyQuery(t.stem.stem(form, classOf(form)))
		q.SetField(name)
		q.SetFuzziness(limit)
		q.SetBoost(fieldWeight[f])
		in = append(in, q)
	}
	return bleve.NewDisjunctionQuery(in...)
}

// term asks for a form's stem in all fields, by their weights.
func (t *treeIndex) term(form string, boost float64) ask.Query {
	stem := t.stem.stem(form, classOf(form))
	var in []ask.Query
	for f, name := range bleveFields {
		q := bleve.NewTermQuery(stem)
		q.SetField(name)
		q.SetBoost(fieldWeight[f] * boost)
		in = append(in, q)
	}
	return bleve.NewDisjunctionQuery(in...)
}

// pin puts the pages pinned to a query first and says how many there are.
func (t *treeIndex) pin(key string, list found.DocumentMatchCollection) (found.DocumentMatchCollection, int) {
	var first found.DocumentMatchCollection
	for _, page := range t.root.Pins[key] {
		m := &found.DocumentMatch{ID: documentID(page, 0)}
		if i := slices.IndexFunc(list, func(m *found.DocumentMatch) bool { return pageOfID(m.ID) == page }); i >= 0 {
			m = list[i]
			list = slices.Delete(list, i, i+1)
		}
		first = append(first, m)
	}
	return append(first, list...), len(first)
}

// hit loads what is shown of a section.
func (t *treeIndex) hit(m *found.DocumentMatch, q *query) (Hit, error) {
	request := bleve.NewSearchRequest(bleve.NewDocIDQuery([]string{m.ID}))
	request.Fields = []string{"hit"}
	result, err := t.bleve.Search(request)
	if err != nil {
		return Hit{}, err
	}
	if len(result.Hits) == 0 {
		return Hit{}, errDamaged
	}
	var h storedHit
	text, _ := result.Hits[0].Fields["hit"].(string)
	if err := json.Unmarshal([]byte(text), &h); err != nil {
		return Hit{}, fmt.Errorf("%w: %v", errDamaged, err)
	}
	h.Score = m.Score
	stems := t.stems(q)
	mark := func(text string) []matched { return t.matches(text, stems) }
	h.TitleMarks, h.SectionMarks = marks(mark(h.Title)), marks(mark(h.Section))
	width := excerptWidth
	if h.Answer {
		width = answerWidth
	}
	h.Excerpt, h.Marks = excerpt(h.Text, mark(h.Text), width, h.Answer)
	return h.Hit, nil
}

// stems are the stems of all that a query asks for, with their clause.
func (t *treeIndex) stems(q *query) map[string]int {
	out := map[string]int{}
	for i, c := range q.clauses {
		for _, w := range c.ways {
			for _, form := range w.forms {
				out[t.stem.stem(form, classOf(form))] = i
			}
		}
	}
	return out
}

// matches finds the forms of stems in a text.
func (t *treeIndex) matches(text string, stems map[string]int) []matched {
	s := scanner{han: t.han}
	forms := map[string]int{}
	folded, _ := foldMapped(text)
	for _, token := range s.scan(folded) {
		form := string(token.term)
		if clause, ok := stems[t.stem.stem(form, token.class)]; ok {
			forms[form] = clause
		}
	}
	return matches(&s, text, forms)
}

func pageOfID(id string) int {
	page, _, _ := strings.Cut(id, "/")
	n, err := strconv.Atoi(page)
	if err != nil {
		return -1
	}
	return n
}
