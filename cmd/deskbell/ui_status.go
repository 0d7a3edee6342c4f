package main

import (
	"fmt"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/status"
)

// status prints a board as tables.
func (u *ui) status(v statusJSON) {
	fmt.Fprintf(u.out, "%s as of %s\n\n", u.state(v.State), clockTime(v.AsOf))
	u.services(v.Services)
	for _, s := range []struct {
		title string
		rows  []string
	}{{"open incidents", incidentRows(v.Incidents)}, {"maintenance", maintenanceRows(v.Maintenances)}} {
		fmt.Fprintf(u.out, "\n%s\n", u.bold(s.title))
		if len(s.rows) == 0 {
			fmt.Fprintln(u.out, "  none")
		}
		for _, row := range s.rows {
			fmt.Fprintln(u.out, "  "+row)
		}
	}
}

func (u *ui) services(services []serviceJSON) {
	width := diag.Columns("service")
	for _, s := range services {
		width = max(width, diag.Columns(s.Name))
	}
	line := func(name, state, figure, target string) string {
		return strings.TrimRight(fmt.Sprintf("  %s  %s  %s  %s", pad(name, width), pad(state, 20), pad(figure, 8), target), " ")
	}
	fmt.Fprintln(u.out, u.dim(line("service", "state", "90 days", "target")))
	group := ""
	for _, s := range services {
		if s.Group != group {
			group = s.Group
			fmt.Fprintln(u.out, u.bold(group))
		}
		figure, target := "no data", ""
		if s.Last90 != nil {
			figure = *s.Last90
		}
		if s.Target != nil {
			target = *s.Target
		}
		if s.Met != nil && !*s.Met {
			target += " missed"
		}
		row := line(s.Name, words(string(s.State)), figure, target)
		if s.State != status.Operational {
			row = u.paint(u.colorOut, stateColor(s.State), row)
		}
		fmt.Fprintln(u.out, row)
	}
}

func incidentRows(incidents []incidentJSON) []string {
	var rows []string
	for _, i := range incidents {
		rows = append(rows, fmt.Sprintf("%s (%s, %s) since %s: %s", i.Title, i.Severity, words(string(i.Phase)), clockTime(i.Started), strings.Join(i.Services, ", ")))
	}
	return rows
}

func maintenanceRows(maintenances []maintenanceJSON) []string {
	var rows []string
	for _, m := range maintenances {
		rows = append(rows, fmt.Sprintf("%s (%s) %s to %s: %s", m.Title, words(string(m.Phase)), clockTime(m.Start), clockTime(m.End), strings.Join(m.Services, ", ")))
	}
	return rows
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
