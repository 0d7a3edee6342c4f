package site

import (
	"slices"
	"strings"
	"sync"

	"deskbell/content"
	"deskbell/themes"
)

// edition is the site in one of its languages: its own pages, and in their
// places the pages of other languages that it has no translation of.
type edition struct {
	lang    string
	prefix  string // "/" or "/en/"
	address address
	root    *node
	entries []*entry // in reading order
	voices  map[string]*voice

	relations *relations
	codes     map[string]*errorCode // by slug
	codeList  []*errorCode          // in natural order

	plans, contact *extra // nil where there is nothing to show

	navs  sync.Mutex // on those of the nodes, and on their trails
	byKey map[string]*entry
	room  []entry          // for those to come, see store.room
	nodes map[string]*node // by path
}

// voice is a language's texts with what all its pages share.
type voice struct {
	text    *themes.Localized
	site    *themes.Site
	banners []themes.Banner // over all pages
	feeds   []themes.Link   // that every page names
	live    *themes.Live    // of the edition's own language; nil without services

	pictures pictures
	address  address
	enlarge  string // what a link to a picture without text is called, as HTML
}

// entry is a page as an edition shows it.
type entry struct {
	page     *content.Page
	url      string // in this edition
	fallback bool   // the page is in another language
	listed   int32  // its place in the files of all texts, from 1, see model.shareArticles; 0: it has none
	node     *node
	at       int // index in edition.entries
	edition  *edition
	href     string // its address as others write it

	alternates []themes.Language // see model.alternates

	product *product // of a version note; nil for others
	place   int      // index in product.releases
}

// link is an entry as others link to it.
func (x *entry) link() themes.Link {
	return themes.Link{Text: x.page.Title, URL: x.href, Lang: x.otherLang()}
}

// otherLang is the language of an entry's title where it is not the edition's.
func (x *entry) otherLang() string {
	if x.page.Lang == x.edition.lang {
		return ""
	}
	return x.page.Lang
}

// node is a section of an edition.
type node struct {
	path    string
	url     string
	title   string
	section *content.Section // of the language that it was taken from
	parent  *node
	index   *entry
	pages   []*entry
	nodes   []*node
	count   int // pages in it and below

	manual   *manualPlace // the version that it belongs to, in a folder of versions
	products []*product   // whose version notes are among the pages
	navs     map[string]*nav
	trails   map[*voice][]themes.Link // see model.trail
}

// newEdition joins the trees of all languages into that of one.
func newEdition(tree *content.Tree, lang string, a address) *edition {
	e := &edition{lang: lang, prefix: prefixOf(tree, lang), address: a, byKey: map[string]*entry{}, nodes: map[string]*node{}, voices: map[string]*voice{}}
	e.root = &node{url: e.prefix, navs: map[string]*nav{}}
	e.nodes[""] = e.root
	e.take(tree, tree.Roots[lang])
	for _, other := range tree.Languages {
		if other != lang {
			e.take(tree, tree.Roots[other])
		}
	}
	e.root.arrange()
	e.findManuals()
	e.read(e.root)
	e.relations = newRelations(e)
	return e
}

// prefixOf is where a language lives: the default one at the root.
func prefixOf(tree *content.Tree, lang string) string {
	if lang == tree.Languages[0] {
		return "/"
	}
	return "/" + lang + "/"
}

// take adds a language's section with all below it, leaving out what is there
// already in a language taken earlier.
func (e *edition) take(tree *content.Tree, s *content.Section) {
	if s == nil {
		return
	}
	n := e.nodeOf(tree, s)
	pages := s.Pages
	if s.Index != nil && n.index == nil {
		n.index = e.entryOf(tree, s.Index, n)
	} else if s.Index != nil {
		pages = append([]*content.Page{s.Index}, pages...)
	}
	for _, p := range pages {
		if x := e.entryOf(tree, p, n); x != nil {
			n.pages = append(n.pages, x)
		}
	}
	for _, sub := range s.Sections {
		e.take(tree, sub)
	}
}

