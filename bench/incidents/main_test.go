package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"deskbell/diag"
	"deskbell/status"
)

// The real record of 819 incidents becomes a site that reads without a word,
// and its windows have the sum and the union that are known of them.
func TestRealIncidents(t *testing.T) {
	record := filepath.Join("..", "..", "..", "shared", "data", "status", "github-incidents.jsonl.gz")
	if _, err := os.Stat(record); err != nil {
		t.Skip("skipped: no shared data")
	}
	site := t.TempDir()
	if n, err := convert(record, site); err != nil || n != 819 {
		t.Fatalf("converted %d incidents, %v", n, err)
	}
	var list diag.List
	b := status.Read(status.Config{
		FS: os.DirFS(site), Dir: "status", Zone: time.UTC, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	}, &list)
	for _, d := range list.Sorted() {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	if b == nil || len(b.Incidents) != 819 || len(b.Open()) != 0 || len(b.Services) != 12 {
		t.Fatalf("board %+v", b)
	}
	sum := time.Duration(0)
	for _, i := range b.Incidents {
		sum += i.Duration(b.AsOf)
	}
	if got := fmt.Sprintf("%.1f", sum.Hours()); got != "3277.4" {
		t.Errorf("the windows sum to %s h, want 3277.4", got)
	}
	if got := fmt.Sprintf("%.1f", status.Downtime(b.Incidents, b.AsOf).Hours()); got != "2968.9" {
		t.Errorf("the union of the windows is %s h, want 2968.9", got)
	}
}
