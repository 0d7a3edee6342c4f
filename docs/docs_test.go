// Package docs_test builds Deskbell's own manual and holds it to the program:
// every command, key and message has its place in the reference.
package docs_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/site"
)

var languages = []string{"en", "zh-CN"}

// A dry run asks the queries that must find a page; a build does not.
func TestManualBuilds(t *testing.T) {
	for _, dry := range []bool{true, false} {
		result, err := site.Build(t.Context(), site.Options{
			Dir: ".", Out: filepath.Join(t.TempDir(), "public"), Strict: true, NoCache: true, DryRun: dry,
			Now: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Diagnostics) > 0 || result.Written == dry {
			var b bytes.Buffer
			if err := (diag.Report{Dir: "docs"}).Write(&b, diag.FormatText, result.Diagnostics); err != nil {
				t.Fatal(err)
			}
			t.Fatal(b.String())
		}
	}
}

func TestManualIsTranslated(t *testing.T) {
	files := map[string]int{}
	for _, lang := range languages {
		root := filepath.Join("content", lang)
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(name) != ".json" { // a schema is in no language
				files[strings.TrimPrefix(name, root)]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, n := range files {
		if n != len(languages) {
			t.Errorf("%s is not there in every language", name)
		}
	}
}

func TestReferenceIsComplete(t *testing.T) {
	commands := commandNames(t)
	for page, names := range map[string][]string{
		"reference/commands.md": commands,
		"reference/config.md":   keys(reflect.TypeFor[site.Config]()),
		"write/error-codes.md":  keys(reflect.TypeFor[site.ErrorCode]()),
		"write/releases.md": slices.Concat(keys(reflect.TypeFor[site.ProductReleases]()), keys(reflect.TypeFor[site.Lifecycle]()), keys(reflect.TypeFor[site.Planned]()),
			keys(reflect.TypeFor[site.Compatibility]()), keys(reflect.TypeFor[site.CompatibilityRow]()), keys(reflect.TypeFor[content.Download]())),
		"write/front-matter.md":    keys(reflect.TypeFor[content.FrontMatter]()),
		"reference/diagnostics.md": messageIDs(t),
	} {
		if len(names) == 0 {
			t.Errorf("%s: nothing to look for", page)
		}
		for _, lang := range languages {
			text, err := os.ReadFile(filepath.Join("content", lang, filepath.FromSlash(page)))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				if !tells(string(text), name) {
					t.Errorf("docs/content/%s/%s does not tell of %s", lang, page, name)
				}
			}
		}
	}
}

// tells says whether a page names a key as code, or a command with its parent.
func tells(page, name string) bool {
	command := regexp.MustCompile(`deskbell ([a-z]+ )?` + regexp.QuoteMeta(name) + `\b`)
	return strings.Contains(page, "`"+name+"`") || command.MatchString(page)
}

// keys are the YAML keys of a struct's fields.
func keys(of reflect.Type) []string {
	var out []string
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("yaml"), ",")
		if name != "" && name != "-" {
			out = append(out, name)
		}
	}
	return out
}

// commandNames are read from the source of the command line, which is a main
// package and cannot be imported.
func commandNames(t *testing.T) []string {
	return slices.DeleteFunc(found(t, regexp.MustCompile(`Use:\s+"([a-z]+)[ "].*\n\s+Short:`), "../cmd/deskbell"), func(name string) bool { return name == "deskbell" })
}

// messageIDs are the ids of all messages that the program can give.
func messageIDs(t *testing.T) []string {
	pattern := regexp.MustCompile(`(?:(?:Errorf|Warnf|report|missing)\(|\b(?:ID|id): *|\.ID = )"([a-z0-9]+(?:-[a-z0-9]+)+)"`)
	return found(t, pattern, "../content", "../status", "../search", "../themes", "../site", "../diag")
}

// found are what a pattern's group matches in the Go files of folders, without
// tests.
func found(t *testing.T, pattern *regexp.Regexp, folders ...string) []string {
	t.Helper()
	var out []string
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(name)
			for _, m := range pattern.FindAllSubmatch(text, -1) {
				out = append(out, string(m[1]))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// TestWarningsCanBeSwitchedOff holds the list of what a site may switch off
// against the reference: all warnings and notes, and no error.
func TestWarningsCanBeSwitchedOff(t *testing.T) {
	text, err := os.ReadFile("content/en/reference/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| [EWN, ]*[WN]").FindAllSubmatch(text, -1) {
		want = append(want, string(m[1]))
	}
	slices.Sort(want)
	if got := site.Switchable(); !slices.Equal(got, slices.Compact(want)) {
		t.Errorf("switchable are %v, the reference has %v", got, want)
	}
}
