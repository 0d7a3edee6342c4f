package importer

import (
	"fmt"
	"testing"
)

func TestMerge(t *testing.T) {
	monitor := func(v ...Interval) []*Monitor { return []*Monitor{{Names: []string{"a"}, Intervals: v}} }
	for name, c := range map[string]struct {
		kept, added []*Monitor
		want        string
	}{
		"into nothing":            {nil, monitor(Interval{0, 9, Up}), "[{0 9 up}]"},
		"the same again":          {monitor(Interval{0, 9, Up}, Interval{9, 20, Down}), monitor(Interval{0, 9, Up}, Interval{9, 20, Down}), "[{0 9 up} {9 20 down}]"},
		"an open end that closed": {monitor(Interval{0, 9, Up}, Interval{9, 20, Down}), monitor(Interval{9, 12, Down}, Interval{12, 40, Up}), "[{0 9 up} {9 12 down} {12 40 up}]"},
		"a held sample":           {monitor(Interval{0, 9, Down}), monitor(Interval{8, 12, Up}), "[{0 8 down} {8 12 up}]"},
		"the same state goes on":  {monitor(Interval{0, 9, Up}), monitor(Interval{5, 12, Up}), "[{0 12 up}]"},
		"a gap":                   {monitor(Interval{0, 9, Up}), monitor(Interval{15, 20, Up}), "[{0 9 up} {15 20 up}]"},
		"what is earlier":         {monitor(Interval{10, 20, Down}), monitor(Interval{0, 5, Up}, Interval{5, 15, Up}), "[{0 10 up} {10 20 down}]"},
		"a shorter record":        {monitor(Interval{0, 20, Down}), monitor(Interval{5, 15, Up}), "[{0 20 down}]"},
		"no record":               {monitor(Interval{0, 20, Down}), monitor(), "[{0 20 down}]"},
	} {
		before := fmt.Sprint(c.kept)
		got := Merge(c.kept, c.added)
		if len(got) != 1 || fmt.Sprint(got[0].Intervals) != c.want {
			t.Errorf("%s: got %v, want %s", name, got[0].Intervals, c.want)
		}
		if fmt.Sprint(c.kept) != before {
			t.Errorf("%s: the kept record was changed", name)
		}
	}
	other := []*Monitor{{Names: []string{"b"}, Intervals: []Interval{{0, 9, Up}}}}
	if got := Merge(monitor(Interval{0, 20, Down}), other); len(got) != 2 || got[0].Names[0] != "a" || got[1].Names[0] != "b" {
		t.Errorf("got %v", got)
	}
}
