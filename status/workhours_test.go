package status

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"
)

var clockCases = flag.Int("clock", 300, "random cases of the working clock to compare with the oracle")

// office is Monday to Friday in some hours.
func office(zone *time.Location, windows ...WorkWindow) *Hours {
	h := &Hours{ID: "office", Zone: zone, Special: map[Civil][]WorkWindow{}}
	for d := time.Monday; d <= time.Friday; d++ {
		h.Week[d] = windows
	}
	return h
}

func TestFridayAfternoon(t *testing.T) {
	h := office(time.UTC, WorkWindow{8 * 60, 17 * 60})
	for _, c := range []struct {
		start  string
		length time.Duration
		want   string
	}{
		{"2026-10-16T16:00:00Z", 4 * time.Hour, "2026-10-19T11:00:00Z"}, // Friday 16:00 + 4 h is Monday 11:00
		{"2026-10-16T13:00:00Z", 4 * time.Hour, "2026-10-16T17:00:00Z"},
		{"2026-10-17T13:00:00Z", time.Second, "2026-10-19T08:00:01Z"},
		{"2026-10-16T16:00:00Z", 0, "2026-10-16T16:00:00Z"},
		{"2026-10-16T16:00:00Z", 45 * time.Hour, "2026-10-23T16:00:00Z"},
	} {
		if got := h.Add(instant(t, c.start), c.length); stamp(got) != c.want {
			t.Errorf("%s + %s: got %s, want %s", c.start, c.length, stamp(got), c.want)
		}
	}
	if got := h.Next(instant(t, "2026-10-16T17:00:00Z")); stamp(got) != "2026-10-19T08:00:00Z" {
		t.Errorf("next %s", stamp(got))
	}
	if h.Open(instant(t, "2026-10-16T17:00:00Z")) || !h.Open(instant(t, "2026-10-16T08:00:00Z")) {
		t.Error("the office is open at its end, or closed at its beginning")
	}
	if never := (&Hours{Zone: time.UTC}); !never.Add(instant(t, "2026-10-16T17:00:00Z"), time.Second).IsZero() {
		t.Error("a calendar without working time comes to an end")
	}
}

// The week of China's National Day 2026: a Saturday is worked, seven days are not.
func TestMakeUpWorkingDay(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	h := office(zone, WorkWindow{9 * 60, 18 * 60})
	for d := 1; d <= 7; d++ {
		h.Special[Civil{2026, time.October, d}] = nil
	}
	h.Special[Civil{2026, time.October, 10}] = h.Week[time.Monday]
	got := h.Add(instant(t, "2026-09-30T17:00:00+08:00"), 8*time.Hour)
	if stamp(got) != "2026-10-08T16:00:00+08:00" {
		t.Errorf("over the holidays: %s", stamp(got))
	}
	got = h.Add(instant(t, "2026-10-09T17:00:00+08:00"), 8*time.Hour)
	if stamp(got) != "2026-10-10T16:00:00+08:00" {
		t.Errorf("on the Saturday: %s", stamp(got))
	}
}

// The oracle looks at the wall clock of each minute.
func TestWorkingClockAgainstOracle(t *testing.T) {
	differences, idle := 0, 0
	for n := range *clockCases {
		r := rand.New(rand.NewPCG(7, uint64(n)))
		h, start := randomHours(r)
		length := time.Duration(r.IntN(40*60)) * time.Minute
		worked, at := time.Duration(0), start
		for limit := 0; worked < length && limit < 40*24*60; limit++ {
			if h.shows(at) {
				worked += time.Minute
			}
			at = at.Add(time.Minute)
		}
		if worked < length {
			idle++
			continue // hardly any working time
		}
		if got := h.Add(start, length); !got.Equal(at) {
			differences++
			t.Errorf("case %d (%s): %s + %s: got %s, want %s", n, h.Zone, start, length, got, at)
		}
		if got := h.Between(start, at); got != length {
			differences++
			t.Errorf("case %d (%s): between %s and %s: got %s, want %s", n, h.Zone, start, at, got, length)
		}
	}
	t.Logf("%d random cases of working time: %d differences; in %d hardly any time is worked", *clockCases, differences, idle)
}

// shows says whether the wall clock shows working time, looking at one instant.
func (h *Hours) shows(at time.Time) bool {
	local := at.In(h.Zone)
	minute := local.Hour()*60 + local.Minute()
	in := func(day time.Time, minute int) bool {
		windows, special := h.Special[Civil{day.Year(), day.Month(), day.Day()}]
		if !special {
			windows = h.Week[day.Weekday()]
		}
		for _, w := range windows {
			if w.From <= minute && minute < w.To {
				return true
			}
		}
		return false
	}
	day := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC)
	return in(day, minute) || in(day.AddDate(0, 0, -1), minute+24*60)
}

func randomHours(r *rand.Rand) (*Hours, time.Time) {
	p := places[r.IntN(len(places))]
	zone, err := time.LoadLocation(p.zone)
	if err != nil {
		panic(err)
	}
	near, _ := time.Parse(time.RFC3339, p.near)
	start := near.Add(time.Duration(r.IntN(6*24*60)-3*24*60) * time.Minute)
	windows := func() []WorkWindow {
		a := r.IntN(12 * 60)
		b := a + 1 + r.IntN(8*60)
		switch r.IntN(5) {
		case 0:
			return []WorkWindow{{a, b}, {b + 30, b + 31 + r.IntN(3*60)}}
		case 1:
			return []WorkWindow{{0, 24 * 60}}
		case 2:
			return nil
		}
		return []WorkWindow{{a, b}}
	}
	h := &Hours{Zone: zone, Special: map[Civil][]WorkWindow{}}
	for d := range h.Week {
		h.Week[d] = windows()
	}
	if r.IntN(4) == 0 { // work over midnight, on days that nothing else touches
		h.Week = [7][]WorkWindow{3: {{20 * 60, 30 * 60}}, 6: {{22 * 60, 24*60 + r.IntN(300)}}}
	} else {
		for range r.IntN(4) {
			h.Special[civil(start.In(zone)).add(r.IntN(8))] = windows()
		}
	}
	return h, start
}
