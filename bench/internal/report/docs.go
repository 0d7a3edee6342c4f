package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Place is a file of the manual that shows tables, between two comments:
//
//	<!-- measured: search -->
//	<!-- end -->
type Place struct {
	File  string // slash-separated, from the top of the project
	Lang  string
	Level int // of the tables' headings
}

// Pages are the pages of the manual by what was measured.
var Pages = map[string]string{
	"search": "site-search/measured.md",
	"speed":  "reference/performance.md",
	"pages":  "reference/performance.md",
}

// Places are the README and the pages of the manual, in every language, that
// show what was measured.
func Places(page string) []Place {
	places := []Place{{"README.md", Languages[0], 3}}
	for _, lang := range Languages {
		places = append(places, Place{"docs/content/" + lang + "/" + page, lang, 2})
	}
	return places
}

// Write puts tables between the markers of name in all places. It changes no
// file unless all can be changed.
func Write(root, name string, places []Place, tables []*Table) error {
	texts := make([]string, len(places))
	for i, p := range places {
		old, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(p.File)))
		if err != nil {
			return err
		}
		var body strings.Builder
		for j, t := range tables {
			if j > 0 {
				body.WriteByte('\n')
			}
			body.WriteString(t.Markdown(p.Lang, p.Level))
		}
		if texts[i], err = replace(string(old), name, body.String()); err != nil {
			return fmt.Errorf("%s: %w", p.File, err)
		}
	}
	for i, p := range places {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(p.File)), []byte(texts[i]), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a text between the markers of a name.
func replace(text, name, body string) (string, error) {
	open, end := "<!-- measured: "+name+" -->\n", "<!-- end -->"
	before, rest, ok := strings.Cut(text, open)
	if !ok {
		return "", fmt.Errorf("there is no line %q", strings.TrimSpace(open))
	}
	_, after, ok := strings.Cut(rest, end)
	if !ok {
		return "", fmt.Errorf("there is no line %q behind %q", end, strings.TrimSpace(open))
	}
	return before + open + "\n" + strings.Trim(body, "\n") + "\n\n" + end + after, nil
}
