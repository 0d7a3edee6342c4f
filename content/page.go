package content

import (
	"io/fs"
	"sync"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// Page is one article. Every field but Brief, Pictures, Includes and Made is set by Read; these, and
// what Doc gives, by Parse.
type Page struct {
	Source string // slash-separated path from the site's folder: "content/en/faq/login.md"
	Key    string // what joins translations: the path below the language's folder, without extension, or front matter's 'translation'
	Tree   string // the site language whose tree it stands in
	// Lang is the language of the text: front matter's lang, the tree's with
	// several languages configured, else what the text looks like.
	Lang     string
	Kind     Kind
	URL      string   // path from the site's root, not escaped, with leading and trailing slash: "/en/faq/login/"
	Aliases  []string // further paths of the same form
	Title    string   // front matter, first heading, or the file's name
	Front    FrontMatter
	Section  *Section
	Original *Page // what the page is a translation of; nil for originals
	Older    bool  // the original was changed after the page was translated
	IsIndex  bool  // the page is its folder's own: index.md or README.md

	markdown.Brief
	Pictures bool // the text shows pictures of the site; set by Parse
	Includes bool // the text includes others; set by Parse
	Made     Key  // the hash of all that the text was made from: its file, and what it links to, shows and includes

	store  Store              // has the document
	held   *markdown.Document // the document, where it is in memory
	site   fs.FS
	record *record
	own    bool               // the record is this build's, which nobody else reads yet
	file   *diag.Source       // nil where the text was not read, or was let go of
	head   strictyaml.Options // where the front matter stands; End is 0 without any
	body   int                // where the Markdown begins in the file

	heading string // the first one, where the front matter has no title
	looks   string // the text's language by its letters, where it was asked

	at    int    // index in Tree.Pages
	rel   string // path below the language's folder
	stray bool   // outside of every language's folder
}

// FrontPos is where a value of the front matter stands, or the file's first
// line; the path is that of strictyaml.Doc.At.
func (p *Page) FrontPos(path ...any) diag.Position {
	if !p.hasHead() {
		return p.start()
	}
	return p.doc().At(path...)
}

// Section is a folder of articles. The tree of sections is one for each
// language; its root is the home page's.
type Section struct {
	Path     string // from the language's root, slash-separated, as in the file system; "" for the root
	URL      string // as Page.URL; a section without an index page has one all the same
	Title    string // the index page's title, or the folder's name made readable
	Lang     string // language of Title
	Tree     string
	Weight   int
	Index    *Page // nil where the folder has no index.md or README.md
	Parent   *Section
	Sections []*Section // by weight, then natural order of names
	Pages    []*Page    // without the index; by weight, then natural order; releases newest first, notices newest first
}

// Tree is a site's content after Read.
type Tree struct {
	Languages []string            // first is the default; one where the site has no configuration
	Pages     []*Page             // in source order (by Source)
	Roots     map[string]*Section // by language
	Files     []File              // what is copied as it is: pictures, videos, downloads

	linked   map[string]bool // URLs that articles link to, after Parse
	byURL    map[string]*Page
	bySource map[string]*Page
	byKey    map[translation]*Page

	memory    *Memory                        // of what was read and parsed
	space     Key                            // of all addresses
	texts     []*told                        // of each page, where the tree is used again
	folders   []FoundFolder                  // of the content; nil where the walk met problems, see Found
	dir       string                         // the content folder
	detected  bool                           // the languages were told from the texts
	hidden    map[string]string              // source → why the page is left out
	files     map[string]int                 // source → index in Files
	sections  map[string]map[string]*Section // tree → folder → section
	fallbacks map[string]map[string]string   // tree → key → URL
	namesOnce sync.Once
	byName    map[string][]string // file name → sources
	inFolder  map[string][]string // folder → file names
	byAlias   map[string]*Page
	bySection map[string]*Section // by URL
}

// File is a file of the content folder that is not a page.
type File struct {
	Source string // as Page.Source
	URL    string // as Page.URL, without the trailing slash
	Size   int64
}

// translation names a page in one of the languages' trees.
type translation struct{ key, tree string }

// ByURL is the page with a URL, or nil.
func (t *Tree) ByURL(url string) *Page { return t.byURL[url] }

// Translation is the page with the key in a language's tree, or nil.
func (t *Tree) Translation(key, tree string) *Page { return t.byKey[translation{key, tree}] }
