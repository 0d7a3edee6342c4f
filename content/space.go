package content

import (
	"crypto/sha256"
	"maps"
	"slices"

	"deskbell/diag/wire"
)

// addresses is the hash of all that a resolver's answers depend on but the bytes of
// files: the site's addresses, what has them, and what is left out. Where it is
// what it was, every link is what it was. Titles are not in it.
func (t *Tree) addresses(cfg *Config, urls URLs) Key {
	h := sha256.New()
	w := wire.Writer{B: make([]byte, 0, 16<<10)}
	flush := func() {
		h.Write(w.B)
		w.B = w.B[:0]
	}
	w.String(t.dir)
	w.Strings(t.Languages)
	w.Strings(cfg.Reserved)
	w.Bool(cfg.Lenient)
	w.String(urls.Page("/a b/"))
	w.String(urls.File("/a b"))
	w.Int(len(t.Pages))
	for _, p := range t.Pages {
		w.String(p.Source)
		w.String(p.URL)
		w.String(p.Tree)
		w.String(p.Key)
		w.String(p.rel)
		w.Bool(p.IsIndex)
		w.Strings(p.Aliases)
		if len(w.B) > 15<<10 {
			flush()
		}
	}
	for _, tree := range t.Languages {
		sections := t.sections[tree]
		w.Int(len(sections))
		for _, dir := range slices.Sorted(maps.Keys(sections)) {
			w.String(dir)
			w.String(sections[dir].URL)
		}
		flush()
	}
	w.Int(len(t.Files))
	for _, f := range t.Files {
		w.String(f.Source)
		w.String(f.URL)
	}
	for _, source := range slices.Sorted(maps.Keys(t.hidden)) {
		w.String(source)
		w.String(t.hidden[source])
	}
	flush()
	return Key(h.Sum(nil))
}
