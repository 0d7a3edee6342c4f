package status

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Recurrence is how a window repeats: an RRULE of RFC 5545, as far as
// maintenance needs it. FREQ is DAILY, WEEKLY or MONTHLY, with INTERVAL, COUNT
// or UNTIL, BYDAY (with a number in front by month: 1SU, -1FR) and BYMONTHDAY.
// It repeats by the clock on the wall of its zone.
type Recurrence struct {
	rule     string // as written
	freq     string
	interval int
	count    int       // 0: without end
	until    time.Time // the last instant at which a window may begin; zero: without end
	days     []nthDay
	monthly  []int // days of the month, -1 the last one
}

// nthDay is a weekday; n counts it in the month, from the end where it is
// negative, and is 0 for each.
type nthDay struct {
	n   int
	day time.Weekday
}

// maxOccurrences bounds a rule without end: daily, it is 27 years.
const maxOccurrences = 10_000

// String is the rule as it was written, without a name in front.
func (r Recurrence) String() string { return r.rule }

// ParseRecurrence reads a rule such as FREQ=MONTHLY;BYDAY=1SU.
func ParseRecurrence(rule string, zone *time.Location) (Recurrence, error) {
	r := Recurrence{interval: 1, rule: strings.TrimPrefix(strings.TrimSpace(rule), "RRULE:")}
	seen := map[string]bool{}
	for part := range strings.SplitSeq(r.rule, ";") {
		key, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			return r, fmt.Errorf("expected NAME=VALUE, found %q", part)
		}
		if key = strings.ToUpper(key); seen[key] {
			return r, fmt.Errorf("%s stands twice", key)
		}
		seen[key] = true
		if err := r.set(key, strings.ToUpper(value), zone); err != nil {
			return r, err
		}
	}
	switch {
	case r.freq == "":
		return r, fmt.Errorf("the rule has no FREQ")
	case r.count > 0 && !r.until.IsZero():
		return r, fmt.Errorf("the rule has both COUNT and UNTIL")
	case r.freq != "MONTHLY" && (len(r.monthly) > 0 || slices.ContainsFunc(r.days, func(d nthDay) bool { return d.n != 0 })):
		return r, fmt.Errorf("days counted in the month go with FREQ=MONTHLY")
	}
	return r, nil
}

func (r *Recurrence) set(key, value string, zone *time.Location) (err error) {
	switch key {
	case "FREQ":
		if r.freq = value; value != "DAILY" && value != "WEEKLY" && value != "MONTHLY" {
			return fmt.Errorf("expected FREQ of DAILY, WEEKLY or MONTHLY, found %q", value)
		}
	case "INTERVAL", "COUNT":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > maxOccurrences {
			return fmt.Errorf("expected %s from 1 to %d, found %q", key, maxOccurrences, value)
		}
		if key == "COUNT" {
			r.count = n
		} else {
			r.interval = n
		}
	case "UNTIL":
		r.until, err = parseUntil(value, zone)
	case "BYDAY":
		for d := range strings.SplitSeq(value, ",") {
			day, ok := parseNthDay(d)
			if !ok {
				return fmt.Errorf("expected days such as MO or 1SU, found %q", d)
			}
			r.days = append(r.days, day)
		}
	case "BYMONTHDAY":
		for d := range strings.SplitSeq(value, ",") {
			n, err := strconv.Atoi(d)
			if err != nil || n == 0 || n < -31 || n > 31 {
				return fmt.Errorf("expected days of the month, found %q", d)
			}
			r.monthly = append(r.monthly, n)
		}
	case "WKST":
		if value != "MO" {
			return fmt.Errorf("weeks begin on Monday; found WKST=%s", value)
		}
	default:
		return fmt.Errorf("%s is not supported", key)
	}
	return err
}

func parseUntil(value string, zone *time.Location) (time.Time, error) {
	if t, err := time.Parse("20060102T150405Z", value); err == nil {
		return t, nil
	}
	if t, err := time.ParseInLocation("20060102T150405", value, zone); err == nil {
		return t, nil
	}
	t, err := time.Parse("20060102", value)
	if err != nil {
		return t, fmt.Errorf("expected UNTIL such as 20261231 or 20261231T000000Z, found %q", value)
	}
	return dayStart(t.Year(), t.Month(), t.Day()+1, zone).Add(-time.Second), nil
}

