package importer

import (
	"cmp"
	"slices"
)

// healthchecks is the list of a check's flips, newest first. A state holds until
// the next flip, the newest one until the build. The list does not name its
// check: the monitor's id is the file's name.
var healthchecks = format{
	name:   "healthchecks",
	detect: func(s *sniff) bool { return s.has("[].timestamp", "[].up") },
	read:   readHealthchecks,
}

// flip is a change of state.
type flip struct {
	at    int64
	state State
}

func readHealthchecks(in *input) {
	d := newDocument(in)
	b := in.monitor()
	var flips []flip
	d.array(func(int) {
		var f struct {
			Timestamp *instant `json:"timestamp"`
			Up        *whole   `json:"up"`
		}
		if !d.decode(&f, "") {
			return
		}
		if f.Timestamp == nil || f.Up == nil || *f.Up < 0 || *f.Up > 1 {
			d.bad("", "expected timestamp and up, which is 1 or 0")
			return
		}
		flips = append(flips, flip{int64(*f.Timestamp), [...]State{Down, Up}[*f.Up]})
	})
	b.flips(flips)
}

// flips lays down changes of state, the last of which goes on.
func (b *builder) flips(flips []flip) {
	slices.SortStableFunc(flips, func(x, y flip) int { return cmp.Compare(x.at, y.at) })
	for i, f := range flips {
		until := goesOn
		if i+1 < len(flips) {
			until = flips[i+1].at
		}
		b.newest = max(b.newest, f.at)
		b.lay(f.at, until, f.state)
	}
}
