package content

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"

	"deskbell/diag"
)

// News is what a watcher saw change since a memory was made. Whoever has no
// watcher has no news, and stamps tell.
type News struct {
	All   bool     // something was not seen: every file is read
	Files []string // sorted; a folder stands for what happened to its name
}

// touches says whether a file may have other bytes than its record.
func (n *News) touches(source string) bool {
	if n == nil {
		return false
	}
	_, found := slices.BinarySearch(n.Files, source)
	return n.All || found
}

// known are the site's files as the last run found them, with the stamps of those
// that changed; ok is false where something else than known articles may have.
// changed are the indexes of these.
func (c *Config) known() (f found, changed []int, ok bool) {
	if c.Memory == nil || c.Memory.found == nil || c.News == nil || c.News.All {
		return found{}, nil, false
	}
	f = *c.Memory.found
	f.articles = slices.Clone(f.articles)
	for _, name := range c.News.Files {
		info, err := fs.Stat(c.FS, name)
		i, ok := slices.BinarySearchFunc(f.articles, name, bySource)
		if !ok && errors.Is(err, fs.ErrNotExist) && c.passes(name, f) {
			continue
		}
		if !ok || err != nil || !info.Mode().IsRegular() {
			return found{}, nil, false
		}
		f.articles[i] = entry{name, StampOf(info), info}
		changed = append(changed, i)
	}
	return f, changed, true
}

// passes says whether a name below the content folder that is not there, and was
// not when the memory was made, is of nothing that a site is made of: editors put
// such files beside those that they save.
func (c *Config) passes(name string, f found) bool {
	if !strings.HasPrefix(name, c.Dir+"/") || isArticle(name) {
		return false
	}
	for _, list := range [][]entry{f.articles, f.files} {
		if _, ok := slices.BinarySearchFunc(list, name, bySource); ok {
			return false
		}
		if j, _ := slices.BinarySearchFunc(list, name+"/", bySource); j < len(list) && strings.HasPrefix(list[j].source, name+"/") {
			return false
		}
	}
	return true
}

// Update takes the last run's tree for this one where nothing changed but the
// text of articles: no head, and so no address, title or place of any, and no
// translation that is now older than its original, or no longer. It gives
// the pages whose text is another; ok is false where more changed, and then the
// tree is as it was. What it does to the tree nobody may look on at.
func (t *Tree) Update(cfg Config) (changed []*Page, ok bool) {
	cfg.heads, cfg.texts = cfg.basis(), new(atomic.Int64)
	files, at, ok := cfg.known()
	if !ok || t.texts == nil {
		return nil, false
	}
	var fresh []*Page
	for _, i := range at {
		p := t.bySource[files.articles[i].source]
		if p == nil {
			return nil, false
		}
		q := readPage(&cfg, files.articles[i], new(Page), nil, &diag.List{})
		if q == nil || q.record.head != p.record.head {
			return nil, false
		}
		changed, fresh = append(changed, p), append(fresh, q)
	}
	if t.outdates(changed, fresh) {
		return nil, false
	}
	for i, p := range changed {
		p.record, p.file = fresh[i].record, fresh[i].file
	}
	t.memory.found = &files
	return changed, true
}
