package importer

import (
	"cmp"
	"slices"
)

// maxLatency bounds what is taken for a latency: a day.
const maxLatency = dayLength * 1000

// latency adds a measurement in milliseconds; what cannot be one is left out.
func (b *builder) latency(at, ms int64) {
	if ms < 0 || ms > maxLatency {
		return
	}
	hour := at - at%3600
	if n := len(b.hours); n == 0 || b.hours[n-1].Hour != hour {
		b.hours = append(b.hours, Latency{Hour: hour})
	}
	last := &b.hours[len(b.hours)-1]
	last.Count++
	last.Sum += ms
	last.Max = max(last.Max, ms)
}

// latencies are the hours in order, each once.
func (b *builder) latencies() []Latency {
	slices.SortStableFunc(b.hours, func(x, y Latency) int { return cmp.Compare(x.Hour, y.Hour) })
	out := b.hours[:0]
	for _, h := range b.hours {
		if n := len(out); n > 0 && out[n-1].Hour == h.Hour {
			out[n-1].Count += h.Count
			out[n-1].Sum += h.Sum
			out[n-1].Max = max(out[n-1].Max, h.Max)
			continue
		}
		out = append(out, h)
	}
	return out
}
