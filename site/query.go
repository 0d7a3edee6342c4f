package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/search"
	"deskbell/status"
)

// Status reads a site and says how its services do; nil where it has none.
func Status(ctx context.Context, o Options) (*status.Board, []diag.Diagnostic, error) {
	b := newRun(ctx, o)
	defer b.close()
	in, err := read(b)
	if err != nil {
		return nil, nil, err
	}
	return in.board, b.list.Sorted(), nil
}

// Search answers a query from a bleve index: in the language that is named, or
// in the one it is written in, and in the others where that finds nothing. The
// index is kept in the site's .deskbell folder and made anew when the articles
// have changed.
func Search(ctx context.Context, o Options, query, lang string, limit int) (search.Results, []diag.Diagnostic, error) {
	b := newRun(ctx, o)
	defer b.close()
	in, err := read(b)
	if err != nil {
		return search.Results{}, nil, err
	}
	parse(b, in)
	lastChanges(b, in)
	m := join(b, in)
	if b.stopped() {
		return search.Results{}, b.list.Sorted(), nil
	}
	index, err := m.openIndex(o.Dir)
	if err != nil {
		return search.Results{}, nil, err
	}
	defer index.Close()
	var results search.Results
	for _, l := range m.queryLanguages(query, lang) {
		results, err = index.Search(query, l, limit)
		if err != nil || results.Total > 0 {
			break
		}
	}
	return results, b.list.Sorted(), err
}

// queryLanguages are the languages to ask, one after the other: the one that is
// named, or all, that of the query's text first.
func (m *model) queryLanguages(query, named string) []string {
	if named != "" {
		return []string{named}
	}
	written, _, _ := strings.Cut(content.DetectLanguage([]byte(query)), "-")
	var first, rest []string
	for _, e := range m.editions {
		if primary, _, _ := strings.Cut(e.lang, "-"); primary == written {
			first = append(first, e.lang)
		} else {
			rest = append(rest, e.lang)
		}
	}
	return append(first, rest...)
}

// indexFolder is where the command line's index is kept, below the site.
const indexFolder = ".deskbell/index"

// indexFormat is part of what an index's name is made from: raise it when
// search writes another index of the same articles.
const indexFormat = 1

// openIndex opens the index of exactly these articles, making it where there is
// none. Its folder's name holds the hash of what was indexed, so an index is
// never out of date; older ones are removed.
func (m *model) openIndex(dir string) (*search.Index, error) {
	text, err := json.Marshal([]any{indexFormat, m.trees, m.search})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	parent := filepath.Join(dir, filepath.FromSlash(indexFolder))
	name := filepath.Join(parent, hex.EncodeToString(sum[:12]))
	if _, err := os.Stat(name); err == nil {
		return search.OpenIndex(name)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.RemoveAll(parent); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	staging, err := os.MkdirTemp(parent, "making-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(staging)
	made := filepath.Join(staging, "index")
	if err := search.WriteIndex(made, m.trees, m.search); err != nil {
		return nil, err
	}
	if err := os.Rename(made, name); err != nil {
		return nil, err
	}
	return search.OpenIndex(name)
}
