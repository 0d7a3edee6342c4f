// Package content reads a site's articles: front matter, kinds, URLs and the
// tree of sections, then, through its folder markdown, their text.
//
// Read and Parse are the two halves. Read looks at every file's head, so that
// all URLs are known; Parse turns Markdown into HTML with links resolved
// against them. Both report all problems of all files on one list, and a page
// with problems is still a page.
package content

import (
	"cmp"
	"io/fs"
	"sync/atomic"
	"time"

	"deskbell/content/markdown"
	"deskbell/diag/strictyaml"
)

// Limits are those on a site's files that it may set; what is 0 is as in
// DefaultLimits.
type Limits struct {
	Pages    int   // articles
	Article  int64 // bytes of an article, or of a text that articles include
	Picture  int64 // bytes of a picture
	Download int64 // bytes of a video or download
	YAML     strictyaml.Limits
}

// DefaultLimits are for sites that set none.
var DefaultLimits = Limits{Pages: 250_000, Article: 1 << 20, Picture: 32 << 20, Download: 1 << 30}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Pages, DefaultLimits.Pages), cmp.Or(l.Article, DefaultLimits.Article), cmp.Or(l.Picture, DefaultLimits.Picture), cmp.Or(l.Download, DefaultLimits.Download), l.YAML}
}

// Config is what content must know of a site.
type Config struct {
	FS   fs.FS    // the site's folder, reached through os.Root
	Dir  string   // where the articles are: "content", or "." for a folder that has only Markdown
	Skip []string // top-level names that Dir "." leaves out, such as the output's
	// Languages of the site, the default first; none for a folder without
	// configuration. With several, Dir has a folder for each.
	Languages []string
	Zone      *time.Location // where dates without time begin
	Now       time.Time      // pages dated later are left out, as drafts are
	Drafts    bool           // keep drafts and pages dated in the future
	// Lenient is for a folder without configuration: two pages with one URL and
	// missing pictures are warnings.
	Lenient  bool
	Products []string // known product ids; nil takes any
	Reserved []string // first URL segments below a language's root that pages may not take, such as "search"
	Markdown markdown.Options
	Limits   Limits
	Store    Store // of converted texts; nil keeps them in memory
	// Memory is what is known of an earlier build; nil: nothing is.
	Memory *Memory
	News   *News // what changed since the memory was made; nil: stamps tell
	// Found is what Dir holds, where the caller knows; nil: it is walked.
	Found *Found
	// Again keeps in the tree what Tree.Update and Tree.ParseAgain need.
	Again bool

	heads Key           // what the memory's records must have been made with
	texts *atomic.Int64 // bytes of all texts that were read
	room  int64         // of these may wait; 0 for maxTexts
}

// A Noter is a file system that wants to know of the files which are taken for
// known without being opened, and of those that a folder's listing was asked about.
type Noter interface {
	Note(name string, info fs.FileInfo)
	Look(name string, info fs.FileInfo)
}

func (c *Config) note(e entry) {
	if n, ok := c.FS.(Noter); ok && e.info != nil {
		n.Note(e.source, e.info)
	}
}

func (c *Config) look(name string, info fs.FileInfo) {
	if n, ok := c.FS.(Noter); ok {
		n.Look(name, info)
	}
}
