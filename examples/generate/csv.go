package main

import (
	"fmt"
	"strings"
	"time"
)

// intervalCSV is Deskbell's compact form: one line for each stretch of one
// state. Times without a line are times without data.
func intervalCSV(observations []Observation) []byte {
	var b strings.Builder
	b.WriteString("service,start,end,state\n")
	for _, o := range observations {
		for _, s := range o.Spans {
			fmt.Fprintf(&b, "%s,%s,%s,%s\n", o.Name, s.Start.In(zone).Format(time.RFC3339), s.End.In(zone).Format(time.RFC3339), s.State)
		}
	}
	return []byte(b.String())
}
