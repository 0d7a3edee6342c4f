package main

import (
	"fmt"
	"strings"
	"time"
)

// prometheusJSON is the answer of Prometheus to query_range for probe_success
// from start to end, both included. A blackbox probe knows success and failure
// alone: slow is success, and a maintenance that stops the service is failure.
func prometheusJSON(observations []Observation, start, end time.Time) []byte {
	var b strings.Builder
	b.WriteString(`{"status":"success","data":{"resultType":"matrix","result":[`)
	for i, o := range observations {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"metric":{"__name__":"probe_success","instance":%q,"job":"blackbox","monitor":%q},"values":[`, o.URL, o.Name)
		sep := ""
		for t := start; !t.After(end); t = t.Add(o.Every) {
			// The sample shows the last check before it.
			state, ok := o.At(o.next(t).Add(-o.Every))
			if !ok {
				continue
			}
			value := "1"
			if state == Down || state == Maintenance {
				value = "0"
			}
			fmt.Fprintf(&b, `%s[%d,"%s"]`, sep, t.Unix(), value)
			sep = ","
		}
		b.WriteString("]}")
	}
	b.WriteString("]}}\n")
	return []byte(b.String())
}
