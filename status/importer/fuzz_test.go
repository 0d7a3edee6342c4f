package importer

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"deskbell/diag"
)

// Whatever a file holds, reading it ends, does not panic, and gives intervals
// that are in order and not empty.
func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob(filepath.Join("testdata", "*.*"))
	for _, name := range names {
		if text, err := os.ReadFile(name); err == nil {
			f.Add(text)
		}
	}
	f.Add([]byte("\xef\xbb\xbf[{\"timestamp\":1,\"up\":"))
	f.Add([]byte("{\"summary\":{\"states\":[{\"timefrom\":1e300}]}}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var list diag.List
		r := Read("uptime/fuzz", bytes.NewReader(text), Options{AsOf: asOf}, &list)
		for _, m := range r.Monitors {
			if len(m.Names) == 0 || m.Names[0] == "" {
				t.Fatalf("a monitor without a name")
			}
			for i, v := range m.Intervals {
				if v.Start >= v.End || v.State == Unknown || i > 0 && v.Start < m.Intervals[i-1].Start {
					t.Fatalf("interval %d of %v", i, m.Intervals)
				}
			}
		}
	})
}
