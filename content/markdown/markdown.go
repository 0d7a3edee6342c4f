// Package markdown turns an article's Markdown into HTML: CommonMark and GFM by
// goldmark, code coloured by chroma with classes, and the extensions of help
// articles, each in a file of its own.
//
// Nothing that a text holds can run: raw HTML is escaped (or sanitised where
// the owner allows it), URLs have a scheme of a short list, and attributes are
// written by one writer.
package markdown

import "deskbell/diag"

// HTMLMode is what becomes of raw HTML.
type HTMLMode string

// Escape shows raw HTML as text; Sanitize lets harmless elements through.
const (
	Escape   HTMLMode = "escape"
	Sanitize HTMLMode = "sanitize"
)

// Values are the modes as configuration writes them.
func (HTMLMode) Values() []string { return []string{"escape", "sanitize"} }

// Options are the same for all texts of a site.
type Options struct {
	HTML   HTMLMode
	Limits Limits
	// Labels are the words that the HTML itself holds, by language: the titles
	// of admonitions ("note", "tip", "important", "warning", "caution"), "copy",
	// "footnotes", "back-to-text", "external-image". English stands in for what
	// is missing.
	Labels map[string]map[string]string
}

// Resolver gives the text's links and pictures their URLs. Its answers carry
// the site's base path and are percent-encoded.
type Resolver interface {
	// Page resolves a link to another file of the site, as it is written in the
	// text but decoded and without fragment. ok is false where there is none.
	// page is the target's Page.URL, or empty for a file that is no page.
	Page(dest string) (href, page string, ok bool)
	// Image resolves a picture, video or caption file. Width and Height are 0
	// where they are unknown.
	Image(dest string) (img Image, ok bool)
	// Include reads a file that the text includes, as it is written.
	Include(dest string) (*diag.Source, bool)
}

// Image is a resolved picture.
type Image struct {
	Src           string
	Width, Height int
}
