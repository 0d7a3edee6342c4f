package status

import (
	"os"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

// Whatever the files of a status folder hold, reading ends, what is wrong is said
// with its place, and figures can be made of what was read.
func FuzzStatusFiles(f *testing.F) {
	acme := func(name string) []byte {
		text, err := os.ReadFile("../examples/acme/status/" + name)
		if err != nil {
			f.Fatal(err)
		}
		return text[:min(len(text), 6<<10)]
	}
	frozen := []byte("month: 2026-09\nas_of: 2026-10-01T00:00:00Z\nservices: [{id: messaging, span: 2592000, excluded: 0, unknown: 0, lost: 60, target: \"99.95\"}]\nplans: [{id: basic, response: {met: 1, missed: 0, running: 0}}]\n")
	for which, seed := range [][]byte{acme("services.yaml"), acme("sla.yaml"), frozen} {
		for _, text := range mutate.Texts(60, seed) {
			f.Add(byte(which), text)
		}
	}
	services, sla := acme("services.yaml"), acme("sla.yaml")
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		if len(text) > 1<<15 {
			return
		}
		files := fstest.MapFS{"status/services.yaml": {Data: services}, "status/sla.yaml": {Data: sla}, "status/frozen/2026-09.yaml": {Data: frozen}}
		files[[]string{"status/services.yaml", "status/sla.yaml", "status/frozen/2026-09.yaml"}[which%3]].Data = text
		var list diag.List
		Read(Config{FS: files, Dir: "status", Zone: time.UTC, Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}, &list)
		for _, d := range list.Sorted() {
			if d.Message == "" || d.Pos.File == "" {
				t.Fatalf("%+v", d)
			}
		}
	})
}
