package themes

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day as the language writes it: "14 October 2026", "2026年10月14日".
// The day is that of t's own zone.
func (l *Localized) Date(t time.Time) string {
	return l.words.date("date.day", t)
}

// Month is a month as the language writes it: "October 2026", "2026年10月". The
// month is that of t's own zone.
func (l *Localized) Month(t time.Time) string {
	return l.words.date("date.month", t)
}

// DateTime is a day with its time of day in a zone, without the zone's name:
// "14 October 2026, 09:12". A nil zone is the theme's.
func (l *Localized) DateTime(t time.Time, zone *time.Location) string {
	if zone == nil {
		zone = l.theme.zone
	}
	t = t.In(zone)
	return l.words.text("date.time", l.words.date("date.day", t), t.Format("15:04"))
}

// Duration is a span in its two largest units: "2 d 3 h", "53 min". Spans
// under a minute are shown in seconds.
func (l *Localized) Duration(seconds int) string {
	units := []struct {
		key  string
		size int
	}{{"duration.days", 86400}, {"duration.hours", 3600}, {"duration.minutes", 60}, {"duration.seconds", 1}}
	seconds = max(seconds, 0)
	for i, u := range units {
		n := seconds / u.size
		if n == 0 && u.size > 1 {
			continue
		}
		s := l.words.text(u.key, n)
		if rest := seconds % u.size; i < 2 && rest >= units[i+1].size {
			s = l.words.text("duration.two", s, l.words.text(units[i+1].key, rest/units[i+1].size))
		}
		return s
	}
	return ""
}

// date fills {year}, {month}, {name} (of the month), {alone} (the same where no day
// stands beside it, in languages that tell the two apart), {day} and {weekday}.
func (w words) date(key string, t time.Time) string {
	var out strings.Builder
	form := w.text(key)
	for {
		before, rest, more := strings.Cut(form, "{")
		out.WriteString(before)
		if !more {
			return out.String()
		}
		if name, after, closed := strings.Cut(rest, "}"); closed && w.datePart(&out, name, t) {
			form = after
		} else {
			out.WriteByte('{')
			form = rest
		}
	}
}

// datePart writes a part of a date by its name, and says whether there is one.
func (w words) datePart(out *strings.Builder, name string, t time.Time) bool {
	part := ""
	switch name {
	case "year":
		part = strconv.Itoa(t.Year())
	case "month":
		part = strconv.Itoa(int(t.Month()))
	case "day":
		part = strconv.Itoa(t.Day())
	case "name":
		part = w.text("date.months." + strconv.Itoa(int(t.Month())))
	case "alone":
		part = w.text("date.alone." + strconv.Itoa(int(t.Month())))
	case "weekday":
		part = w.text("date.weekdays." + strconv.Itoa(int(t.Weekday())+1))
	default:
		return false
	}
	out.WriteString(part)
	return true
}

// zoneName is the offset of a zone at an instant: "UTC+8", "UTC−3:30", "UTC".
func zoneName(t time.Time) string {
	_, offset := t.Zone()
	if offset == 0 {
		return "UTC"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	s := "UTC" + sign + strconv.Itoa(offset/3600)
	if m := offset % 3600 / 60; m != 0 {
		s += fmt.Sprintf(":%02d", m)
	}
	return s
}

// ZoneName is the offset of a zone at an instant: "UTC+8", "UTC−3:30", "UTC".
func ZoneName(t time.Time) string { return zoneName(t) }
