package importer

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"time"

	"deskbell/diag"
)

// export writes n minute samples in one of the forms, some of them down.
func export(form string, n int) []byte {
	var b bytes.Buffer
	if form == "csv" {
		b.WriteString("service,time,state,latency_ms\n")
	} else {
		b.WriteString(`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"instance":"api"},"values":[`)
	}
	start := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		at := start.Add(time.Duration(i) * time.Minute)
		down := i%5000 < 3
		switch {
		case form == "csv" && down:
			fmt.Fprintf(&b, "api,%s,down,\n", at.Format(time.RFC3339))
		case form == "csv":
			fmt.Fprintf(&b, "api,%s,up,%d\n", at.Format(time.RFC3339), 20+i%7)
		default:
			if i > 0 {
				b.WriteByte(',')
			}
			value := 1
			if down {
				value = 0
			}
			fmt.Fprintf(&b, `[%d.781,"%d"]`, at.Unix(), value)
		}
	}
	if form != "csv" {
		b.WriteString("]}]}}")
	}
	return b.Bytes()
}

// BenchmarkRead reads a million samples.
func BenchmarkRead(b *testing.B) {
	for _, form := range []string{"csv", "prometheus"} {
		text := export(form, 1_000_000)
		b.Run(form, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				var list diag.List
				r := Read("uptime/x", bytes.NewReader(text), Options{}, &list)
				if len(r.Monitors) != 1 || len(r.Monitors[0].Intervals) != 400 {
					b.Fatalf("%d monitors, %v", len(r.Monitors), list.Sorted())
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-system")
		})
	}
}
