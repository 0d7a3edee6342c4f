package content

import (
	"path"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// Parse turns the Markdown of all pages into HTML, on all cores, and then
// checks the fragments of their links. Its results do not depend on the order
// in which pages were done. It is called once for a tree: texts are let go of.
func (t *Tree) Parse(cfg Config, c *markdown.Converter, urls URLs, list *diag.List) {
	shared := &pictures{fs: cfg.FS}
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		r := &resolver{t: t, cfg: &cfg, urls: urls, tree: p.Tree, dir: path.Dir(p.Source), page: p, pictures: shared}
		p.convert(c, r, list)
	})
	t.checkFragments(list)
	for _, p := range t.Pages {
		p.release()
	}
}

// convert makes the page's document. A fault of the program costs one page and
// is an error at it, not the end of the build.
func (p *Page) convert(c *markdown.Converter, r *resolver, list *diag.List) {
	defer func() {
		if fault := recover(); fault != nil {
			p.Doc = &markdown.Document{Sections: []markdown.Section{{Heading: -1}}}
			list.Errorf("page-failed", diag.Position{File: p.Source}, "please report this with the file", "the text could not be converted: %v", fault)
		}
	}()
	p.Doc = c.Convert(p.file, p.body, p.Lang, r, list)
}

// checkFragments warns of links to headings that are not there.
func (t *Tree) checkFragments(list *diag.List) {
	ids := map[*Page]map[string]bool{}
	for _, p := range t.Pages {
		for _, link := range p.Doc.Links {
			if target := t.target(p, link); target != nil && ids[target] == nil {
				ids[target] = idsOf(target)
			}
		}
	}
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		for _, link := range p.Doc.Links {
			target := t.target(p, link)
			if target == nil || ids[target][link.Fragment] {
				continue
			}
			list.Warnf("link-fragment", link.Pos, fragmentHint(link.Fragment, target, ids[target]), "%s has no heading #%s", target.Source, link.Fragment)
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

func idsOf(p *Page) map[string]bool {
	known := make(map[string]bool, len(p.Doc.IDs)+1)
	for _, id := range p.Doc.IDs {
		known[id] = true
	}
	return known
}

func fragmentHint(fragment string, target *Page, known map[string]bool) string {
	if slug := markdown.SafeID(markdown.Slug(fragment)); known[slug] {
		return "did you mean #" + slug + "?"
	}
	if near := suggestName(fragment, target.Doc.IDs); near != "" {
		return "did you mean #" + near + "?"
	}
	if len(target.Doc.IDs) == 0 {
		return "the page has no headings; take the fragment out"
	}
	return "its first heading is #" + target.Doc.IDs[0]
}
