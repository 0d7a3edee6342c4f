// Package judged reads sets of questions whose answers are known, and says how
// many of them a search answers.
package judged

import (
	"fmt"
	"io/fs"
	"strings"

	"deskbell/search"
)

// First is how many hits count.
const First = 10

// Query is a question with the addresses of the pages that answer it.
type Query struct {
	Text  string
	Pages map[string]bool
}

// Set is a corpus with its questions.
type Set struct {
	Lang    string // also of the index's tree
	Pages   []search.Page
	Queries []Query
}

// Quality is the share of questions with an answer among the first ten hits,
// and the mean of one by the first answer's rank, 0 where there is none.
type Quality struct {
	Recall, MRR float64
	N           int // questions
}

// Find gives, for each query, the addresses of its hits, best first.
type Find func(texts []string) ([][]string, error)

// Judge asks all questions.
func Judge(queries []Query, find Find) (Quality, [][]string, error) {
	texts := make([]string, len(queries))
	for i, q := range queries {
		texts[i] = q.Text
	}
	lists, err := find(texts)
	if err == nil && len(lists) != len(queries) {
		err = fmt.Errorf("%d answers to %d questions", len(lists), len(queries))
	}
	if err != nil {
		return Quality{}, nil, err
	}
	q := Quality{N: len(queries)}
	for i, query := range queries {
		q.count(query, lists[i])
	}
	if q.N > 0 {
		q.Recall /= float64(q.N)
		q.MRR /= float64(q.N)
	}
	return q, lists, nil
}

func (q *Quality) count(query Query, hits []string) {
	for rank, url := range hits[:min(len(hits), First)] {
		if query.Pages[url] {
			q.Recall++
			q.MRR += 1 / float64(rank+1)
			return
		}
	}
}

// PageOf is the page that an address leads to: the address without fragment.
func PageOf(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return url
}

// Reader builds an index of pages and returns a search of it through the Go
// reader of the browser's files.
func Reader(lang string, pages []search.Page) (Find, error) {
	files, err := search.Build(lang, pages, nil)
	if err != nil {
		return nil, err
	}
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Data
	}
	x, err := search.OpenShards(lang, func(name string) ([]byte, error) {
		if data, ok := byName[name]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	})
	if err != nil {
		return nil, err
	}
	return func(texts []string) ([][]string, error) {
		lists := make([][]string, len(texts))
		for i, text := range texts {
			for _, h := range x.Search(text, search.Options{Limit: First}).Hits {
				lists[i] = append(lists[i], PageOf(h.URL))
			}
		}
		return lists, nil
	}, nil
}
