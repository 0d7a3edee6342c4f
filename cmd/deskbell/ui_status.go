package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/status"
)

// status prints a board as tables.
func (u *ui) status(v statusJSON) {
	fmt.Fprintf(u.out, "%s as of %s\n\n", u.state(v.State), clockTime(v.AsOf))
	u.services(v)
	u.section("open incidents", u.incidentRows(v))
	u.section("maintenance", maintenanceRows(v.Maintenances))
	if len(v.Next) > 0 {
		u.section("next", comingRows(v))
	}
}

func (u *ui) section(title string, rows []string) {
	fmt.Fprintf(u.out, "\n%s\n", u.bold(title))
	if len(rows) == 0 {
		fmt.Fprintln(u.out, "  none")
	}
	for _, row := range rows {
		fmt.Fprintln(u.out, "  "+row)
	}
}

func (u *ui) services(v statusJSON) {
	width := diag.Columns("service")
	for _, s := range v.Services {
		width = max(width, diag.Columns(s.Name))
	}
	line := func(name, state, figure, month, target, left string) string {
		return strings.TrimRight(fmt.Sprintf("  %s  %s  %s  %s  %s  %s", pad(name, width), pad(state, 20), pad(figure, 14), pad(month, 14), pad(target, 8), left), " ")
	}
	fmt.Fprintln(u.out, u.dim(line("service", "state", "90 days", v.Month, "target", "budget left")))
	group := ""
	for _, s := range v.Services {
		if s.Group != group {
			group = s.Group
			fmt.Fprintln(u.out, u.bold(group))
		}
		target := ""
		if s.Target != nil {
			target = *s.Target
		}
		row := line(s.Name, words(string(s.State)), figureText(s.Last90, s.Met), figureText(s.Month.Availability, s.Month.Met), target, budgetText(s.Month.Budget))
		if s.State != status.Operational {
			row = u.paint(u.colorOut, stateColor(s.State), row)
		}
		fmt.Fprintln(u.out, row)
	}
}

// figureText is an availability, and whether it misses the target.
func figureText(figure *string, met *bool) string {
	switch {
	case figure == nil:
		return "no data"
	case met != nil && !*met:
		return *figure + " missed"
	}
	return *figure
}

// budgetText is what is left of what may be lost in the month, and how fast it
// goes.
func budgetText(b *budgetJSON) string {
	if b == nil {
		return ""
	}
	left := lengthText(int(b.Left)) + " of " + lengthText(int(b.Allowed))
	if b.Left < 0 {
		left = "none of " + lengthText(int(b.Allowed)) + ", " + lengthText(int(-b.Left)) + " over"
	}
	if b.Burn != nil && *b.Burn > 0 {
		left += fmt.Sprintf(", burn %sx", strconv.FormatFloat(*b.Burn, 'f', -1, 64))
	}
	return left
}

// incidentRows are the open incidents, each with what is due below it.
func (u *ui) incidentRows(v statusJSON) []string {
	var rows []string
	for _, i := range v.Incidents {
		rows = append(rows, fmt.Sprintf("%s (%s, %s) since %s: %s", i.Title, i.Severity, words(string(i.Phase)), clockTime(i.Started), strings.Join(i.Services, ", ")))
		switch {
		case i.NextUpdate == nil:
		case i.Late:
			rows = append(rows, "  "+u.paint(u.colorOut, "\x1b[1;31m", "the next update was due at "+clockTime(*i.NextUpdate)+", "+between(*i.NextUpdate, v.AsOf)+" ago"))
		default:
			rows = append(rows, "  next update due at "+clockTime(*i.NextUpdate)+", in "+between(v.AsOf, *i.NextUpdate))
		}
		for _, d := range i.Deadlines {
			rows = append(rows, "  "+u.deadlineRow(d))
		}
	}
	return rows
}

func (u *ui) deadlineRow(d deadlineJSON) string {
	length := lengthText(d.Margin)
	if d.Working { // whose days have no 24 hours
		length = fmt.Sprintf("%d h %d min of working time", d.Margin/3600, d.Margin%3600/60)
	}
	row := d.Plan + ": " + d.Promise + " "
	switch d.Result {
	case status.Running:
		return row + "due at " + clockTime(d.Due) + ", " + length + " left"
	case status.Missed:
		return u.paint(u.colorOut, "\x1b[1;31m", row+"missed: it was due at "+clockTime(d.Due)+", "+length+" over")
	}
	return row + "met, " + length + " before " + clockTime(d.Due)
}

func maintenanceRows(maintenances []maintenanceJSON) []string {
	var rows []string
	for _, m := range maintenances {
		rows = append(rows, fmt.Sprintf("%s (%s) %s to %s: %s", m.Title, words(string(m.Phase)), clockTime(m.Start), clockTime(m.End), strings.Join(m.Services, ", ")))
	}
	return rows
}

// nextListed is how many of the things to come are printed.
const nextListed = 6

func comingRows(v statusJSON) []string {
	var rows []string
	for _, e := range v.Next[:min(len(v.Next), nextListed)] {
		rows = append(rows, clockTime(e.At)+", in "+between(v.AsOf, e.At)+": "+e.What)
	}
	return rows
}

// between is how long it is from one time to another.
func between(from, to string) string {
	return lengthText(int(instantOf(to).Sub(instantOf(from)) / time.Second))
}

// lengthText is a length of time in its two largest units, rounded down.
func lengthText(seconds int) string {
	units := []struct {
		name    string
		seconds int
	}{{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}}
	var parts []string
	for _, unit := range units {
		if n := seconds / unit.seconds; n > 0 && len(parts) < 2 {
			parts = append(parts, fmt.Sprintf("%d %s", n, unit.name))
		} else if len(parts) > 0 {
			break // 1 d, not 1 d 5 min
		}
		seconds %= unit.seconds
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}

// state is a state as the board's headline.
func (u *ui) state(s status.State) string {
	return u.paint(u.colorOut, stateColor(s), words(string(s)))
}

func stateColor(s status.State) string {
	switch s {
	case status.Operational:
		return "\x1b[1;32m"
	case status.UnderMaintenance:
		return "\x1b[1;34m"
	case status.NoData:
		return "\x1b[2m"
	case status.MajorOutage:
		return "\x1b[1;31m"
	}
	return "\x1b[1;33m"
}

func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// clockTime is an RFC 3339 time for people: 2026-10-14 09:12 +08:00.
func clockTime(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.Format("2006-01-02 15:04 Z07:00")
}

// pad fills a text up to a number of columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-diag.Columns(s)))
}
