package themes

import (
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// escaped are the trees of all templates after html/template has put its
// escapers into them; none where it could not. It looks at what is named in
// branches that are never taken too, so one template that names all others and
// takes no branch has all of them escaped and none executed.
func (t *Theme) escaped() map[string]*parse.Tree {
	if t.trees != nil {
		return t.trees
	}
	t.trees = map[string]*parse.Tree{}
	var all strings.Builder
	for _, name := range slices.Compact(slices.Sorted(slices.Values(append(t.onceNames(), slices.Collect(maps.Keys(views))...)))) {
		fmt.Fprintf(&all, "{{if false}}{{template %q .}}{{end}}\n", name)
	}
	set := template.Must(t.templates.Clone())
	every, err := set.New("all pages").Parse(all.String())
	if err != nil || every.Execute(io.Discard, nil) != nil {
		return t.trees
	}
	for _, tmpl := range set.Templates() {
		t.trees[tmpl.Name()] = tmpl.Tree
	}
	return t.trees
}

// onceNames are the parts that templates ask for by {{once "name" .Site}}.
func (t *Theme) onceNames() []string {
	var names []string
	for _, src := range t.sources {
		for _, name := range partsAfter("once", string(src.Text)) {
			if t.sources[name] != nil {
				names = append(names, name)
			}
		}
	}
	return names
}
