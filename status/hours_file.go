package status

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/diag/strictyaml"
)

// hoursEntry is a calendar as it is written.
//
//   - id: office
//     zone: Asia/Shanghai
//     hours: {mon-fri: "9:00-12:00, 13:00-18:00"}
//     holidays: [2026-10-01, {from: 2026-10-02, to: 2026-10-07}]
//     workdays: [2026-10-10]        # worked as a Monday is
type hoursEntry struct {
	ID       string            `yaml:"id,required"`
	Zone     string            `yaml:"zone"`
	Hours    map[string]string `yaml:"hours,required"`
	Holidays []dayRange        `yaml:"holidays,list"`
	Workdays []dayRange        `yaml:"workdays,list"`
}

// dayRange is a day, or several with both ends.
type dayRange struct {
	from, to Civil
	name     strictyaml.Text
}

// UnmarshalStrict reads 2026-10-01, or {from: 2026-10-01, to: 2026-10-07}.
func (r *dayRange) UnmarshalStrict(v *strictyaml.Value) {
	if text, ok := v.Scalar(); ok {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			v.Errorf("yaml-type", "write a day such as 2026-10-01, or {from: 2026-10-01, to: 2026-10-07}", "expected a day, found %q", text)
			return
		}
		r.from, r.to = civil(day), civil(day)
		return
	}
	var both struct {
		From strictyaml.Date `yaml:"from,required"`
		To   strictyaml.Date `yaml:"to,required"`
		Name strictyaml.Text `yaml:"name"`
	}
	v.Decode(&both)
	if both.From.IsZero() || both.To.IsZero() {
		return
	}
	r.from, r.to, r.name = civil(both.From.Time), civil(both.To.Time), both.Name
	if n := r.to.noon().Sub(r.from.noon()) / (24 * time.Hour); n < 0 || n > 366 {
		v.Errorf("time-order", "write the earlier day first, a year apart at most", "the days go from %s to %s", both.From.Format(time.DateOnly), both.To.Format(time.DateOnly))
		r.to = r.from
	}
}

func (r dayRange) each(f func(Civil)) {
	if r.from == (Civil{}) {
		return
	}
	for day := r.from; !day.noon().After(r.to.noon()); day = day.add(1) {
		f(day)
	}
}

func (r *slaReader) readHours(i int, e hoursEntry) *Hours {
	pos := r.doc.At("calendars", i, "id")
	if e.ID == "" {
		return nil
	}
	if r.hours[e.ID] != nil {
		r.list.Errorf("id-duplicate", pos, "give it another id; 7x24 is there without being written", "calendar id %q stands twice", e.ID)
		return nil
	}
	h := &Hours{ID: e.ID, Zone: r.zone, Special: map[Civil][]WorkWindow{}}
	if e.Zone != "" {
		zone, err := time.LoadLocation(e.Zone)
		if err != nil || e.Zone == "Local" {
			r.list.Errorf("zone-unknown", r.doc.At("calendars", i, "zone"), "write a name such as Asia/Shanghai", "unknown time zone %q", e.Zone)
		} else {
			h.Zone = zone
		}
	}
	if !r.week(i, e, h) {
		return nil
	}
	for _, d := range e.Holidays {
		d.each(func(day Civil) { h.Special[day] = nil })
		h.days(d, false)
	}
	for _, d := range e.Workdays {
		d.each(func(day Civil) { h.Special[day] = h.usual() })
		h.days(d, true)
	}
	r.hours[e.ID] = h
	r.ids = append(r.ids, e.ID)
	return h
}

// days notes holidays or make-up working days as the file has them.
func (h *Hours) days(d dayRange, worked bool) {
	if d.from != (Civil{}) {
		h.Days = append(h.Days, SpecialDays{d.from, d.to, d.name, worked})
	}
}

// week reads the hours of the weekdays; ok is false for a calendar that is never
// worked, which is reported.
func (r *slaReader) week(i int, e hoursEntry, h *Hours) (ok bool) {
	wrong := false
	for _, days := range keys(e.Hours) {
		weekdays, known := parseWeekdays(days)
		if !known {
			wrong = true
			r.list.Errorf("hours-invalid", r.doc.KeyAt("calendars", i, "hours", days), "write mon-fri, or sat, or mon,wed,fri", "expected weekdays, found %q", days)
			continue
		}
		windows, err := parseWindows(e.Hours[days])
		if err != nil {
			wrong = true
			r.list.Errorf("hours-invalid", r.doc.At("calendars", i, "hours", days), `write "9:00-12:00, 13:00-18:00"; 24:00 is the end of the day`, "%v", err)
			continue
		}
		for _, d := range weekdays {
			h.Week[d] = windows
		}
		ok = true
	}
	if !ok && !wrong {
		r.list.Errorf("hours-invalid", r.doc.At("calendars", i, "id"), `write hours: {mon-fri: "9:00-18:00"}`, "calendar %q has no working time", e.ID)
	}
	return ok
}

// usual are the windows of the first weekday from Monday that is worked.
func (h *Hours) usual() []WorkWindow {
	for i := range h.Week {
		if w := h.Week[(i+1)%7]; len(w) > 0 {
			return w
		}
	}
	return nil
}

var weekdayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// parseWeekdays reads mon-fri, sat, or mon,wed,fri.
func parseWeekdays(s string) (days []time.Weekday, ok bool) {
	for part := range strings.SplitSeq(strings.ToLower(s), ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			last = first
		}
		from, to := slices.Index(weekdayNames, strings.TrimSpace(first)), slices.Index(weekdayNames, strings.TrimSpace(last))
		if from < 0 || to < 0 {
			return nil, false
		}
		for d := from; ; d = (d + 1) % 7 {
			days = append(days, time.Weekday(d))
			if d == to {
				break
			}
		}
	}
	return days, true
}

// parseWindows reads "9:00-12:00, 13:00-18:00". A window that ends before it
// begins goes over midnight. Windows may not overlap.
func parseWindows(s string) ([]WorkWindow, error) {
	var out []WorkWindow
	for part := range strings.SplitSeq(s, ",") {
		first, last, ok := strings.Cut(strings.TrimSpace(part), "-")
		from, okFrom := parseMinute(first)
		to, okTo := parseMinute(last)
		if !ok || !okFrom || !okTo || from == to {
			return nil, fmt.Errorf("expected hours, found %q", strings.TrimSpace(part))
		}
		if to < from {
			to += 24 * 60
		}
		if n := len(out); n > 0 && from < out[n-1].To {
			return nil, fmt.Errorf("hours %q begin before the ones before them end", strings.TrimSpace(part))
		}
		out = append(out, WorkWindow{from, to})
	}
	return out, nil
}

func parseMinute(s string) (int, bool) {
	hour, minute, ok := strings.Cut(strings.TrimSpace(s), ":")
	if !ok {
		minute = "0" // 9-17
	}
	h, errHour := strconv.Atoi(hour)
	m, errMinute := strconv.Atoi(minute)
	ok = errHour == nil && errMinute == nil && h >= 0 && m >= 0 && m < 60 && h*60+m <= 24*60
	return h*60 + m, ok
}
