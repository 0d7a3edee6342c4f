package site

import (
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/status"
)

// Calendars are iCalendar, RFC 5545, with the properties by which network
// operators tell their customers of maintenance
// (https://github.com/maint-notification/maintnote-std). They have no METHOD:
// they are subscribed to, or opened, and not answered.

// calendarFile is a maintenance's own calendar, below its notice.
const calendarFile = "maintenance.ics"

// calendars are an edition's: one of all maintenances, and one for each notice.
// A window that repeats has an event for each repetition that is known, in UTC: so
// each can be moved, cancelled and told of by itself, in every program and zone.
func (m *model) calendars(e *edition) []file {
	if m.board == nil {
		return nil
	}
	v := e.voices[e.lang]
	files := []file{{fileOf(e.prefix + "status/" + calendarFile), m.calendar(e, v, m.board.Maintenances)}}
	series := map[string][]*status.Maintenance{}
	for _, mt := range m.board.Maintenances {
		series[mt.Series] = append(series[mt.Series], mt)
	}
	for _, mt := range m.board.Maintenances {
		if all := series[mt.Series]; all[0] == mt {
			files = append(files, file{strings.TrimPrefix(mt.URL[e.lang], "/") + calendarFile, m.calendar(e, v, all)})
		}
	}
	return files
}

func (m *model) calendar(e *edition, v *voice, list []*status.Maintenance) []byte {
	c := &ics{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//Deskbell//Deskbell//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.text("X-WR-CALNAME", v.site.Title)
	for _, mt := range list {
		m.event(c, e, v, mt)
	}
	c.line("END", "VCALENDAR")
	return c.b
}

func (m *model) event(c *ics, e *edition, v *voice, mt *status.Maintenance) {
	url := m.address.absolute(mt.URL[e.lang])
	c.line("BEGIN", "VEVENT")
	c.text("UID", m.identity("/"+mt.ID))
	c.line("DTSTAMP", icsTime(changedAt(mt)))
	c.line("SEQUENCE", itoa(len(mt.Updates)))
	c.line("DTSTART", icsTime(mt.Start))
	c.line("DTEND", icsTime(mt.End))
	c.text("SUMMARY", mt.Title.For(e.lang))
	if text := m.eventText(v, mt); text != "" {
		c.text("DESCRIPTION", text)
	}
	if m.address.origin != "" {
		c.line("URL", url)
	}
	if mt.Cancelled {
		c.line("STATUS", "CANCELLED")
	} else {
		c.line("STATUS", "CONFIRMED")
	}
	c.line("TRANSP", "TRANSPARENT")
	if m.config.Contact.Email != "" {
		c.line("ORGANIZER", "mailto:"+m.config.Contact.Email)
	}
	c.text("X-MAINTNOTE-PROVIDER", v.site.Title)
	c.text("X-MAINTNOTE-MAINTENANCE-ID", mt.ID)
	for _, f := range mt.Effects {
		c.text("X-MAINTNOTE-OBJECT-ID", f.Service.ID)
	}
	c.line("X-MAINTNOTE-IMPACT", maintnoteImpact(mt))
	c.line("X-MAINTNOTE-STATUS", maintnoteStatus(mt.Phase))
	c.line("END", "VEVENT")
}

// eventText names the services and says the latest news.
func (m *model) eventText(v *voice, mt *status.Maintenance) string {
	var lines []string
	for _, f := range mt.Effects {
		lines = append(lines, f.Service.Name.For(v.site.Lang)+v.text.Text("list.colon")+v.text.Text("impact."+string(f.State)))
	}
	if len(mt.Updates) > 0 {
		lines = append(lines, mt.Updates[0].Text.For(v.site.Lang))
	}
	return strings.Join(lines, "\n")
}

func maintnoteImpact(mt *status.Maintenance) string {
	worst := status.Operational
	for _, f := range mt.Effects {
		worst = status.Worst(worst, f.State)
	}
	switch worst {
	case status.Operational:
		return "NO-IMPACT"
	case status.Degraded, status.PartialOutage:
		return "DEGRADED"
	}
	return "OUTAGE"
}

func maintnoteStatus(p status.Phase) string {
	switch p {
	case status.Cancelled:
		return "CANCELLED"
	case status.InProgress, status.Verifying:
		return "IN-PROCESS"
	case status.Completed:
		return "COMPLETED"
	}
	return "CONFIRMED"
}

func icsTime(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// ics is a calendar being written: lines end in CR LF and are folded before
// they are longer than 75 octets, never within a character.
type ics struct{ b []byte }

// text writes a property whose value is text, escaped.
func (c *ics) text(name, value string) {
	c.line(name, strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(value))
}

// line writes a property as it is, but for control characters, which could
// begin another.
func (c *ics) line(name, value string) {
	value = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, value)
	rest := name + ":" + value
	for room := 75; len(rest) > room; room = 74 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		c.b = append(append(c.b, rest[:cut]...), "\r\n "...)
		rest = rest[cut:]
	}
	c.b = append(append(c.b, rest...), "\r\n"...)
}
