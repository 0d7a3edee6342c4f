package site

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"deskbell/status"
	"deskbell/themes"
)

// hoursText says when a calendar is worked: "Monday–Friday 09:00–18:00 (UTC+8)".
func (m *model) hoursText(v *voice, h *status.Hours) string {
	if h == nil {
		return ""
	}
	if h.ID == allHours {
		return v.text.Text("hours.always")
	}
	var parts []string
	for i := 0; i < 7; {
		windows := h.Week[(i+1)%7] // from Monday on
		j := i + 1
		for j < 7 && slices.Equal(h.Week[(j+1)%7], windows) {
			j++
		}
		if len(windows) > 0 {
			days := v.weekday(i)
			if j > i+1 {
				days = v.text.Text("hours.days", days, v.weekday(j-1))
			}
			parts = append(parts, v.text.Text("hours.on", days, windowsText(v, windows)))
		}
		i = j
	}
	return v.text.Text("date.zone", strings.Join(parts, v.text.Text("list.comma")), themes.ZoneName(m.board.AsOf.In(h.Zone)))
}

// weekday is a weekday's name; 0 is Monday.
func (v *voice) weekday(i int) string { return v.text.Text("date.weekdays." + itoa((i+1)%7+1)) }

func windowsText(v *voice, windows []status.WorkWindow) string {
	var out []string
	for _, w := range windows {
		out = append(out, clockText(w.From)+"\u2060–\u2060"+clockText(w.To))
	}
	return strings.Join(out, v.text.Text("list.comma"))
}

func clockText(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60%48, minute%60) }

// promiseText writes the length of a promise by its calendar: "30 min", "4 working
// hours", "2 working days" where all days that are worked are equally long.
func promiseText(v *voice, length time.Duration, h *status.Hours) string {
	seconds := int(length / time.Second)
	if seconds <= 0 {
		return ""
	}
	if h.ID == allHours {
		return v.hours(seconds)
	}
	if day := workday(h); day > 0 && seconds%day == 0 {
		return v.text.Text("hours.working_days", seconds/day)
	}
	if seconds%3600 == 0 {
		return v.text.Text("hours.working_hours", seconds/3600)
	}
	return v.text.Text("status.sla.working", v.hours(seconds))
}

// workday is how many seconds each day that is worked has; 0 where they differ.
func workday(h *status.Hours) int {
	length := 0
	for _, windows := range h.Week {
		sum := 0
		for _, w := range windows {
			sum += (w.To - w.From) * 60
		}
		switch {
		case sum == 0:
		case length == 0:
			length = sum
		case length != sum:
			return 0
		}
	}
	return length
}

// calendarView is a calendar with the holidays and make-up days of the last month
// and those to come.
func (m *model) calendarView(v *voice, h *status.Hours) themes.WorkCalendar {
	out := themes.WorkCalendar{Hours: m.hoursText(v, h)}
	since := m.board.AsOf.AddDate(0, -1, 0)
	for _, d := range h.Days {
		from, to := d.From.Noon(h.Zone), d.To.Noon(h.Zone)
		if to.Before(since) {
			continue
		}
		day := themes.SpecialDay{Name: d.Name.For(v.site.Lang), Date: v.text.Date(from), Worked: d.Worked}
		if d.To != d.From {
			day.Date = v.text.Date(from) + " – " + v.text.Date(to)
		}
		out.Days = append(out.Days, day)
	}
	return out
}
