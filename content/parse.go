package content

import (
	"slices"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// Parse turns the Markdown of all pages into HTML, on all cores, and then
// checks the fragments of their links. Its results do not depend on the order
// in which pages were done.
func (t *Tree) Parse(cfg Config, c *markdown.Converter, urls URLs, list *diag.List) {
	shared := &pictures{fs: cfg.FS}
	parallel(len(t.Pages), func(i int) {
		p := t.Pages[i]
		r := &resolver{t: t, cfg: &cfg, urls: urls, tree: p.Tree, dir: folderOf(p.Source), page: p, pictures: shared}
		p.Doc = c.Convert(p.file, p.body, p.Lang, r, list)
	})
	t.checkFragments(list)
}

// checkFragments warns of links to headings that are not there.
func (t *Tree) checkFragments(list *diag.List) {
	ids := map[*Page]map[string]bool{}
	for _, p := range t.Pages {
		for _, link := range p.Doc.Links {
			if link.Fragment == "" {
				continue
			}
			target := p
			if link.URL != "" {
				target = t.byURL[link.URL]
			}
			if target == nil || target.Doc == nil {
				continue
			}
			known := ids[target]
			if known == nil {
				known = make(map[string]bool, len(target.Doc.IDs))
				for _, id := range target.Doc.IDs {
					known[id] = true
				}
				ids[target] = known
			}
			if known[link.Fragment] || link.Fragment == "top" || link.Fragment == target.Doc.TitleID {
				continue
			}
			list.Warnf("link-fragment", link.Pos, fragmentHint(link.Fragment, target), "%s has no heading #%s", target.Source, link.Fragment)
		}
	}
}

func fragmentHint(fragment string, target *Page) string {
	if near := diag.Suggest(fragment, target.Doc.IDs); near != "" {
		return "did you mean #" + near + "?"
	}
	for _, h := range target.Doc.Headings {
		if markdown.Slug(h.Text) == markdown.Slug(fragment) {
			return "did you mean #" + h.ID + "?"
		}
	}
	some := slices.Clone(target.Doc.IDs)
	if len(some) == 0 {
		return "the page has no headings; take the fragment out"
	}
	return "its first heading is #" + some[0]
}
