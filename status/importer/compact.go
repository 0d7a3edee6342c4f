package importer

import (
	"cmp"
	"slices"
)

// Compact joins what several files say about the same monitors, those with the
// same first name, in order of first appearance. Where two files speak of the
// same second, the greater state counts. Where one file tells all downtime and
// another the time watched, then just that time, without the downtime, was up.
// The intervals of the result do not overlap, and neighbours differ.
func Compact(monitors []*Monitor) []*Monitor {
	groups := map[string][]*Monitor{}
	var order []string
	for _, m := range monitors {
		if groups[m.Names[0]] == nil {
			order = append(order, m.Names[0])
		}
		groups[m.Names[0]] = append(groups[m.Names[0]], m)
	}
	out := make([]*Monitor, len(order))
	for i, name := range order {
		out[i] = join(groups[name])
	}
	return out
}

func join(parts []*Monitor) *Monitor {
	var all builder
	out := &Monitor{}
	complete, watched := false, false
	for _, m := range parts {
		complete = complete || m.Complete
		watched = watched || m.Watched.Start < m.Watched.End
	}
	var intervals []Interval
	for _, m := range parts {
		if w := m.Watched; w.Start < w.End && complete {
			intervals = append(intervals, Interval{w.Start, w.End, Up})
		}
		for _, v := range m.Intervals {
			if !(m.Complete && watched && v.State == Up) {
				intervals = append(intervals, v)
			}
		}
		for _, n := range m.Names {
			if !slices.Contains(out.Names, n) {
				out.Names = append(out.Names, n)
			}
		}
		out.Newest = max(out.Newest, m.Newest)
		all.hours = append(all.hours, m.Latency...)
	}
	out.Intervals, out.Latency = flatten(intervals), all.latencies()
	return out
}

// edge is where a state begins (1) or ends (-1).
type edge struct {
	at    int64
	state State
	delta int
}

// flatten makes intervals disjoint; the greater state counts.
func flatten(intervals []Interval) []Interval {
	if disjoint(intervals) {
		return intervals
	}
	edges := make([]edge, 0, 2*len(intervals))
	for _, v := range intervals {
		edges = append(edges, edge{v.Start, v.State, 1}, edge{v.End, v.State, -1})
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	var active [len(stateNames)]int
	var out builder
	for i, e := range edges {
		active[e.state] += e.delta
		if i+1 == len(edges) || edges[i+1].at == e.at {
			continue
		}
		now := Unknown
		for s, n := range active {
			if n > 0 {
				now = State(s)
			}
		}
		out.lay(e.at, edges[i+1].at, now)
	}
	return out.intervals
}

func disjoint(intervals []Interval) bool {
	for i := 1; i < len(intervals); i++ {
		before, v := intervals[i-1], intervals[i]
		if v.Start < before.End || v.Start == before.End && v.State == before.State {
			return false
		}
	}
	return true
}
