package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/site"
)

// The site made of the record has a page for each incident, and the months of its
// history name them all.
func TestTheSiteShowsEveryIncident(t *testing.T) {
	record := filepath.Join("..", "..", "..", "shared", "data", "status", "github-incidents.jsonl.gz")
	if _, err := os.Stat(record); err != nil {
		t.Skip("skipped: no shared data")
	}
	dir := t.TempDir()
	n, err := convert(record, dir)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	r, err := site.Build(t.Context(), site.Options{Dir: dir, Out: out, Strict: true, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil || !r.Written {
		t.Fatal(err, r.Diagnostics)
	}
	pages := 0
	months, err := filepath.Glob(filepath.Join(out, "status", "history", "*", "index.html"))
	if err != nil || len(months) == 0 {
		t.Fatal("no history", err)
	}
	var history []byte
	for _, name := range months {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		history = append(history, text...)
	}
	for _, p := range r.Pages {
		if p.Kind != "incident" {
			continue
		}
		pages++
		if !strings.Contains(string(history), `href="`+p.URL+`"`) {
			t.Errorf("the history does not name %s", p.URL)
		}
	}
	if pages != n {
		t.Errorf("%d pages of %d incidents", pages, n)
	}
}
