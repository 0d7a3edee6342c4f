package search

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"deskbell/diag"
)

// CheckPages reports pages that the settings name and that no tree has.
func (s *Settings) CheckPages(trees map[string][]Page, list *diag.List) {
	names := slices.Sorted(maps.Keys(trees))
	check := func(address, lang string, pos diag.Position) {
		for _, tree := range names {
			if (lang == "" || lang == tree) && findPage(trees[tree], address) >= 0 {
				return
			}
		}
		var all []string
		for _, tree := range names {
			for i := range trees[tree] {
				if lang == "" || lang == tree {
					all = append(all, trees[tree][i].URL)
				}
			}
		}
		hint := diag.DidYouMean(address, all, "write its address without the site's base path, such as /faq/login/, or its file")
		list.Errorf("page-unknown", pos, hint, "there is no page %s", address)
	}
	for _, p := range s.Pinned {
		for i, address := range p.Pages {
			check(address, p.Lang, p.Pos[i])
		}
	}
	for _, q := range s.Queries {
		check(q.Page, q.Lang, q.PagePos)
	}
}

// CheckQueries asks the queries of queries.yaml from the files that Build made
// of each tree, and reports those that do not find their page early enough.
func (s *Settings) CheckQueries(trees map[string][]Page, files map[string][]File, list *diag.List) error {
	for _, tree := range slices.Sorted(maps.Keys(trees)) {
		byName := map[string][]byte{}
		for _, f := range files[tree] {
			byName[f.Name] = f.Data
		}
		var x *Shards
		for i := range s.Queries {
			q := &s.Queries[i]
			page := findPage(trees[tree], q.Page)
			if q.Lang != "" && q.Lang != tree || page < 0 {
				continue
			}
			if x == nil {
				var err error
				if x, err = OpenShards(tree, mapReader(byName)); err != nil {
					return err
				}
			}
			x.check(q, &trees[tree][page], list)
		}
	}
	return nil
}

func mapReader(files map[string][]byte) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

const namedInstead = 3 // hits that are named where a page comes too late

func (x *Shards) check(q *Query, page *Page, list *diag.List) {
	hits := x.Search(q.Query, Options{Limit: maxLimit}).Hits
	at := slices.IndexFunc(hits, func(h Hit) bool { return pageURL(h) == page.URL })
	if at >= 0 && at < q.Within {
		return
	}
	found := "does not find"
	if at >= 0 {
		found = fmt.Sprintf("finds only at place %d", at+1)
	}
	instead := "nothing"
	if len(hits) > 0 {
		var urls []string
		for _, h := range hits[:min(namedInstead, len(hits))] {
			urls = append(urls, pageURL(h))
		}
		instead = strings.Join(urls, ", ")
	}
	list.Errorf("query-missed", q.Pos, "add the words to the page's title, headings or keywords, a synonym, or pin the page",
		"%q %s %s within the first %d in %s; what came: %s", q.Query, found, q.Page, q.Within, x.tree, instead)
}

// pageURL is a hit's address without its fragment.
func pageURL(h Hit) string {
	u, _, _ := strings.Cut(h.URL, "#")
	return u
}
