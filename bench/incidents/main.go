// Command incidents turns a record of incidents, one JSON object a line, into a
// Deskbell site: deskbell.yaml, content/index.md, status/services.yaml with a
// service for each component, and a file in status/incidents for each incident.
//
//	go run ./bench/incidents ../shared/data/status/github-incidents.jsonl.gz SITE
//
// The record is that of github.com/mrshu/github-statuses. All of its entries
// become incidents. Its impacts critical, major and minor put the components
// into major_outage, partial_outage and degraded_performance; "none" leaves them
// operational, and "maintenance" puts them under_maintenance from the update
// "In progress" on. Deskbell has no severity below minor, which these two get.
// Started and resolved are the record's downtime_start and downtime_end, which
// for some incidents were learnt only afterwards; two incidents have an update
// before that start, which is then written at the start.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: incidents RECORD.jsonl[.gz] SITE")
		os.Exit(2)
	}
	n, err := convert(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "incidents:", err)
		os.Exit(1)
	}
	fmt.Printf("wrote %d incidents\n", n)
}

// entry is a line of the record.
type entry struct {
	ID         string    `json:"id"`
	Title      string    `json:"title"`
	URL        string    `json:"url"`
	Started    time.Time `json:"downtime_start"`
	Resolved   time.Time `json:"downtime_end"`
	Impact     string    `json:"impact"`
	Components []string  `json:"components"`
	Updates    []update  `json:"updates"`
}

type update struct {
	At      time.Time `json:"at"`
	Status  string    `json:"status"`
	Message string    `json:"message"`
}

// convert writes the site and says how many incidents it has.
func convert(record, site string) (int, error) {
	entries, err := readRecord(record)
	if err != nil {
		return 0, err
	}
	files := map[string]string{
		"deskbell.yaml":        "title: Service status\nlanguages: [en]\ntime_zone: UTC\n",
		"content/index.md":     "# Service status\n\nA record of incidents, made into a site.\n",
		"status/services.yaml": services(entries),
	}
	for _, e := range entries {
		files[fmt.Sprintf("status/incidents/%s-%s.yaml", e.Started.UTC().Format(time.DateOnly), e.ID)] = incident(e)
	}
	for name, text := range files {
		path := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return 0, err
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return 0, err
		}
	}
	return len(entries), nil
}

func readRecord(name string) ([]entry, error) {
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
	var out []entry
	for {
		var e entry
		if err := d.Decode(&e); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: entry %d: %w", name, len(out)+1, err)
		}
		out = append(out, e)
	}
}

// services has a service for each component, under the name it has in the
// record, since the first incident of all.
func services(entries []entry) string {
	since := entries[0].Started
	var names []string
	for _, e := range entries {
		if e.Started.Before(since) {
			since = e.Started
		}
		for _, c := range e.Components {
			if !slices.Contains(names, c) {
				names = append(names, c)
			}
		}
	}
	slices.Sort(names)
	var b strings.Builder
	b.WriteString("services:\n")
	for _, n := range names {
		fmt.Fprintf(&b, "  - {id: %s, name: %s, since: %s}\n", serviceID(n), quote(n), since.UTC().Format(time.RFC3339))
	}
	return b.String()
}

func serviceID(component string) string {
	return strings.ReplaceAll(strings.ToLower(component), " ", "-")
}

// phases are the record's words for states; an "Update" keeps the one before.
var phases = map[string]string{
	"Investigating": "investigating", "Monitoring": "monitoring", "Resolved": "resolved",
	"Scheduled": "identified", "In progress": "monitoring", "Completed": "resolved",
}

func incident(e entry) string {
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
		states = append(states, serviceID(c)+": "+state)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\ntitle: %s\nseverity: %s\nstarted: %s\nresolved: %s\n", e.URL, quote(e.Title), severity,
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
		fmt.Fprintf(&b, "    text: %s\n", quote(u.Message))
	}
	return b.String()
}

// quote writes a string as JSON does, which YAML reads.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes
	return strings.TrimSuffix(b.String(), "\n")
}
