package corpus

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"deskbell/search"
)

// HTML is a page with nothing but its text, as a tool reads it that indexes
// HTML: the title, and each section's heading and paragraphs.
func HTML(p *search.Page) []byte {
	var b bytes.Buffer
	title := html.EscapeString(p.Title)
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=%q>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<main data-pagefind-body>\n", p.Lang, title)
	if title != "" {
		fmt.Fprintf(&b, "<h1>%s</h1>\n", title)
	}
	for _, s := range p.Sections {
		if s.Heading != "" {
			fmt.Fprintf(&b, "<h2 id=%q>%s</h2>\n", html.EscapeString(s.Anchor), html.EscapeString(s.Heading))
		}
		for block := range strings.SplitSeq(s.Text, "\n") {
			if block != "" {
				fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(block))
			}
		}
	}
	b.WriteString("</main>\n</html>\n")
	return b.Bytes()
}

// WriteHTML writes pages below a folder, each as index.html at its address.
func WriteHTML(dir string, pages []search.Page) error {
	for i := range pages {
		folder := filepath.Join(dir, filepath.FromSlash(pages[i].URL))
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, "index.html"), HTML(&pages[i]), 0o666); err != nil {
			return err
		}
	}
	return nil
}
