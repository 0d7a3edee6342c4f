package status

import (
	"sort"
	"time"
)

// Timeline is what a service was in at each second from its beginning to the
// board's AsOf.
//
// Invariants: spans are in order and each ends where the next begins, so every
// second from start to end is in exactly one of them; neighbours differ; sums
// holds, for each span, the seconds before it. The seconds of any period are
// therefore two look-ups, whatever its length.
type Timeline struct {
	start, end int64 // unix seconds
	spans      []span
	sums       []tally
	weights    [len(states)]int
}

// span is a stretch of time in one condition.
type span struct {
	start int64
	cond  condition
}

// condition is a state's rank, or excluded.
type condition uint8

// excluded is the condition of announced maintenance inside its window.
const excluded = condition(len(states))

// tally holds the seconds of each condition.
type tally [len(states) + 1]int64

// Start is the instant at which the record begins.
func (t *Timeline) Start() time.Time { return time.Unix(t.start, 0).UTC() }

// End is the instant at which the record ends: the board's AsOf.
func (t *Timeline) End() time.Time { return time.Unix(t.end, 0).UTC() }

// Figure is the availability from start to end, as far as the record goes.
func (t *Timeline) Figure(start, end time.Time) Figure {
	from := max(start.Unix(), t.start)
	to := max(min(end.Unix(), t.end), from)
	sum := t.between(from, to)
	f := Figure{
		Start: time.Unix(from, 0).In(start.Location()), End: time.Unix(to, 0).In(start.Location()),
		Span: int(to - from), Excluded: int(sum[excluded]), Unknown: int(sum[NoData.rank()]),
	}
	for i, weight := range t.weights {
		f.Lost += int(sum[i]) * weight
	}
	f.Known = f.enough()
	return f
}

// Span is a stretch of time in one state.
type Span struct {
	Start, End time.Time
	State      State
	Excluded   bool // announced maintenance: State is UnderMaintenance and nothing of it counts
}

// Spans are the stretches from start to end, in order.
func (t *Timeline) Spans(start, end time.Time) []Span {
	from, to := max(start.Unix(), t.start), min(end.Unix(), t.end)
	var out []Span
	for i := t.find(from); i < len(t.spans) && t.spans[i].start < to; i++ {
		until := t.end
		if i+1 < len(t.spans) {
			until = t.spans[i+1].start
		}
		s := Span{time.Unix(max(from, t.spans[i].start), 0).UTC(), time.Unix(min(to, until), 0).UTC(), UnderMaintenance, true}
		if c := t.spans[i].cond; c != excluded {
			s.State, s.Excluded = states[c], false
		}
		out = append(out, s)
	}
	return out
}

// between is the seconds of each condition in [from, to).
func (t *Timeline) between(from, to int64) tally {
	from, to = max(from, t.start), min(to, t.end)
	if from >= to {
		return tally{}
	}
	sum, before := t.until(to), t.until(from)
	for i := range sum {
		sum[i] -= before[i]
	}
	return sum
}

// until is the seconds of each condition in [start, at).
func (t *Timeline) until(at int64) tally {
	i := t.find(at)
	sum := t.sums[i]
	sum[t.spans[i].cond] += at - t.spans[i].start
	return sum
}

// find is the index of the last span that begins at or before at.
func (t *Timeline) find(at int64) int {
	return max(0, sort.Search(len(t.spans), func(i int) bool { return t.spans[i].start > at })-1)
}
