package main

import (
	"time"

	"deskbell/status"
)

// incident is what the flags say of a new incident. Without --service it is
// about the site's first one, to be mended in the file.
func (f newFlags) incident(l *layout, now time.Time) (d incidentDraft, err error) {
	if err := oneOf("severity", "severities", f.severity, status.Severity("").Values()); err != nil {
		return d, err
	}
	d.Severity = f.severity
	started := now.In(l.zone).Truncate(time.Minute)
	if f.started != "" {
		if started, err = timeFlag("--started", f.started); err != nil {
			return d, err
		}
		if started.After(now) {
			return d, usageError("--started "+f.started+" lies in the future", "announce what is planned with deskbell new maintenance")
		}
	}
	d.Started = started.Format(time.RFC3339)
	states, err := l.serviceStates(f.services)
	if err != nil {
		return d, err
	}
	if len(states) == 0 {
		states[l.services[0].ID] = status.PartialOutage
	}
	d.Services = yamlStates(states)
	for id := range states {
		states[id] = status.Operational
	}
	d.Recovered = yamlStates(states)
	if len(f.texts) > 0 {
		text, err := l.texts(f.texts, f.lang)
		if err != nil {
			return d, err
		}
		d.Text = yamlText(text)
	}
	return d, nil
}
