package status

import "time"

// dayStart is the first instant of a local day. Where the clock is put forward
// at midnight, the day begins at 1 o'clock, and a day that was left out is as
// long as nothing; where it is put back over midnight,
// the first of the two midnights counts.
func dayStart(year int, month time.Month, day int, zone *time.Location) time.Time {
	t := time.Date(year, month, day, 0, 0, 0, 0, zone)
	from, to := t.ZoneBounds()
	wanted := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	_, offset := t.Zone()
	switch shown := t.Add(time.Duration(offset) * time.Second); {
	// There is no such midnight: t lies on one or the other side of the gap.
	case shown.Before(wanted):
		return to.In(zone)
	case shown.After(wanted):
		return from.In(zone)
	}
	if from.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, before := from.Add(-time.Second).In(zone).Zone()
	if first := t.Add(time.Duration(now-before) * time.Second); first.Before(from) && before > now {
		return first
	}
	return t
}

// localDay is the day of t, moved by some days.
func localDay(t time.Time, zone *time.Location, days int) time.Time {
	y, m, d := t.In(zone).Date()
	y, m, d = time.Date(y, m, d+days, 12, 0, 0, 0, time.UTC).Date()
	return dayStart(y, m, d, zone)
}

// localMonth is the first of t's month, moved by some months.
func localMonth(t time.Time, zone *time.Location, months int) time.Time {
	y, m, _ := t.In(zone).Date()
	y, m, _ = time.Date(y, m+time.Month(months), 1, 12, 0, 0, 0, time.UTC).Date()
	return dayStart(y, m, 1, zone)
}
