package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"deskbell/bench/internal/outages"
	"deskbell/diag"
	"deskbell/status"
)

// What is measured reads without a word, and each service of it is known all the
// time but for its gaps.
func TestSite(t *testing.T) {
	record := filepath.Join("..", "..", "..", "shared", "data", "status", "github-incidents.jsonl.gz")
	entries, err := outages.Read(record)
	if err != nil {
		t.Skip("skipped: no shared data")
	}
	dir := t.TempDir()
	if _, err := write(dir, intervals, entries); err != nil {
		t.Fatal(err)
	}
	var list diag.List
	b := status.Read(status.Config{FS: os.DirFS(dir), Dir: "status", Zone: time.UTC, Now: asOf}, &list)
	for _, d := range list.Sorted() {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	if b == nil || len(b.Incidents) != 819 || len(b.Services) != services {
		t.Fatalf("board %+v", b)
	}
	for _, s := range b.Services {
		f := s.Timeline.Figure(since, asOf)
		if f.Span != int(asOf.Sub(since)/time.Second) || f.Unknown == 0 || f.Unknown > 100*600 || f.Lost == 0 {
			t.Errorf("%s: %+v", s.ID, f)
		}
	}
}
