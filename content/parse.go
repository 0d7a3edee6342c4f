package content

import (
	"cmp"
	"path"
	"slices"
	"sync"
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
	t.space = t.addresses(&cfg, urls)
	for i, p := range t.Pages {
		p.at = i
	}
	texts := make([]*told, len(t.Pages))
	reused = t.convert(&cfg, c, urls, t.Pages, func(i int, text *told) { texts[i] = text })
	t.remember(t.Pages)
	t.report(texts, list)
	if cfg.Again {
		t.texts = texts
	}
	return reused
}

// ParseAgain is Parse for a tree in which some texts changed, as Tree.Update
// gave them. Texts that include others are asked again.
func (t *Tree) ParseAgain(cfg Config, c *markdown.Converter, urls URLs, changed []*Page, list *diag.List) (reused int) {
	pages := slices.Clone(changed)
	for _, p := range t.Pages {
		if p.Includes && !slices.Contains(changed, p) {
			pages = append(pages, p)
		}
	}
	reused = t.convert(&cfg, c, urls, pages, func(i int, text *told) { t.texts[pages[i].at] = text })
	t.remember(pages)
	t.report(t.texts, list)
	return len(t.Pages) - len(pages) + reused
}

// convert converts some pages, or finds their texts.
func (t *Tree) convert(cfg *Config, c *markdown.Converter, urls URLs, pages []*Page, done func(int, *told)) (reused int) {
	conv := &conversion{converter: c, identity: NewKey([]byte(c.Identity())), space: t.space, store: cfg.Store, again: cfg.Again}
	if conv.store == nil {
		conv.store = &memory{}
	}
	size := int64(0)
	for _, p := range pages {
		size += p.record.stamp.Size
	}
	conv.hold = size <= maxHeld
	if size > cmp.Or(cfg.room, maxTexts) && !cfg.Again {
		conv.large = &late{conv.store, conv.space}
	}
	shared := newFiles(cfg.FS, cfg.Limits)
	var had atomic.Int64
	parallel(len(pages), func(i int) {
		p := pages[i]
		text, was := p.convert(conv, &resolver{t: t, cfg: cfg, urls: urls, tree: p.Tree, dir: path.Dir(p.Source), page: p, shared: shared})
		if done(i, text); was {
			had.Add(1)
		}
		p.file = nil // positions read it again
	})
	return int(had.Load())
}

// report tells the problems of all texts, and those of links between them.
func (t *Tree) report(texts []*told, list *diag.List) {
	t.linked = map[string]bool{}
	for i, p := range t.Pages {
		list.Add(texts[i].problems...)
		for _, link := range texts[i].refs.Links {
			if link.URL != p.URL {
				t.linked[link.URL] = true
			}
		}
	}
	t.checkFragments(texts, list)
}

// remember puts what was found of some pages' texts into the memory.
func (t *Tree) remember(pages []*Page) {
	for _, p := range pages {
		i, _ := slices.BinarySearchFunc(t.memory.list, p.Source, func(r *record, source string) int { return cmp.Compare(r.source, source) })
		t.memory.list[i] = p.record
		t.memory.records[p.Source] = p.record
	}
}

// Memory is what the next build may know of this one, after Parse.
func (t *Tree) Memory() *Memory { return t.memory }

// checkFragments warns of links to headings that are not there. texts are those
// of each page.
func (t *Tree) checkFragments(texts []*told, list *diag.List) {
	var large sync.Map // by page: its IDs as a map[string]bool
	has := func(target *Page, id string) bool {
		ids := texts[target.at].refs.IDs
		if len(ids) <= maxListed {
			return slices.Contains(ids, id)
		}
		known, ok := large.Load(target)
		if !ok {
			known, _ = large.LoadOrStore(target, idsOf(ids))
		}
		return known.(map[string]bool)[id]
	}
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		for _, link := range texts[i].refs.Links {
			target := t.target(p, link)
			if target == nil || has(target, link.Fragment) {
				continue
			}
			ids := texts[target.at].refs.IDs
			list.Warnf("link-fragment", link.Pos, fragmentHint(link.Fragment, ids, idsOf(ids)), "%s has no heading #%s", target.Source, link.Fragment)
		}
	})
}

// maxListed is how many IDs are looked through one by one: most pages have fewer.
const maxListed = 32

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
