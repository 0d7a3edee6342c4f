package status

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/diag/mutate"
)

func rule(t testing.TB, s string, zone *time.Location) *Recurrence {
	t.Helper()
	r, err := ParseRecurrence(s, zone)
	if err != nil {
		t.Fatal(err)
	}
	return &r
}

// show writes maintenances by start as "id phase start-end (moved from)".
func show(all []*Maintenance) string {
	var out []string
	for _, m := range all {
		s := fmt.Sprintf("%s %s %s-%s", m.ID, m.Phase, m.Start.UTC().Format("01-02T15"), m.End.UTC().Format("02T15"))
		for _, w := range m.Was {
			s += " was " + w.Start.UTC().Format("01-02T15")
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

// A weekly window of which one was moved, one cancelled, and one took longer.
func weekly(t testing.TB) Maintenance {
	update := func(at string, p Phase, on string) Update { return Update{At: instant(t, at), Phase: p, On: on} }
	moved := update("2026-10-20T00:00:00Z", Scheduled, "2026-10-26")
	moved.Start, moved.End = instant(t, "2026-10-28T02:00:00Z"), instant(t, "2026-10-28T04:00:00Z")
	return Maintenance{
		ID: "weekly", Start: instant(t, "2026-10-05T02:00:00Z"), End: instant(t, "2026-10-05T04:00:00Z"), Announced: instant(t, "2026-09-01T00:00:00Z"),
		Services: map[string]State{"messaging": UnderMaintenance}, Repeat: rule(t, "FREQ=WEEKLY;COUNT=6", time.UTC),
		Updates: []Update{
			update("2026-10-28T03:00:00Z", Completed, ""),
			moved,
			update("2026-10-19T05:00:00Z", Completed, ""),
			update("2026-10-19T03:00:00Z", "", ""),
			update("2026-10-08T00:00:00Z", Cancelled, "2026-10-12"),
			update("2026-09-01T00:00:00Z", Scheduled, ""),
		},
	}
}

func TestRepeatedMaintenance(t *testing.T) {
	board := func(now string, m Maintenance) *Board {
		return clean(t, now, map[string]string{"services.yaml": contract}, func(c *Config) { c.Maintenances = []Maintenance{m} })
	}
	b := board("2026-10-29T12:00:00Z", weekly(t))
	want := `weekly@2026-11-09 scheduled 11-09T02-09T04
weekly@2026-11-02 scheduled 11-02T02-02T04
weekly@2026-10-26 completed 10-28T02-28T04 was 10-26T02
weekly@2026-10-19 completed 10-19T02-19T04
weekly@2026-10-12 cancelled 10-12T02-12T04
weekly completed 10-05T02-05T04`
	if got := show(b.Maintenances); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	var updates []int
	for _, m := range b.Maintenances {
		updates = append(updates, len(m.Updates))
		if m.Series != "weekly" {
			t.Errorf("series %q", m.Series)
		}
	}
	if fmt.Sprint(updates) != "[1 1 3 3 2 1]" {
		t.Errorf("updates %v", updates)
	}
	f := b.Service("messaging").Last90
	if f.Excluded != (2+2+1)*3600 || f.Lost != 3600_000 {
		t.Errorf("excluded %d s, lost %d: want two hours, two hours and one; and the hour that the third took longer", f.Excluded, f.Lost)
	}
	// Before it was said, nothing was moved.
	if got := show(board("2026-10-19T02:00:00Z", weekly(t)).Maintenances); !strings.Contains(got, "weekly@2026-10-26 scheduled 10-26T02-26T04\n") {
		t.Errorf("got\n%s", got)
	}
	// A series that ends.
	ended := weekly(t)
	ended.Updates = append([]Update{{At: instant(t, "2026-10-30T00:00:00Z"), Phase: Cancelled}}, ended.Updates...)
	if got := show(board("2026-10-30T12:00:00Z", ended).Maintenances); strings.Count(got, "cancelled") != 3 || !strings.HasPrefix(got, "weekly@2026-11-09 cancelled") {
		t.Errorf("got\n%s", got)
	}
}

// A window that is moved was announced when that was said, but for one that
// becomes shorter.
func TestMovedMaintenance(t *testing.T) {
	for name, c := range map[string]struct {
		said, start, end string
		excluded, lost   int
	}{
		"in time":           {"2026-10-10T00:00:00Z", "2026-10-14T02:00:00Z", "2026-10-14T04:00:00Z", 7200, 0},
		"too late":          {"2026-10-13T12:00:00Z", "2026-10-14T02:00:00Z", "2026-10-14T04:00:00Z", 0, 7200_000},
		"shorter, any time": {"2026-10-12T01:59:00Z", "2026-10-12T02:30:00Z", "2026-10-12T04:00:00Z", 5400, 0},
		"longer, too late":  {"2026-10-12T01:59:00Z", "2026-10-12T02:00:00Z", "2026-10-12T05:00:00Z", 0, 3 * 3600_000},
		"not yet said":      {"2026-10-17T00:00:00Z", "2026-10-20T02:00:00Z", "2026-10-20T05:00:00Z", 7200, 0},
	} {
		m := Maintenance{ID: "m", Start: instant(t, "2026-10-12T02:00:00Z"), End: instant(t, "2026-10-12T04:00:00Z"), Announced: instant(t, "2026-10-01T00:00:00Z"),
			Services: map[string]State{"messaging": UnderMaintenance}, Updates: []Update{{At: instant(t, c.said), Start: instant(t, c.start), End: instant(t, c.end)}}}
		b := clean(t, "2026-10-16T00:00:00Z", map[string]string{"services.yaml": contract}, func(cfg *Config) { cfg.Maintenances = []Maintenance{m} })
		if f := b.Service("messaging").Last90; f.Excluded != c.excluded || f.Lost != c.lost {
			t.Errorf("%s: excluded %d, lost %d", name, f.Excluded, f.Lost)
		}
	}
}

// However long a rule goes on, few repetitions to come are made, and always the
// next.
func TestRepetitionsToCome(t *testing.T) {
	now := instant(t, "2026-10-20T12:00:00Z")
	for text, want := range map[string]string{
		"FREQ=DAILY":                 "21 +12 2026-10-21 2026-11-01",
		"FREQ=WEEKLY":                "3 +9 2026-10-21 2026-12-16",
		"FREQ=MONTHLY;INTERVAL=6":    "1 +1 2027-03-30 2027-03-30",
		"FREQ=MONTHLY;BYMONTHDAY=31": "1 +1 2026-10-31 2026-10-31",
		"FREQ=DAILY;UNTIL=20261005":  "6 +0 2026-10-05 2026-10-05",
		"FREQ=MONTHLY;INTERVAL=5000": "1 +0 2026-09-30 2026-09-30",
		"FREQ=MONTHLY;INTERVAL=12":   "1 +1 2027-09-30 2027-09-30",
	} {
		m := Maintenance{ID: "m", Start: instant(t, "2026-09-30T01:00:00Z"), End: instant(t, "2026-09-30T02:00:00Z"), Repeat: rule(t, text, time.UTC)}
		past := 0
		all := m.Occurrences(time.UTC, now)
		for _, x := range all {
			if x.Start.Before(now) {
				past++
			}
		}
		first, last := all[min(past, len(all)-1)], all[len(all)-1]
		if got := fmt.Sprintf("%d +%d %s %s", past, len(all)-past, first.Start.Format(time.DateOnly), last.Start.Format(time.DateOnly)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

func TestCurrentRepetition(t *testing.T) {
	for now, want := range map[string]string{
		"2026-10-01T00:00:00Z": "weekly",
		"2026-10-06T00:00:00Z": "weekly@2026-10-12",
		"2026-10-08T00:00:00Z": "weekly@2026-10-19", // the one of the 12th is cancelled
		"2026-10-19T02:30:00Z": "weekly@2026-10-19",
		"2026-10-28T02:30:00Z": "weekly@2026-10-26",
		"2026-12-01T00:00:00Z": "weekly@2026-11-09",
	} {
		m := weekly(t)
		if got := Current(m.Occurrences(time.UTC, instant(t, now)), instant(t, now)).ID; got != want {
			t.Errorf("%s: got %s, want %s", now, got, want)
		}
	}
}

// The brute-force clock looks at each minute of four days for the time on the
// wall, and, where it never shows it, for the jump over it.
func TestWallClockAgainstBruteForce(t *testing.T) {
	for _, p := range places {
		zone, err := time.LoadLocation(p.zone)
		if err != nil {
			t.Fatal(err)
		}
		near := instant(t, p.near).In(zone)
		for days := -1; days <= 3; days++ {
			day := civil(near).add(days)
			clock := newBruteClock(day, zone)
			for minute := 0; minute < 24*60; minute += 10 {
				like := time.Date(2020, 1, 15, minute/60, minute%60, 0, 0, zone)
				if got, want := wallClock(day, like, zone), clock.find(minute); !got.Equal(want) {
					t.Fatalf("%s %v %02d:%02d: got %s, want %s", p.zone, day, minute/60, minute%60, got, want)
				}
			}
		}
	}
}

// bruteClock is what a zone's clock shows in each minute around a day.
type bruteClock struct {
	begin, midnight int64 // minutes since 1970; that of the day as if in UTC
	shown           []int64
}

func newBruteClock(day Civil, zone *time.Location) bruteClock {
	c := bruteClock{begin: day.noon().Unix()/60 - 48*60, midnight: day.noon().Unix()/60 - 12*60}
	for i := range int64(4 * 24 * 60) {
		t := time.Unix((c.begin+i)*60, 0).In(zone)
		c.shown = append(c.shown, time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC).Unix()/60)
	}
	return c
}

func (c bruteClock) find(minute int) time.Time {
	wanted := c.midnight + int64(minute)
	for i, now := range c.shown {
		switch {
		case now == wanted:
			return time.Unix((c.begin+int64(i))*60, 0)
		case i > 0 && c.shown[i-1] < wanted && now > wanted: // by the offset before the jump
			return time.Unix((c.begin+int64(i)+wanted-c.shown[i-1]-1)*60, 0)
		}
	}
	panic("the clock never gets there")
}

// Whatever a rule says, it is refused or has repetitions in order, few enough.
func FuzzRecurrence(f *testing.F) {
	f.Add("FREQ=WEEKLY;BYDAY=SU", int64(1790000000))
	f.Add("RRULE:FREQ=MONTHLY;BYDAY=1SU,-1FR;INTERVAL=3", int64(1000000000))
	f.Add("FREQ=MONTHLY;BYMONTHDAY=-31;COUNT=5000", int64(0))
	f.Add("FREQ=DAILY", int64(0))
	f.Add("FREQ=DAILY;UNTIL=20261231T000000Z;WKST=MO", int64(1790000000))
	for i, rule := range mutate.Strings(60, "FREQ=WEEKLY;BYDAY=SU", "FREQ=MONTHLY;BYDAY=1SU,-1FR;INTERVAL=3;COUNT=9", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20401231T000000Z") {
		f.Add(rule, int64(i)*12345678)
	}
	zone, err := time.LoadLocation("America/Havana")
	if err != nil {
		f.Fatal(err)
	}
	now := instant(f, "2026-10-20T12:00:00Z")
	f.Fuzz(func(t *testing.T, text string, start int64) {
		r, err := ParseRecurrence(text, zone)
		if err != nil {
			return
		}
		m := Maintenance{ID: "m", Start: time.Unix(start%4_000_000_000, 0), Repeat: &r}
		m.End = m.Start.Add(time.Hour)
		all := m.Occurrences(zone, now)
		if len(all) == 0 || len(all) > maxOccurrences {
			t.Fatalf("%d repetitions", len(all))
		}
		for i, x := range all {
			if i > 0 && !x.Start.After(all[i-1].Start) {
				t.Fatalf("%s after %s", x.Start, all[i-1].Start)
			}
		}
	})
}
