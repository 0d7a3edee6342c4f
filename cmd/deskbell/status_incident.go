package main

import (
	"slices"
	"strings"
	"time"

	"deskbell/status"
)

func incidentView(b *status.Board, i *status.Incident, l *layout) incidentJSON {
	v := incidentJSON{
		ID: i.ID, Title: i.Title.For(l.languages...), Severity: i.Severity, Phase: i.Phase,
		Started: rfc3339(i.Started, l.zone), Updated: rfc3339(i.Started, l.zone),
		Services: effectNames(i.Services, l.languages),
	}
	if len(i.Updates) > 0 {
		v.Updated = rfc3339(i.Updates[0].At, l.zone)
	}
	if due := b.SLA.UpdateDue(i); !due.IsZero() {
		v.NextUpdate, v.Late = timeJSON(due.In(l.zone)), b.AsOf.After(due)
	}
	v.Deadlines = deadlineViews(b, i, l)
	return v
}

func effectNames(effects []status.Effect, languages []string) []string {
	names := make([]string, len(effects))
	for i, e := range effects {
		names[i] = serviceView(e.Service, languages).Name
	}
	return names
}

func rfc3339(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.RFC3339) }

// deadlineViews are an incident's deadlines, plan by plan.
func deadlineViews(b *status.Board, i *status.Incident, l *layout) []deadlineJSON {
	out := []deadlineJSON{}
	if b.SLA == nil {
		return out
	}
	for _, plan := range b.SLA.Plans {
		record := plan.Record(i, b.AsOf)
		promise, _ := plan.Promise(i.Severity)
		for _, d := range []struct {
			name     string
			deadline *status.Deadline
		}{{"response", record.Response}, {"resolution", record.Resolution}} {
			if d.deadline == nil {
				continue
			}
			out = append(out, deadlineJSON{
				Plan: plan.Name.For(l.languages...), Promise: d.name, Due: rfc3339(d.deadline.Due, l.zone),
				Result: d.deadline.Result, Margin: int(d.deadline.Margin / time.Second), Working: !promise.Hours.Always(),
			})
		}
	}
	return out
}

// comingViews are the updates and deadlines that fall due, and the windows that
// open and close, by time.
func comingViews(v statusJSON) []eventJSON {
	out := []eventJSON{}
	add := func(at, what string) {
		if after(at, v.AsOf) {
			out = append(out, eventJSON{at, what})
		}
	}
	for _, i := range v.Incidents {
		if i.NextUpdate != nil {
			add(*i.NextUpdate, "update due: "+i.Title)
		}
		for _, d := range i.Deadlines {
			if d.Result == status.Running {
				add(d.Due, d.Promise+" due ("+d.Plan+"): "+i.Title)
			}
		}
	}
	for _, m := range v.Maintenances {
		add(m.Start, "maintenance begins: "+m.Title)
		add(m.End, "maintenance ends: "+m.Title)
	}
	slices.SortStableFunc(out, func(x, y eventJSON) int { return instantOf(x.At).Compare(instantOf(y.At)) })
	return out
}

func after(a, b string) bool { return instantOf(a).After(instantOf(b)) }

// instantOf is a time that rfc3339 has written.
func instantOf(s string) time.Time {
	t, err := time.Parse(time.RFC3339, strings.TrimSpace(s))
	if err != nil {
		panic(err)
	}
	return t
}
