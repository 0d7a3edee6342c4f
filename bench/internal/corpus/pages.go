package corpus

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/search"
)

// Pages are files as search sees them: their title, and their sections in plain
// text. The addresses are short, "/a/0012/" for the 13th file.
func Pages(files []File, lang string) []search.Page {
	converter := markdown.New(markdown.Options{})
	pages := make([]search.Page, len(files))
	for i, f := range files {
		body := body(f.Text)
		doc := converter.Convert(diag.NewSource(f.Name, f.Text), body, lang, nil, &diag.List{})
		p := search.Page{URL: fmt.Sprintf("/a/%04d/", i), Source: f.Name, Title: doc.Title, Lang: lang, Tree: lang, Kind: "page"}
		if p.Title == "" {
			p.Title = strings.TrimSuffix(path.Base(f.Name), ".md")
		}
		if strings.Contains(strings.ToLower(f.Name), "faq") {
			p.Kind = "faq"
		}
		for _, s := range doc.Sections {
			out := search.Section{Text: s.Text}
			if s.Heading >= 0 {
				out.Anchor, out.Heading = doc.Headings[s.Heading].ID, doc.Headings[s.Heading].Text
			}
			p.Sections = append(p.Sections, out)
		}
		pages[i] = p
	}
	return pages
}

// body is where the text begins behind its front matter.
func body(text []byte) int {
	if at := frontMatter.FindIndex(text); at != nil {
		return at[1]
	}
	return 0
}

var frontMatter = regexp.MustCompile(`(?s)\A(\x{FEFF})?---[ \t]*\r?\n.*?\r?\n---[ \t]*\r?\n`)
