package site

import (
	"context"

	"deskbell/diag"
)

// Anchors reads a site and gives each of its articles' files with the id of
// every heading written behind it, by source.
func Anchors(ctx context.Context, o Options) (map[string][]byte, []diag.Diagnostic, error) {
	b := newRun(ctx, o)
	defer b.close()
	in, err := read(b)
	if err != nil {
		return nil, nil, err
	}
	parse(b, in)
	out := map[string][]byte{}
	for _, p := range in.tree.Pages {
		out[p.Source] = p.Anchored()
	}
	return out, b.list.Sorted(), nil
}
