package content

import (
	"path"
	"sync/atomic"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// Parse turns the Markdown of all pages into HTML, on all cores, and then
// checks the fragments of their links. Its results do not depend on the order
// in which pages were done. It is called once for a tree: texts are let go of,
// and documents go into the configuration's store. It returns how many of them
// were there already.
func (t *Tree) Parse(cfg Config, c *markdown.Converter, urls URLs, list *diag.List) (reused int) {
	store := cfg.Store
	if store == nil {
		store = &memory{}
	}
	shared := newFiles(cfg.FS)
	refs := make([]markdown.References, len(t.Pages))
	conv := &conversion{converter: c, identity: NewKey([]byte(c.Identity())), space: t.space(&cfg, urls), store: store, list: list}
	var had atomic.Int64
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		r := &resolver{t: t, cfg: &cfg, urls: urls, tree: p.Tree, dir: path.Dir(p.Source), page: p, shared: shared}
		found, was := p.convert(conv, r)
		if refs[i] = found; was {
			had.Add(1)
		}
		p.file = nil // positions read it again
	})
	t.remember()
	t.linked = map[string]bool{}
	for i, p := range t.Pages {
		for _, link := range refs[i].Links {
			if link.URL != p.URL {
				t.linked[link.URL] = true
			}
		}
	}
	t.checkFragments(refs, list)
	return int(had.Load())
}

// remember makes the memory of what was read and parsed.
func (t *Tree) remember() {
	bySource := make(map[string]*record, len(t.Pages))
	for _, p := range t.Pages {
		bySource[p.Source] = p.record
	}
	for i, r := range t.memory.list { // drafts too, which have no text
		if now := bySource[r.source]; now != nil {
			t.memory.list[i] = now
		}
	}
	t.memory.records = nil
	t.memory.index()
}

// Memory is what the next build may know of this one, after Parse.
func (t *Tree) Memory() *Memory { return t.memory }

// checkFragments warns of links to headings that are not there. refs are those
// of each page.
func (t *Tree) checkFragments(refs []markdown.References, list *diag.List) {
	at := make(map[*Page]int, len(t.Pages))
	for i, p := range t.Pages {
		at[p] = i
	}
	ids := map[*Page]map[string]bool{}
	for i, p := range t.Pages {
		for _, link := range refs[i].Links {
			if target := t.target(p, link); target != nil && ids[target] == nil {
				ids[target] = idsOf(refs[at[target]].IDs)
			}
		}
	}
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		for _, link := range refs[i].Links {
			target := t.target(p, link)
			if target == nil || ids[target][link.Fragment] {
				continue
			}
			list.Warnf("link-fragment", link.Pos, fragmentHint(link.Fragment, refs[at[target]].IDs, ids[target]), "%s has no heading #%s", target.Source, link.Fragment)
		}
	})
}

// target is the page whose heading a link names; nil for a link without fragment.
func (t *Tree) target(p *Page, link markdown.Link) *Page {
	switch {
	case link.Fragment == "" || link.Fragment == "top":
		return nil
	case link.URL == "":
		return p
	}
	return t.byURL[link.URL]
}

func idsOf(ids []string) map[string]bool {
	known := make(map[string]bool, len(ids)+1)
	for _, id := range ids {
		known[id] = true
	}
	return known
}

func fragmentHint(fragment string, ids []string, known map[string]bool) string {
	if slug := markdown.SafeID(markdown.Slug(fragment)); known[slug] {
		return "did you mean #" + slug + "?"
	}
	if near := suggestName(fragment, ids); near != "" {
		return "did you mean #" + near + "?"
	}
	if len(ids) == 0 {
		return "the page has no headings; take the fragment out"
	}
	return "its first heading is #" + ids[0]
}
