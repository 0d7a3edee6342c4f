package status

import (
	"slices"
	"time"

	"deskbell/diag/strictyaml"
)

// Hours is a calendar of working time. An instant is worked when the clock on
// the wall of the zone shows a time in one of the day's windows; where the clock
// is put back, an hour shown twice is worked twice.
type Hours struct {
	ID   string
	Zone *time.Location
	// Week holds each weekday's windows, Sunday first, in order.
	Week [7][]WorkWindow
	// Special are days that are not worked as their weekday is: holidays, without
	// windows, and make-up working days.
	Special map[Civil][]WorkWindow
	// Days are the same as the file has them: holidays, then make-up days.
	Days []SpecialDays
}

// SpecialDays are a holiday or make-up working days, from the first to the last.
type SpecialDays struct {
	From, To Civil
	Name     strictyaml.Text // may be empty
	Worked   bool
}

// Noon is an instant of the day in a zone, to write its date by.
func (c Civil) Noon(zone *time.Location) time.Time {
	return time.Date(c.Year, c.Month, c.Day, 12, 0, 0, 0, zone)
}

// WorkWindow is a part of a day in minutes after midnight, [From, To). To may go up
// to 48 hours: work over midnight belongs to the day on which it begins.
type WorkWindow struct{ From, To int }

// Civil is a day of the calendar.
type Civil struct {
	Year  int
	Month time.Month
	Day   int
}

func civil(t time.Time) Civil {
	y, m, d := t.Date()
	return Civil{y, m, d}
}

// noon is an instant that stands for the day in arithmetic with days.
func (c Civil) noon() time.Time { return time.Date(c.Year, c.Month, c.Day, 12, 0, 0, 0, time.UTC) }

func (c Civil) add(days int) Civil { return civil(c.noon().AddDate(0, 0, days)) }

// maxDays is how many days a clock looks ahead: more than ten years.
const maxDays = 4000

// Always is working time around the clock.
func Always(id string, zone *time.Location) *Hours {
	h := &Hours{ID: id, Zone: zone}
	for i := range h.Week {
		h.Week[i] = []WorkWindow{{0, 24 * 60}}
	}
	return h
}

// Always says whether every hour is worked.
func (h *Hours) Always() bool {
	for _, windows := range h.Week {
		if len(windows) != 1 || windows[0] != (WorkWindow{0, 24 * 60}) {
			return false
		}
	}
	return len(h.Special) == 0
}

// Add is the first instant at which so much working time has passed since start.
// It is zero when the calendar has not that much in ten years.
func (h *Hours) Add(start time.Time, length time.Duration) time.Time {
	left := int64(length / time.Second)
	if left <= 0 {
		return start
	}
	from := start.Unix()
	for day, n := civil(start.In(h.Zone)).add(-1), 0; n < maxDays; day, n = day.add(1), n+1 {
		for _, w := range h.worked(day) {
			begin := max(w.start, from)
			if begin >= w.end {
				continue
			}
			if w.end-begin >= left {
				return time.Unix(begin+left, 0).In(start.Location())
			}
			left -= w.end - begin
			from = w.end
		}
	}
	return time.Time{}
}

// Between is the working time in [start, end).
func (h *Hours) Between(start, end time.Time) time.Duration {
	from, to := start.Unix(), end.Unix()
	sum := int64(0)
	last := civil(end.In(h.Zone)).noon()
	for day := civil(start.In(h.Zone)).add(-1); !day.noon().After(last); day = day.add(1) {
		for _, w := range h.worked(day) {
			begin, until := max(w.start, from), min(w.end, to)
			if begin < until {
				sum += until - begin
				from = until
			}
		}
	}
	return time.Duration(sum) * time.Second
}

// Open says whether an instant is worked.
func (h *Hours) Open(at time.Time) bool { return h.Between(at, at.Add(time.Second)) > 0 }

// Next is the first worked instant at or after another; zero when there is none
// in ten years.
func (h *Hours) Next(at time.Time) time.Time {
	t := h.Add(at, time.Second)
	if t.IsZero() {
		return t
	}
	return t.Add(-time.Second)
}

// Windows are the worked stretches of [start, end), in order and joined where one
// begins with the end of another.
func (h *Hours) Windows(start, end time.Time) []WorkSpan {
	var out []WorkSpan
	last := civil(end.In(h.Zone)).noon()
	for day := civil(start.In(h.Zone)).add(-1); !day.noon().After(last); day = day.add(1) {
		for _, w := range h.worked(day) {
			from, to := max(w.start, start.Unix()), min(w.end, end.Unix())
			if n := len(out); n > 0 {
				from = max(from, out[n-1].End)
			}
			if from >= to {
				continue
			}
			if n := len(out); n > 0 && out[n-1].End == from {
				out[n-1].End = to
			} else {
				out = append(out, WorkSpan{from, to})
			}
		}
	}
	return out
}

// WorkSpan is a stretch of working time in Unix seconds, [Start, End).
type WorkSpan struct{ Start, End int64 }

// windows are the day's, by the special days first.
func (h *Hours) windows(day Civil) []WorkWindow {
	if w, special := h.Special[day]; special {
		return w
	}
	return h.Week[day.noon().Weekday()]
}

// worked are the instants that belong to a day, in order. The wall clock is
// looked up in each stretch of the zone that touches the day: most days lie in
// one, a day on which the clock is changed in two.
func (h *Hours) worked(day Civil) []interval {
	windows := h.windows(day)
	if len(windows) == 0 {
		return nil
	}
	midnight := time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Unix() // as the wall shows it
	var out []interval
	for at := midnight - 16*3600; ; {
		t := time.Unix(at, 0).In(h.Zone)
		_, offset := t.Zone()
		begins, ends := t.ZoneBounds()
		for _, w := range windows {
			v := interval{start: midnight + int64(w.From)*60 - int64(offset), end: midnight + int64(w.To)*60 - int64(offset)}
			if !begins.IsZero() {
				v.start = max(v.start, begins.Unix())
			}
			if !ends.IsZero() {
				v.end = min(v.end, ends.Unix())
			}
			if v.start < v.end {
				out = append(out, v)
			}
		}
		if ends.IsZero() || ends.Unix() > midnight+64*3600 {
			break
		}
		at = ends.Unix()
	}
	slices.SortFunc(out, func(a, b interval) int { return int(min(1, max(-1, a.start-b.start))) })
	return out
}