func (e *edition) nodeOf(tree *content.Tree, s *content.Section) *node {
	if n := e.nodes[s.Path]; n != nil {
		return n
	}
	n := &node{path: s.Path, title: s.Title, section: s, navs: map[string]*nav{}}
	n.url = s.URL
	if s.Tree != e.lang {
		n.url = e.freeURL(tree, e.prefix+strings.TrimPrefix(s.URL, prefixOf(tree, s.Tree)))
	}
	if s.Parent != nil {
		n.parent = e.nodes[s.Parent.Path]
		n.parent.nodes = append(n.parent.nodes, n)
	}
	e.nodes[s.Path] = n
	return n
}

// freeURL is the URL of a section that this language has no folder for: the
// one it would have, unless a page of this language stands there.
func (e *edition) freeURL(tree *content.Tree, url string) string {
	free := url
	for i := 2; tree.ByURL(free) != nil; i++ {
		free = strings.TrimSuffix(url, "/") + "-" + itoa(i) + "/"
	}
	return free
}

// entryOf is nil for a page of another language whose key was taken already.
func (e *edition) entryOf(tree *content.Tree, p *content.Page, n *node) *entry {
	if p.Tree != e.lang && e.byKey[p.Key] != nil {
		return nil
	}
	if len(e.room) == 0 {
		e.room = make([]entry, entriesAtOnce)
	}
	x := &e.room[0]
	e.room = e.room[1:]
	*x = entry{page: p, url: p.URL, node: n, edition: e}
	if p.Tree != e.lang {
		x.url, x.fallback = tree.URLFor(p, e.lang), true
	}
	x.href = e.address.href(x.url)
	if e.byKey[p.Key] == nil {
		e.byKey[p.Key] = x
	}
	return x
}

// arrange drops sections that hold nothing, counts, and puts what came from
// other languages into its place.
func (n *node) arrange() {
	kept := n.nodes[:0]
	n.count = len(n.pages)
	for _, sub := range n.nodes {
		sub.arrange()
		if sub.count > 0 || sub.index != nil {
			kept = append(kept, sub)
			n.count += sub.count
		}
	}
	n.nodes = kept
	inOrder := func(a, b *entry) int { return content.ComparePages(a.page, b.page) }
	if !slices.IsSortedFunc(n.pages, inOrder) { // most come in order
		slices.SortStableFunc(n.pages, inOrder)
	}
	slices.SortStableFunc(n.nodes, func(a, b *node) int { return content.CompareSections(a.section, b.section) })
}

// read puts a section's entries into reading order: its index, its pages, then
// its sections.
func (e *edition) read(n *node) {
	add := func(x *entry) {
		x.at = len(e.entries)
		e.entries = append(e.entries, x)
	}
	if n.index != nil {
		add(n.index)
	}
	for _, x := range n.pages {
		add(x)
	}
	for _, sub := range n.nodes {
		e.read(sub)
	}
}

// neighbours are the entries before and after one in reading order; nil at the
// ends.
func (e *edition) neighbours(x *entry) (prev, next *entry) {
	if x.at > 0 {
		prev = e.entries[x.at-1]
	}
	if x.at+1 < len(e.entries) {
		next = e.entries[x.at+1]
	}
	if prev != nil && otherVersion(prev, x) {
		prev = nil
	}
	if next != nil && otherVersion(next, x) {
		next = nil
	}
	return prev, next
}

// voiceOf is the language that an entry's page speaks in: the edition's, but in
// a folder without configuration the page's own.
func (e *edition) voiceOf(x *entry) *voice {
	if v := e.voices[x.page.Lang]; v != nil && !x.fallback {
		return v
	}
	return e.voices[e.lang]
}

// ancestors are the sections above a node and itself, without the root.
func (n *node) ancestors() []*node {
	var out []*node
	for ; n != nil && n.parent != nil; n = n.parent {
		out = append([]*node{n}, out...)
	}
	return out
}
