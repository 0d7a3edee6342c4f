package markdown

import "deskbell/diag"

// Document is a converted text.
type Document struct {
	// HTML is the text without its title heading (see Title). It is safe to
	// stand in a page: raw HTML is escaped or sanitised, and every URL has an
	// allowed scheme.
	HTML string
	// Title is the text of the first block where that is a heading of level 1;
	// the heading is then not part of HTML. TitleID is its id.
	Title, TitleID string
	// Headings in order, without the title.
	Headings []Heading
	// Sections cut HTML at its headings, for search and for FAQs. The first is
	// the text before any heading; it is there even when empty.
	Sections []Section
	Brief
	References
}

// Heading is a heading of the text.
type Heading struct {
	Level int // 2 to 6; a second level-1 heading becomes 2
	ID    string
	Text  string // plain
	HTML  string // with emphasis and code, without links
}

// Section is a heading with what stands under it up to the next heading of any
// level.
type Section struct {
	Heading int    // index in Headings; -1 for the text before the first
	Start   int    // where the text begins in Document.HTML, behind the heading
	End     int    // where it ends, before the next heading or at the end
	Text    string // plain text, blocks parted by newlines; code included
}

// Link is a link of the text that was resolved to a page or stays within this one.
type Link struct {
	URL      string        // the page's URL as Page.URL; empty for a link within the page
	Fragment string        // decoded, without '#'
	Pos      diag.Position // of a link with a fragment
}
