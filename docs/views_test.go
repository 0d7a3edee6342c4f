package docs_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"deskbell/themes"
)

var update = flag.Bool("update", false, "write the tables of views anew")

// TestViewsAreDocumented holds the tables of the page about views against the
// code: each field of each view, and of each type that views hold, has its
// place, and nothing else has.
func TestViewsAreDocumented(t *testing.T) {
	templates, types := themes.Fields()
	for _, lang := range languages {
		name := filepath.Join("content", lang, "theme", "views.md")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := string(text)
		want := table(table(got, "templates", templates), "types", types)
		if got == want {
			continue
		}
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, wanted := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range wanted {
			if i >= len(have) || have[i] != wanted[i] {
				t.Errorf("%s:%d: want %s (go test ./docs -run Views -update writes it)", name, i+1, wanted[i])
				break
			}
		}
	}
}

// table replaces the rows of a table that stands between two comments.
func table(page, name string, rows map[string][]string) string {
	var b strings.Builder
	var names []string
	for row := range rows {
		names = append(names, row)
	}
	slices.Sort(names)
	for _, row := range names {
		fields := "–"
		if len(rows[row]) > 0 {
			fields = "`" + strings.Join(rows[row], "` `") + "`"
		}
		b.WriteString("| `" + row + "` | " + fields + " |\n")
	}
	pattern := regexp.MustCompile(`(?s)(<!-- ` + name + ` -->\n\n\|[^\n]*\n\|[^\n]*\n).*?(\n<!-- end -->)`)
	return pattern.ReplaceAllString(page, "${1}"+strings.ReplaceAll(b.String(), "$", "$$")+"${2}")
}
