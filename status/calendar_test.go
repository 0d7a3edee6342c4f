package status

import (
	"testing"
	"time"
)

// The first instant of a day has the day's date, and the second before it has
// not, in zones that change their clocks at midnight, by half an hour, or by a
// whole day.
func TestDayStart(t *testing.T) {
	for _, name := range []string{
		"UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana", "America/Asuncion", "Asia/Beirut",
		"Asia/Amman", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia", "Atlantic/Azores", "Africa/Cairo", "America/Santiago", "Asia/Gaza", "Pacific/Kwajalein",
	} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for day := (Civil{1993, time.January, 1}); day.Year < 2032; day = day.add(1) {
			start := dayStart(day.Year, day.Month, day.Day, zone)
			next := dayStart(day.Year, day.Month, day.Day+1, zone)
			if start.Equal(next) {
				if !(name == "Pacific/Apia" && day == Civil{2011, time.December, 30}) && !(name == "Pacific/Kwajalein" && day.Year == 1993) {
					t.Errorf("%s: %v is empty", name, day)
				}
				continue
			}
			if civil(start) != day || civil(start.Add(-time.Second)) == day || civil(next.Add(-time.Second)) != day {
				t.Errorf("%s: %v begins at %s and ends at %s", name, day, start, next)
			}
		}
	}
}

func TestLocalMonth(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	at := time.Date(2026, 3, 31, 23, 0, 0, 0, zone)
	for months, want := range map[int]string{0: "2026-03-01T00:00:00+08:00", -1: "2026-02-01T00:00:00+08:00", 1: "2026-04-01T00:00:00+08:00", -3: "2025-12-01T00:00:00+08:00"} {
		if got := stamp(localMonth(at, zone, months)); got != want {
			t.Errorf("%d: got %s, want %s", months, got, want)
		}
	}
}
