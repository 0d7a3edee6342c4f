// Package outages reads a record of incidents, one JSON object a line, and writes
// its entries as incident files. The record is that of
// github.com/mrshu/github-statuses.
package outages

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// Entry is a line of the record.
type Entry struct {
	ID         string    `json:"id"`
	Title      string    `json:"title"`
	URL        string    `json:"url"`
	Started    time.Time `json:"downtime_start"`
	Resolved   time.Time `json:"downtime_end"`
	Impact     string    `json:"impact"`
	Components []string  `json:"components"`
	Updates    []Update  `json:"updates"`
}

// Update is news on an entry.
type Update struct {
	At      time.Time `json:"at"`
	Status  string    `json:"status"`
	Message string    `json:"message"`
}

// Read reads a record, plain or compressed with gzip.
func Read(name string) ([]Entry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if magic, _ := r.(*bufio.Reader).Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	d := json.NewDecoder(r)
	var out []Entry
	for {
		var e Entry
		if err := d.Decode(&e); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: entry %d: %w", name, len(out)+1, err)
		}
		out = append(out, e)
	}
}

// phases are the record's words for states; an "Update" keeps the one before.
var phases = map[string]string{
	"Investigating": "investigating", "Monitoring": "monitoring", "Resolved": "resolved",
	"Scheduled": "identified", "In progress": "monitoring", "Completed": "resolved",
}

// Incident is an entry as an incident file. The services that it touches are those
// that its components are called by, in the order of these.
func (e Entry) Incident(service func(component string) string) string {
	severity := e.Impact
	if severity == "none" || severity == "maintenance" {
		severity = "minor"
	}
	state := map[string]string{
		"critical": "major_outage", "major": "partial_outage", "minor": "degraded_performance",
		"none": "operational", "maintenance": "under_maintenance",
	}[e.Impact]
	var states []string
	for _, c := range e.Components {
		if id := service(c); !slices.ContainsFunc(states, func(s string) bool { return strings.HasPrefix(s, id+":") }) {
			states = append(states, id+": "+state)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\ntitle: %s\nseverity: %s\nstarted: %s\nresolved: %s\n", e.URL, Quote(e.Title), severity,
		e.Started.Format(time.RFC3339), e.Resolved.Format(time.RFC3339))
	if e.Impact != "maintenance" && len(states) > 0 {
		fmt.Fprintf(&b, "services: {%s}\n", strings.Join(states, ", "))
	}
	b.WriteString("updates:\n")
	for _, u := range e.Updates {
		at := u.At
		if at.Before(e.Started) {
			at = e.Started
		}
		fmt.Fprintf(&b, "  - at: %s\n", at.Format(time.RFC3339))
		if phases[u.Status] != "" {
			fmt.Fprintf(&b, "    state: %s\n", phases[u.Status])
		}
		if u.Status == "In progress" && len(states) > 0 {
			fmt.Fprintf(&b, "    services: {%s}\n", strings.Join(states, ", "))
		}
		fmt.Fprintf(&b, "    text: %s\n", Quote(u.Message))
	}
	return b.String()
}

// Quote writes a string as JSON does, which YAML reads.
func Quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}
