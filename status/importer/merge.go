package importer

import "slices"

// Merge adds exports to a record that was kept before; it is Compact but for how
// the kept record ends. Its last state may have been open, or a sample's that was
// held beyond it, so it gives way to what a later export says from there on. The
// arguments stay as they are.
func Merge(kept, added []*Monitor) []*Monitor {
	added = Compact(added)
	all := make([]*Monitor, 0, len(kept)+len(added))
	for _, m := range kept {
		for _, later := range added {
			if later.Names[0] == m.Names[0] {
				m = m.giveWay(later.Intervals)
			}
		}
		all = append(all, m)
	}
	return Compact(append(all, added...))
}

// giveWay is the monitor with its last interval ended where a record that goes
// as far or farther says something new.
func (m *Monitor) giveWay(later []Interval) *Monitor {
	n := len(m.Intervals)
	if n == 0 || len(later) == 0 {
		return m
	}
	last := m.Intervals[n-1]
	if later[len(later)-1].End < last.End {
		return m
	}
	for _, v := range later {
		if v.Start > last.Start && v.Start < last.End {
			shorter := *m
			shorter.Intervals = slices.Clone(m.Intervals)
			shorter.Intervals[n-1].End = v.Start
			return &shorter
		}
	}
	return m
}
