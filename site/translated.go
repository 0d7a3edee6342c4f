package site

import (
	"context"

	"deskbell/diag"
)

// Translation is an article with the article that it is a translation of.
type Translation struct {
	Source   string // slash-separated, from the site's folder
	Original string // the same; empty for one that has no original
	Hash     string // of the original's words as they are now
	Older    bool   // the original was changed since
}

// Translations reads a site and says of each of its articles what it is a
// translation of. An article that names no original yet is one of the default
// language's.
func Translations(ctx context.Context, o Options) ([]Translation, []diag.Diagnostic, error) {
	b := newRun(ctx, o)
	defer b.close()
	in, err := read(b)
	if err != nil {
		return nil, nil, err
	}
	var out []Translation
	for _, p := range in.tree.Pages {
		t := Translation{Source: p.Source, Older: p.Older}
		if p.Original != nil {
			t.Original, t.Hash = p.Original.Source, p.Original.SourceHash()
		}
		out = append(out, t)
	}
	return out, b.list.Sorted(), nil
}
