package site

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"sync"

	"deskbell/content"
	"deskbell/diag/wire"
	"deskbell/search"
)

// index makes what the browser's search reads. A check also asks it the
// queries that the site says must be answered.
func index(b *run, m *model, out *output) error {
	defer b.stage("index")()
	if m.config.Search.Off {
		return nil
	}
	made := map[string][]search.File{}
	for i, e := range m.editions {
		end := b.o.Memory.look()
		x, err := m.indexed(b.ctx, e)
		end()
		if err != nil {
			return err
		}
		x.last = i == len(m.editions)-1
		key := content.NewKey(fmt.Appendf(nil, "index %s %#v", e.lang, *m.search), x.all())
		if !b.o.DryRun && out.keepAll(b.store, key) {
			b.reused("index", len(m.trees[e.lang]), len(m.trees[e.lang]))
			continue
		}
		var files indexFiles
		if err := x.build(b, m, out, &files); err != nil {
			return err
		}
		b.reused("index", x.reused, len(x.pages))
		files.keep(b.store, key)
		made[e.lang] = files.made
	}
	b.dropIndexes(m.editions)
	if b.o.DryRun {
		if err := m.search.CheckQueries(m.trees, made, &b.list); err != nil {
			return err
		}
	}
	return out.write("_deskbell/search.js", search.Script())
}

// indexFiles are the files of an index that have been written.
type indexFiles struct {
	mu   sync.Mutex
	sums map[string]sum
	made []search.File // for a check
}

// write writes a file of an index, from any goroutine.
func (x *indexFiles) write(o *output, f search.File, check bool) error {
	name := "_deskbell/" + f.Name
	if f.Data == nil {
		if !o.keep(name, f.Sum) {
			return fmt.Errorf("%s was changed while the site was built; build again", name)
		}
	} else if err := o.write(name, f.Data); err != nil {
		return err
	}
	made, _ := o.sumOf(name)
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.sums == nil {
		x.sums = map[string]sum{}
	}
	x.sums[name] = made
	if check {
		x.made = append(x.made, f)
	}
	return nil
}

// keep keeps the list of the files by the key of what they were made from.
func (x *indexFiles) keep(store *store, key content.Key) {
	var list wire.Writer
	list.Int(len(x.sums))
	for _, name := range slices.Sorted(maps.Keys(x.sums)) {
		made := x.sums[name]
		list.String(name)
		list.Bytes(made[:])
	}
	store.Put(key, list.B)
}

// keepAll keeps the files of an index that an earlier build wrote. It keeps all
// of them, or none and returns false.
func (o *output) keepAll(store *store, key content.Key) bool {
	text, ok := store.Get(key)
	if !ok {
		return false
	}
	list := wire.NewStringReader(text)
	names, sums := make([]string, list.Len()), []sum{}
	for i := range names {
		names[i] = list.String()
		made := list.String()
		if len(made) != sha256.Size {
			return false
		}
		sums = append(sums, sum([]byte(made)))
		if _, ok := o.intact(names[i], sums[i]); !ok {
			return false
		}
	}
	if list.Err() != nil {
		return false
	}
	for i, name := range names {
		if !o.keep(name, sums[i]) {
			return false // then writing it fails, and the build with it
		}
	}
	return true
}
