package content

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"deskbell/diag"
)

// claimURLs gives pages and aliases their URLs. Two that want one are an error;
// in a folder without configuration the second takes another, with a warning.
func (t *Tree) claimURLs(cfg Config, list *diag.List) {
	c := &claims{tree: t, cfg: cfg, list: list, owner: make(map[string]*Page, len(t.Pages))}
	var second []*Page // each README beside an index: the index is the folder's page
	for _, p := range t.Pages {
		if p.IsIndex && isReadme(p.Source) && t.hasIndex(path.Dir(p.Source)) {
			second = append(second, p)
			continue
		}
		c.page(p)
	}
	for _, p := range second {
		c.page(p)
	}
	for _, p := range t.Pages {
		for i, alias := range p.Front.Aliases {
			c.alias(p, i, alias)
		}
	}
}

func isReadme(source string) bool { return strings.EqualFold(path.Base(stem(source)), "readme") }

// hasIndex says whether a folder has a page called index.
func (t *Tree) hasIndex(dir string) bool {
	for _, name := range []string{"index.md", "Index.md", "INDEX.md", "index.markdown"} {
		if t.bySource[path.Join(dir, name)] != nil {
			return true
		}
	}
	return false
}

type claims struct {
	tree  *Tree
	cfg   Config
	list  *diag.List
	owner map[string]*Page
}

func (c *claims) page(p *Page) {
	below := pagePath(p.rel, p.IsIndex, p.Front.Slug)
	url := c.tree.join(p.Tree, below)
	at := func() diag.Position {
		if p.Front.Slug != "" {
			return p.FrontPos("slug")
		}
		return p.start()
	}
	if c.reserved(p.Tree, below) {
		c.report("url-reserved", at(), nil, fmt.Sprintf("the URL %s is kept for Deskbell's own pages", url), "give the page a 'slug:'")
		url = numbered(url, 2)
	}
	c.checkLength(url, at, "give the page a shorter 'slug:'")
	if first := c.owner[url]; first != nil {
		c.conflict(p, first, url, at())
		if c.cfg.Lenient || p.IsIndex {
			url = c.free(p, url)
		}
	}
	p.URL = url
	if c.owner[url] == nil {
		c.owner[url] = p
		c.tree.byURL[url] = p
	}
}

func (c *claims) alias(p *Page, i int, alias string) {
	url := c.tree.aliasPath(p, alias)
	at := func() diag.Position {
		if p.doc().Has("aliases", i) {
			return p.FrontPos("aliases", i)
		}
		return p.FrontPos("aliases")
	}
	below := c.tree.below(url, p.Tree)
	switch first := c.owner[url]; {
	case c.reserved(p.Tree, below):
		c.report("url-reserved", at(), nil, fmt.Sprintf("the URL %s is kept for Deskbell's own pages", url), "take the alias out")
		return
	case first == p:
		return
	case first != nil:
		c.conflict(p, first, url, at())
		return
	}
	c.checkLength(url, at, "take the alias out")
	c.owner[url] = p
	p.Aliases = append(p.Aliases, url)
}

func (c *claims) conflict(p, first *Page, url string, pos diag.Position) {
	mend := "rename one of the files, or give one a 'slug:'"
	if c.cfg.Lenient {
		mend = "rename one of the files; until then this one's URL ends in a number"
	}
	c.report("url-conflict", pos, []diag.Related{{Pos: first.start(), Message: "the other page is here"}},
		fmt.Sprintf("%s and %s both want the URL %s", first.Source, p.Source, url), mend)
}

func (c *claims) report(id string, pos diag.Position, related []diag.Related, message, hint string) {
	severity := diag.Error
	if c.cfg.Lenient {
		severity = diag.Warning
	}
	c.list.Add(diag.Diagnostic{ID: id, Severity: severity, Pos: pos, Message: message, Hint: hint, Related: related})
}

// free is the nearest URL that no page has: with -2, -3 … behind it. A second
// page for a folder stands in the folder, under its own name.
func (c *claims) free(p *Page, url string) string {
	if p.IsIndex && isReadme(p.Source) {
		p.IsIndex = false
		p.Key = stem(p.rel)
		url += urlSegment(path.Base(stem(p.Source))) + "/"
		if c.owner[url] == nil {
			return url
		}
	}
	for n := 2; ; n++ {
		if u := numbered(url, n); c.owner[u] == nil {
			return u
		}
	}
}

func numbered(url string, n int) string {
	if url == "/" {
		return "/index-" + strconv.Itoa(n) + "/"
	}
	return strings.TrimSuffix(url, "/") + "-" + strconv.Itoa(n) + "/"
}

// reserved says whether a path's first segment is not a page's to take: names
// of Deskbell's own and, for the default language, the other languages'.
func (c *claims) reserved(tree, below string) bool {
	first, _, _ := strings.Cut(below, "/")
	if first == "" {
		return false
	}
	if slices.Contains(c.cfg.Reserved, first) {
		return true
	}
	return tree == c.tree.Languages[0] && slices.Contains(c.tree.Languages[1:], first)
}