func parseNthDay(s string) (nthDay, bool) {
	if len(s) < 2 {
		return nthDay{}, false
	}
	i := slices.IndexFunc(weekdayNames, func(w string) bool { return strings.EqualFold(w[:2], s[len(s)-2:]) })
	d := nthDay{day: time.Weekday(i)}
	if number := s[:len(s)-2]; number != "" {
		n, err := strconv.Atoi(number)
		if d.n = n; err != nil || n == 0 || n < -5 || n > 5 {
			return d, false
		}
	}
	return d, i >= 0
}

// Starts are the instants at which a window that first begins at first begins
// again, from the first on, up to a horizon. The first one counts even where the
// rule does not name its day. A time that the zone's clock leaves out is taken by
// the offset before, one that it shows twice is the first of the two (RFC 5545,
// 3.3.5).
func (r Recurrence) Starts(first time.Time, zone *time.Location, horizon time.Time) []time.Time {
	first = first.In(zone)
	out := []time.Time{first}
	for day := civil(first).add(1); !r.full(len(out)); day = day.add(1) {
		if day.noon().After(horizon.Add(36 * time.Hour)) {
			break
		}
		if !r.on(civil(first), day) {
			continue
		}
		at := wallClock(day, first, zone)
		if at.After(horizon) || !r.until.IsZero() && at.After(r.until) {
			break
		}
		if at.After(out[len(out)-1]) { // a day that the zone left out gives none
			out = append(out, at)
		}
	}
	return out
}

// full says whether a rule names no further window after so many.
func (r Recurrence) full(n int) bool { return r.count > 0 && n >= r.count || n >= maxOccurrences }

// wallClock is the instant at which a zone's clock shows the time of day that it
// shows at like, on another day.
func wallClock(day Civil, like time.Time, zone *time.Location) time.Time {
	hour, minute, second := like.In(zone).Clock()
	t := time.Date(day.Year, day.Month, day.Day, hour, minute, second, 0, zone)
	wanted := time.Date(day.Year, day.Month, day.Day, hour, minute, second, 0, time.UTC).Unix()
	_, offset := t.Zone()
	switch shown := t.Unix() + int64(offset); {
	case shown < wanted: // left out, and t is on the near side of the gap
		return time.Unix(wanted-int64(offset), 0).In(zone)
	case shown > wanted:
		return t
	}
	from, _ := t.ZoneBounds()
	if from.IsZero() {
		return t
	}
	_, before := from.Add(-time.Second).In(zone).Zone()
	if first := time.Unix(wanted-int64(before), 0).In(zone); before > offset && first.Before(from) {
		return first
	}
	return t
}

// on says whether the rule, begun on a day, names another.
func (r Recurrence) on(first, day Civil) bool {
	switch r.freq {
	case "DAILY":
		return daysBetween(first, day)%r.interval == 0 && (len(r.days) == 0 || r.named(day))
	case "WEEKLY":
		monday := func(c Civil) Civil { return c.add(-(int(c.noon().Weekday()) + 6) % 7) }
		if daysBetween(monday(first), monday(day))/7%r.interval != 0 {
			return false
		}
		if len(r.days) == 0 {
			return day.noon().Weekday() == first.noon().Weekday()
		}
		return r.named(day)
	}
	months := (day.Year-first.Year)*12 + int(day.Month-first.Month)
	if months%r.interval != 0 {
		return false
	}
	if len(r.days) == 0 && len(r.monthly) == 0 {
		return day.Day == first.Day
	}
	return (len(r.days) == 0 || r.named(day)) && (len(r.monthly) == 0 || r.numbered(day))
}

// named says whether the day is one of BYDAY.
func (r Recurrence) named(day Civil) bool {
	fromEnd := daysIn(day) - day.Day
	return slices.ContainsFunc(r.days, func(d nthDay) bool {
		return d.day == day.noon().Weekday() && (d.n == 0 || d.n == (day.Day-1)/7+1 || d.n == -(fromEnd/7+1))
	})
}

// numbered says whether the day is one of BYMONTHDAY.
func (r Recurrence) numbered(day Civil) bool {
	return slices.ContainsFunc(r.monthly, func(n int) bool { return n == day.Day || n == day.Day-daysIn(day)-1 })
}

func daysIn(c Civil) int { return time.Date(c.Year, c.Month+1, 0, 12, 0, 0, 0, time.UTC).Day() }

func daysBetween(a, b Civil) int { return int(b.noon().Sub(a.noon()) / (24 * time.Hour)) }
