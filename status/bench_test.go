package status

import (
	"bytes"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// BenchmarkRead reads a board of 20 services with 819 incidents and a month of
// minute samples for each service, which is 864,000 in all.
func BenchmarkRead(b *testing.B) {
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	files := fstest.MapFS{}
	put := func(name string, text []byte) { files["status/"+name] = &fstest.MapFile{Data: text} }
	services := bytes.NewBufferString("services:\n")
	for s := range 20 {
		fmt.Fprintf(services, "  - {id: s%d, name: S%d, since: 2021-11-01, target: 99.9}\n", s, s)
		var samples bytes.Buffer
		samples.WriteString("service,time,state\n")
		for i := range 43200 {
			state := "up"
			if (i+s)%5000 < 3 {
				state = "down"
			}
			fmt.Fprintf(&samples, "s%d,%s,%s\n", s, stamp(now.Add(time.Duration(i-43200)*time.Minute)), state)
		}
		put(fmt.Sprintf("uptime/s%d.csv", s), samples.Bytes())
	}
	put("services.yaml", services.Bytes())
	for i := range 819 {
		at := now.Add(-time.Duration(i) * 53 * time.Hour)
		put(fmt.Sprintf("incidents/i%d.yaml", i), fmt.Appendf(nil, "title: T\nseverity: minor\nstarted: %s\nresolved: %s\nservices: {s%d: partial_outage, s%d: major_outage}\nupdates:\n  - {at: %s, state: identified, text: We know.}\n",
			stamp(at.Add(-3*time.Hour)), stamp(at.Add(-time.Hour)), i%20, (i+7)%20, stamp(at.Add(-2*time.Hour))))
	}
	b.ReportAllocs()
	for b.Loop() {
		var list diag.List
		board := Read(Config{FS: files, Dir: "status", Zone: time.UTC, Now: now}, &list)
		if len(board.Incidents) != 819 || len(list.Sorted()) > 0 {
			b.Fatal(list.Sorted())
		}
	}
}
