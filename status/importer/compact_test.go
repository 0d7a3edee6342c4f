package importer

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Flattened intervals say at each second what the greatest of the given ones
// says.
func TestFlatten(t *testing.T) {
	for n := range uint64(300) {
		r := rand.New(rand.NewPCG(1, n))
		var given []Interval
		var want [200]State
		for range r.IntN(12) {
			start := r.Int64N(190)
			v := Interval{start, start + 1 + r.Int64N(200-start-1), State(1 + r.IntN(4))}
			given = append(given, v)
			for s := v.Start; s < v.End; s++ {
				want[s] = max(want[s], v.State)
			}
		}
		flat := flatten(given)
		var got [200]State
		for i, v := range flat {
			if i > 0 && (v.Start < flat[i-1].End || v.Start == flat[i-1].End && v.State == flat[i-1].State) {
				t.Fatalf("case %d: %v after %v", n, v, flat[i-1])
			}
			for s := v.Start; s < v.End; s++ {
				got[s] = v.State
			}
		}
		if got != want {
			t.Fatalf("case %d: %v becomes %v", n, given, flat)
		}
	}
}

func TestCompactJoinsFiles(t *testing.T) {
	got := Compact([]*Monitor{
		{Names: []string{"a", "A"}, Complete: true, Newest: 5, Intervals: []Interval{{0, 50, Up}, {50, 60, Down}, {60, 500, Up}}, Latency: []Latency{{0, 1, 10, 10}}},
		{Names: []string{"b"}, Intervals: []Interval{{0, 9, Up}}},
		{Names: []string{"a", "url"}, Watched: Interval{20, 100, Up}, Newest: 100, Intervals: []Interval{{100, 105, Up}}, Latency: []Latency{{0, 1, 20, 20}}},
	})
	if len(got) != 2 || fmt.Sprint(*got[0]) != "{[a A url] [{20 50 up} {50 60 down} {60 105 up}] 100 false {0 0 unknown} [{0 2 30 20}]}" {
		t.Errorf("got %v", *got[0])
	}
}
