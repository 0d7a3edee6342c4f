package strictyaml

import (
	"strings"
	"time"
)

// Date is a day, or an instant of it: what people write for 'last changed' or
// 'released'.
type Date struct {
	time.Time      // a day's first instant in Options.Zone
	DateOnly  bool // no time of day was written
}

// UnmarshalStrict reads 2006-01-02 or an RFC 3339 time with its zone.
func (t *Date) UnmarshalStrict(v *Value) {
	s := v.node.Value
	if day, err := time.ParseInLocation(time.DateOnly, s, v.doc.opts.Zone); err == nil {
		*t = Date{day, true}
		return
	}
	v.Decode(&t.Time)
}

// parseTime reads RFC 3339 as people write it: seconds may be missing, and a
// space may stand for the T.
func parseTime(s string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04Z07:00", "2006-01-02 15:04 Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// parseZoneless reads a time that lacks its zone, for the hint.
func parseZoneless(s string, zone *time.Location) (time.Time, bool) {
	s = strings.Replace(s, " ", "T", 1)
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func (v *Value) time(out *time.Time) {
	s := v.node.Value
	if t, ok := parseTime(s); ok {
		*out = t
		return
	}
	if t, ok := parseZoneless(s, v.doc.opts.Zone); ok {
		v.Errorf("time-zone-missing", "write "+t.Format(time.RFC3339), "time %s has no zone", s)
		return
	}
	v.Errorf("yaml-type", "write a time such as 2026-10-14T09:12:00+08:00", "expected a time, found %s", kindName(v.node))
}
