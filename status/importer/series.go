package importer

import (
	"cmp"
	"slices"
)

// block is over how many samples the usual interval is taken. It is taken anew
// for each block because people change how often they check.
const block = 1000

// enough is how many distances between samples make a usual interval where an
// earlier block has given one.
const enough = 16

// series turns samples into intervals. It keeps one block of samples and, of
// those before, only runs of the same state; samples may come in any order
// within a block, and blocks in any order among each other.
type series struct {
	buf   []int64 // unix second<<3 | state
	gaps  []int64
	runs  []run
	usual int64
}

// run is a stretch of samples of one state without a gap: from the first sample
// to the last, which holds for hold seconds more unless another run begins.
type run struct {
	first, last, hold int64
	state             State
}

func (s *series) add(at int64, state State) {
	if s.buf == nil {
		s.buf = make([]int64, 0, block)
	}
	s.buf = append(s.buf, at<<3|int64(state))
	if len(s.buf) == block {
		s.flush()
	}
}

// flush turns the block's samples into runs.
func (s *series) flush() {
	if !slices.IsSorted(s.buf) {
		slices.Sort(s.buf)
	}
	s.measure()
	for i, packed := range s.buf {
		at, state := packed>>3, State(packed&7)
		if i+1 < len(s.buf) && s.buf[i+1]>>3 == at {
			continue // of two at the same second the greater counts
		}
		if n := len(s.runs); n > 0 {
			if last := &s.runs[n-1]; last.state == state && at >= last.last && at-last.last <= last.hold {
				last.last, last.hold = at, 2*s.usual
				continue
			}
		}
		s.runs = append(s.runs, run{at, at, 2 * s.usual, state})
	}
	s.buf = s.buf[:0]
}

// measure takes the usual interval of the block: the median distance, the lower
// of the two in the middle.
func (s *series) measure() {
	s.gaps = s.gaps[:0]
	for i := 1; i < len(s.buf); i++ {
		if gap := s.buf[i]>>3 - s.buf[i-1]>>3; gap > 0 {
			s.gaps = append(s.gaps, gap)
		}
	}
	if len(s.gaps) == 0 || len(s.gaps) < enough && s.usual > 0 {
		return
	}
	slices.Sort(s.gaps)
	s.usual = s.gaps[(len(s.gaps)-1)/2]
}

// intervals are the samples as intervals, by start.
func (s *series) intervals() []Interval {
	s.flush()
	if !slices.IsSortedFunc(s.runs, byFirst) {
		slices.SortStableFunc(s.runs, byFirst)
	}
	out := make([]Interval, 0, len(s.runs))
	for i, r := range s.runs {
		end := r.last + r.hold
		if i+1 < len(s.runs) && s.runs[i+1].first >= r.last {
			end = min(end, s.runs[i+1].first)
		}
		if r.state == Unknown || end <= r.first {
			continue
		}
		if n := len(out); n > 0 && out[n-1].State == r.state && out[n-1].End == r.first {
			out[n-1].End = end
			continue
		}
		out = append(out, Interval{r.first, end, r.state})
	}
	return out
}

func byFirst(a, b run) int { return cmp.Compare(a.first, b.first) }
