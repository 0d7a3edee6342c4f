package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPromisesAreHeld looks for each test that the threat model names, in the
// package that it names: a promise whose test is gone is none.
func TestPromisesAreHeld(t *testing.T) {
	text, err := os.ReadFile("security.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "## What is promised")
	if table, _, _ = strings.Cut(table, "\n## "); !ok {
		t.Fatal("no promises")
	}
	word := regexp.MustCompile("`([A-Za-z_/.]+)`")
	held := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 || strings.HasPrefix(line, "| promise") || strings.HasPrefix(line, "| ---") {
			continue
		}
		dir, named := "", 0
		for _, m := range word.FindAllStringSubmatch(cells[len(cells)-2], -1) {
			switch name := m[1]; {
			case strings.HasPrefix(name, "Test"), strings.HasPrefix(name, "Fuzz"):
				named++
				if !hasTest(t, dir, name) {
					t.Errorf("%s: there is no %s in %q", strings.TrimSpace(cells[1]), name, dir)
				}
			case name == "architecture_test.go":
				dir = "."
			default:
				if info, err := os.Stat(filepath.Join("..", name)); err == nil && info.IsDir() {
					dir = name
				}
			}
		}
		if named == 0 && !strings.Contains(cells[len(cells)-2], "the same") && !strings.Contains(cells[len(cells)-2], "examples/browser") && !strings.Contains(cells[len(cells)-2], "bench/torture") {
			t.Errorf("%s: no test holds it", strings.TrimSpace(cells[1]))
		}
		held += named
	}
	if held < 30 {
		t.Errorf("only %d tests are named", held)
	}
}

func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "func "+name+"(") {
			return true
		}
	}
	return false
}
