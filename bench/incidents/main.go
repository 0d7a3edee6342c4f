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
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/bench/internal/outages"
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

// convert writes the site and says how many incidents it has.
func convert(record, site string) (int, error) {
	entries, err := outages.Read(record)
	if err != nil {
		return 0, err
	}
	files := map[string]string{
		"deskbell.yaml":        "title: Service status\nlanguages: [en]\ntime_zone: UTC\n",
		"content/index.md":     "# Service status\n\nA record of incidents, made into a site.\n",
		"status/services.yaml": services(entries),
	}
	for _, e := range entries {
		files[fmt.Sprintf("status/incidents/%s-%s.yaml", e.Started.UTC().Format(time.DateOnly), e.ID)] = e.Incident(serviceID)
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

// services has a service for each component, under the name it has in the
// record, since the first incident of all.
func services(entries []outages.Entry) string {
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
		fmt.Fprintf(&b, "  - {id: %s, name: %s, since: %s}\n", serviceID(n), outages.Quote(n), since.UTC().Format(time.RFC3339))
	}
	return b.String()
}

func serviceID(component string) string {
	return strings.ReplaceAll(strings.ToLower(component), " ", "-")
}
