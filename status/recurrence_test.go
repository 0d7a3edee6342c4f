package status

import (
	"strings"
	"testing"
	"time"
)

func TestRecurrence(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ rule, first, horizon, want string }{
		// Examples of RFC 5545, 3.8.5.3, shortened.
		{"FREQ=DAILY;COUNT=3", "2026-09-02T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-02 09-03 09-04"},
		{"FREQ=DAILY;INTERVAL=10;COUNT=5", "2026-09-02T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-02 09-12 09-22 10-02 10-12"},
		{"FREQ=WEEKLY;UNTIL=20260924T000000Z", "2026-09-02T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-02 09-09 09-16 09-23"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5", "2026-09-01T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-01 09-03 09-15 09-17 09-29"},
		{"RRULE:FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "2026-09-04T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-04 10-02 11-06 12-04"},
		{"FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "2026-09-21T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-21 10-19 11-23"},
		{"FREQ=MONTHLY;BYMONTHDAY=-3;UNTIL=20261130", "2026-09-28T09:00:00+02:00", "2027-01-01T00:00:00Z", "09-28 10-29 11-28"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-02-13T09:00:00+01:00", "2026-12-01T00:00:00Z", "02-13 03-13 11-13"},
		{"FREQ=MONTHLY", "2026-01-31T09:00:00+01:00", "2026-06-01T00:00:00Z", "01-31 03-31 05-31"},
		{"FREQ=WEEKLY", "2026-10-18T02:30:00+02:00", "2026-11-02T00:00:00Z", "10-18 10-25 11-01"},
	} {
		r, err := ParseRecurrence(c.rule, berlin)
		if err != nil {
			t.Errorf("%s: %v", c.rule, err)
			continue
		}
		var got []string
		first := instant(t, c.first).In(berlin)
		for _, at := range r.Starts(first, berlin, instant(t, c.horizon)) {
			got = append(got, at.Format("01-02"))
			if at.Format("15:04") != first.Format("15:04") {
				t.Errorf("%s begins at %s", c.rule, at)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %s, want %s", c.rule, strings.Join(got, " "), c.want)
		}
	}
}

func TestBadRecurrence(t *testing.T) {
	for rule, want := range map[string]string{
		"":                                  "expected NAME=VALUE",
		"FREQ=YEARLY":                       "expected FREQ",
		"INTERVAL=2":                        "no FREQ",
		"FREQ=DAILY;INTERVAL=0":             "expected INTERVAL",
		"FREQ=DAILY;COUNT=2;UNTIL=20260101": "both",
		"FREQ=WEEKLY;BYDAY=1MO":             "FREQ=MONTHLY",
		"FREQ=WEEKLY;BYDAY=XX":              "expected days",
		"FREQ=MONTHLY;BYMONTHDAY=0":         "expected days of the month",
		"FREQ=DAILY;UNTIL=soon":             "expected UNTIL",
		"FREQ=DAILY;BYHOUR=1":               "BYHOUR is not supported",
	} {
		if _, err := ParseRecurrence(rule, time.UTC); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", rule, err)
		}
	}
}
