package status

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// A real Upptime folder: eighteen monitors, minutes down by day in one file and
// the time watched in others.
func TestRealUpptime(t *testing.T) {
	history := filepath.Join("..", "..", "shared", "data", "status", "upptime", "history")
	entries, err := os.ReadDir(history)
	if err != nil {
		t.Skip("skipped: no shared data")
	}
	files := fstest.MapFS{"status/services.yaml": &fstest.MapFile{Data: []byte("services: [{id: manual, name: Manual, target: 99.9, since: 2026-08-11}]")}}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(history, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files["status/uptime/"+e.Name()] = &fstest.MapFile{Data: text}
	}
	cfg := Config{FS: files, Dir: "status", Zone: time.UTC, Now: time.Date(2026, 8, 22, 0, 0, 0, 0, time.UTC)}
	for _, summaryAlone := range []bool{false, true} {
		if summaryAlone {
			for name := range files {
				if filepath.Ext(name) == ".yml" {
					delete(files, name)
				}
			}
		}
		var list diag.List
		u := readUptime(cfg, &list)
		names := map[string]bool{}
		for _, m := range u.monitors {
			names[m.Names[0]] = true
		}
		if len(names) != 18 || list.Count(diag.Error) > 0 {
			t.Errorf("%d monitors, %v", len(names), list.Sorted())
		}
		b := Read(cfg, &list)
		f := b.Services[0].Last90
		if f.Lost != (36+23)*60*1000 {
			t.Errorf("lost %d", f.Lost)
		}
		watched := 86400*11 - (11*3600 + 6*60 + 27) - (86400 - (23*3600 + 23*60 + 44)) // 11 August 11:06:27 to 21 August 23:23:44
		if summaryAlone {
			watched = 4 * 86400 // 18 August, its first day down, to 21 August, the last of the file
		}
		if got := f.Counted(); got < watched-400 || got > watched+400 {
			t.Errorf("summary alone %v: %d s are known, want about %d; coverage %s", summaryAlone, got, watched, f.Coverage())
		}
	}
}
