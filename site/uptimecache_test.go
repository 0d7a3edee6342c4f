package site

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What a long export says is kept from one build to the next and for what only
// asks, changes nothing, and goes when the export does.
func TestUptimeIsKeptBetweenBuilds(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("service,time,state\n")
	for i := range 3000 {
		fmt.Fprintf(&csv, "chat,%s,%s\n", now.Add(time.Duration(i-3000)*time.Minute).Format(time.RFC3339), [...]string{"up", "down"}[i%1000/990])
	}
	dir := changed(t, map[string]string{"status/uptime/chat.csv": csv.String()})
	entries := func() []os.DirEntry {
		list, err := os.ReadDir(filepath.Join(dir, ".deskbell", "cache", "uptime"))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return list
	}
	_, without := built(t, dir, func(o *Options) { o.NoCache = true })
	_, dry := built(t, dir, func(o *Options) { o.DryRun = true })
	if n := len(entries()); n != 0 {
		t.Fatalf("%d entries without a cache", n)
	}
	_, first := built(t, dir, nil)
	if n := len(entries()); n != 1 {
		t.Fatalf("%d entries", n)
	}
	kept := filepath.Join(dir, ".deskbell", "cache", "uptime", entries()[0].Name())
	before, err := os.Stat(kept)
	if err != nil {
		t.Fatal(err)
	}
	_, second := built(t, dir, nil)
	if after, err := os.Stat(kept); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Error("the entry was written again", err)
	}
	if without.Hash != first.Hash || first.Hash != second.Hash || dry.Hash != first.Hash {
		t.Error("the cache changes the site")
	}
	if err := os.WriteFile(kept, []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, third := built(t, dir, nil); third.Hash != first.Hash {
		t.Error("a damaged entry changes the site")
	}
	if err := os.Remove(filepath.Join(dir, "status", "uptime", "chat.csv")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Status(context.Background(), Options{Dir: dir, Now: now}); err != nil {
		t.Fatal(err)
	}
	if n := len(entries()); n != 0 {
		t.Errorf("%d entries of no export", n)
	}
}
