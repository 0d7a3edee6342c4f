package status

import (
	"fmt"
	"regexp"
	"time"

	"deskbell/diag/strictyaml"
)

// moment is an instant in an incident file. It is a time like any other, with
// mends for the slips that status files are full of.
type moment struct{ time.Time }

// almostTime matches what lacks leading zeros: 2026-1-5T9:00:00+08:00.
var almostTime = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})$`)

// UnmarshalStrict reads an RFC 3339 time with its zone.
func (m *moment) UnmarshalStrict(v *strictyaml.Value) {
	text, ok := v.Scalar()
	switch {
	case ok && (text == "yes" || text == "true" || text == "no" || text == "false"):
		v.Errorf("yaml-type", "write when it was, such as 2026-10-14T09:12:00+08:00, or leave the line out while it goes on",
			"expected a time, found %q", text)
		return
	case ok && text == "":
		return
	}
	if part := almostTime.FindStringSubmatch(text); ok && part != nil {
		var n [6]int
		for i := range n {
			_, _ = fmt.Sscan(part[i+1], &n[i]) // seconds may be missing: 0
		}
		zone := part[7]
		if len(zone) == 5 {
			zone = zone[:3] + ":" + zone[3:]
		}
		mended := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d%s", n[0], n[1], n[2], n[3], n[4], n[5], zone)
		if t, err := time.Parse(time.RFC3339, mended); err == nil && (len(part[2]) < 2 || len(part[3]) < 2 || len(part[4]) < 2 || zone != part[7]) {
			v.Errorf("yaml-type", "write "+mended, "expected a time with all its digits, found %q", text)
			m.Time = t
			return
		}
	}
	v.Decode(&m.Time)
}

// nextUpdate is until when an update promises the next one: a time, or a length
// of time from the update on.
type nextUpdate struct {
	at    time.Time
	later time.Duration
}

// UnmarshalStrict reads 30m, or a time.
func (n *nextUpdate) UnmarshalStrict(v *strictyaml.Value) {
	if text, ok := v.Scalar(); ok {
		if later, err := time.ParseDuration(text); err == nil {
			if n.later = later; later <= 0 {
				v.Errorf("yaml-type", "write a length such as 30m", "expected a length of time, found %q", text)
			}
			return
		}
	}
	v.Decode(&n.at)
}

func (n nextUpdate) after(at time.Time) time.Time {
	if n.later > 0 && !at.IsZero() {
		return at.Add(n.later)
	}
	return n.at
}
