package status

import (
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

// Whatever an incident file holds, reading it ends and does not panic, and an
// incident that is read without an error is in order.
func FuzzIncident(f *testing.F) {
	for _, text := range mutate.Strings(60, delay) {
		f.Add(text)
	}
	f.Add(head + "resolved: yes\nupdates:\n  - {at: 2026-10-14T9:00:00-00:00, state: resolved, text: x}\n")
	f.Add(head + "services: {push: major_outage}\nupdates:\n  - {at: 2026-10-14T09:50:00+08:00, state: resolved, text: x}\n  - {at: 2026-10-14T09:20:00+08:00, text: {en: x}}\n")
	f.Add("started: 0001-01-01T00:00:00Z\n")
	f.Add("a: &a [*a]\n")
	f.Fuzz(func(t *testing.T, text string) {
		files := fstest.MapFS{
			"status/services.yaml":    &fstest.MapFile{Data: []byte(contract)},
			"status/incidents/a.yaml": &fstest.MapFile{Data: []byte(text)},
		}
		var list diag.List
		b := Read(Config{FS: files, Dir: "status", Zone: time.UTC, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}, &list)
		if list.Count(diag.Error) > 0 {
			return
		}
		for _, i := range b.Incidents {
			if !i.Open() && i.Resolved.Before(i.Started) {
				t.Fatalf("resolved %s before it began %s", i.Resolved, i.Started)
			}
			for n, u := range i.Updates {
				if n > 0 && u.At.After(i.Updates[n-1].At) || u.At.Before(i.Started) {
					t.Fatalf("updates out of order: %v", i.Updates)
				}
			}
		}
	})
}
