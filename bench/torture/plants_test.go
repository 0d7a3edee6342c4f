package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Each fault can still be planted: its text stands in the source, once.
func TestPlantsFit(t *testing.T) {
	for _, p := range plants {
		if _, err := p.apply("../.."); err != nil {
			t.Error(err)
		}
		if p.want == "" || p.fault == "" || len(p.edits) == 0 {
			t.Errorf("%s: what is planted, and what must be said of it?", p.check)
		}
	}
}

var (
	tests    = regexp.MustCompile(`(?m)^func (Test[A-Z]\w*)\(t \*testing\.T\)`)
	promised = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*)`")
)

// Each check that reports a line of the table, and each that docs/security.md
// names, has a fault that it must find.
func TestEachCheckHasAPlant(t *testing.T) {
	var planted []string
	for _, p := range plants {
		name, _, _ := strings.Cut(p.test(), "/")
		planted = append(planted, name)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var checks []string
	for _, name := range files {
		text := read(t, name)
		if name == "plants_test.go" || !strings.Contains(text, ".report(t)") && !strings.Contains(text, "failing(t, ") {
			continue
		}
		for _, m := range tests.FindAllStringSubmatch(text, -1) {
			checks = append(checks, m[1])
		}
	}
	for _, m := range promised.FindAllStringSubmatch(read(t, "../../docs/security.md"), -1) {
		checks = append(checks, m[1])
	}
	if len(checks) < 30 {
		t.Errorf("only %d checks were found", len(checks))
	}
	slices.Sort(checks)
	for _, name := range slices.Compact(checks) {
		if !slices.Contains(planted, name) {
			t.Errorf("nothing is planted for %s", name)
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
