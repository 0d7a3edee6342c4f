package status

import (
	"cmp"
	"slices"
)

// interval is a state over [start, end) in unix seconds.
type interval struct {
	start, end int64
	state      State
}

// evidence is all that is said about one service. Intervals may overlap and
// come in any order.
type evidence struct {
	incidents []interval // what people said; operational says nothing
	probes    []interval // what was measured; where there is none, nothing is known
	planned   []interval // announced maintenance inside its window; state does not matter
	policy    Policy
}

// A lane is a source of states in the sweep.
const (
	laneIncidents = iota
	laneProbes
	lanePlanned
	lanes
)

type edge struct {
	at    int64
	lane  uint8
	state uint8 // rank
	delta int8
}

// sweep walks over all edges of the evidence once and gives the timeline from
// start to end. At each instant the worst effect counts: the one with the
// greatest weight, and of several with the same weight the highest in rank.
func sweep(e evidence, start, end int64, weights [len(states)]int) *Timeline {
	t := &Timeline{start: start, end: max(start, end), weights: weights}
	edges := e.edges(t.start, t.end)
	order := byWeight(weights)
	var active [lanes][len(states)]int
	at := t.start
	for i := 0; ; {
		for i < len(edges) && edges[i].at == at {
			active[edges[i].lane][edges[i].state] += int(edges[i].delta)
			i++
		}
		t.add(at, e.policy.condition(&active, &order))
		if i == len(edges) {
			break
		}
		at = edges[i].at
	}
	t.sum()
	return t
}

// edges are the beginnings and ends of all intervals, cut to [start, end), in
// order of time. An end at the very end needs none.
func (e evidence) edges(start, end int64) []edge {
	edges := make([]edge, 0, 2*(len(e.incidents)+len(e.probes)+len(e.planned)))
	for lane, intervals := range [lanes][]interval{e.incidents, e.probes, e.planned} {
		for _, v := range intervals {
			from, to := max(v.start, start), min(v.end, end)
			if from >= to {
				continue
			}
			edges = append(edges, edge{from, uint8(lane), uint8(v.state.rank()), 1})
			if to < end {
				edges = append(edges, edge{to, uint8(lane), uint8(v.state.rank()), -1})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	return edges
}

// condition is what an instant counts as, given how many intervals of each
// lane and state are active.
func (p Policy) condition(active *[lanes][len(states)]int, order *[len(states)]int) condition {
	for _, n := range active[lanePlanned] {
		if n > 0 {
			return excluded
		}
	}
	said, isSaid := heaviest(&active[laneIncidents], order)
	measured, isMeasured := heaviest(&active[laneProbes], order)
	isSaid = isSaid && states[said] != Operational
	unknown := condition(NoData.rank())
	switch {
	case p == Incidents && isSaid:
		return condition(said)
	case p == Incidents:
		return condition(Operational.rank())
	case p == Probes && isMeasured:
		return condition(measured)
	case p == Probes:
		return unknown
	case isSaid && isMeasured && order[measured] > order[said]:
		return condition(measured)
	case isSaid:
		return condition(said)
	case isMeasured:
		return condition(measured)
	}
	return unknown
}

// heaviest is the active state that is highest in order.
func heaviest(active *[len(states)]int, order *[len(states)]int) (state int, any bool) {
	for i, n := range active {
		if n > 0 && (!any || order[i] > order[state]) {
			state, any = i, true
		}
	}
	return state, any
}

// byWeight gives each state its place when the worst effect is looked for.
func byWeight(weights [len(states)]int) (order [len(states)]int) {
	for i := range order {
		order[i] = weights[i]*len(states) + i
	}
	return order
}

// add begins a span, unless the condition goes on.
func (t *Timeline) add(at int64, c condition) {
	if n := len(t.spans); n == 0 || t.spans[n-1].cond != c {
		t.spans = append(t.spans, span{at, c})
	}
}

// sum fills in the seconds before each span.
func (t *Timeline) sum() {
	t.sums = make([]tally, len(t.spans))
	for i := 1; i < len(t.spans); i++ {
		t.sums[i] = t.sums[i-1]
		t.sums[i][t.spans[i-1].cond] += t.spans[i].start - t.spans[i-1].start
	}
}
