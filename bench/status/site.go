package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"deskbell/bench/internal/outages"
)

// The site that is measured: services with a target and an agreement, watched
// each minute for years, and the record of incidents spread over them.
const (
	services = 20
	years    = 5
)

// asOf is when the site is built, after the last incident of the record.
var asOf = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// since is when the services began to be watched.
var since = asOf.AddDate(-years, 0, 0)

// form is how uptime is written.
type form string

// samples has a line for each check, intervals a line for each time in a state.
const (
	samples   form = "samples"
	intervals form = "intervals"
)

// write writes a site and says how large its uptime is in bytes.
func write(dir string, f form, record []outages.Entry) (int64, error) {
	files := map[string]string{
		"deskbell.yaml":        "title: Service status\nlanguages: [en]\ntime_zone: UTC\n",
		"content/index.md":     "# Service status\n\nA site to measure.\n",
		"status/services.yaml": serviceList(),
		"status/sla.yaml":      "plans:\n  - {id: standard, name: Standard, targets: {critical: {response: 15m, resolution: 4h}, major: {response: 1h, resolution: 8h}}, credits: [{below: 99.9, credit: 10}]}\n",
	}
	service := spread()
	for _, e := range record {
		files["status/incidents/"+e.Started.UTC().Format(time.DateOnly)+"-"+e.ID+".yaml"] = e.Incident(service)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return 0, err
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return 0, err
		}
	}
	size := int64(0)
	for s := range services {
		n, err := writeUptime(filepath.Join(dir, "status", "uptime", fmt.Sprintf("s%02d.csv", s)), f, s)
		if err != nil {
			return 0, err
		}
		size += n
	}
	return size, nil
}

func serviceList() string {
	var b strings.Builder
	b.WriteString("services:\n")
	for s := range services {
		fmt.Fprintf(&b, "  - {id: s%02d, name: Service %d, since: %s, target: 99.9}\n", s, s+1, since.Format(time.RFC3339))
	}
	return b.String()
}

// spread gives the components of the record to services in turn.
func spread() func(string) string {
	n := 0
	return func(string) string {
		n++
		return fmt.Sprintf("s%02d", n*7%services)
	}
}

// state is what a check of a service finds at a minute: now and then it is down,
// and once in a while nobody looks.
func state(service, minute int) string {
	switch at := (minute + service*997) % 5000; {
	case at < 3:
		return "down"
	case at < 5:
		return "degraded"
	case at >= 2500 && at < 2510 && (minute/5000)%7 == 0:
		return ""
	}
	return "up"
}

func writeUptime(name string, f form, service int) (int64, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return 0, err
	}
	file, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	minutes := int(asOf.Sub(since) / time.Minute)
	if f == samples {
		writeSamples(out, service, minutes)
	} else {
		writeIntervals(out, service, minutes)
	}
	if err := out.Flush(); err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), file.Close()
}

func writeSamples(out *bufio.Writer, service, minutes int) {
	fmt.Fprintf(out, "service,time,state,latency_ms\n")
	id := fmt.Sprintf("s%02d,", service)
	var line []byte
	for m := range minutes {
		s := state(service, m)
		if s == "" {
			continue
		}
		line = append(line[:0], id...)
		line = since.Add(time.Duration(m)*time.Minute).AppendFormat(line, time.RFC3339)
		line = append(append(append(line, ','), s...), ',')
		if s != "down" {
			line = fmt.Append(line, 20+m%90)
		}
		_, _ = out.Write(append(line, '\n')) // Flush tells of errors
	}
}

func writeIntervals(out *bufio.Writer, service, minutes int) {
	fmt.Fprintf(out, "service,start,end,state\n")
	at := func(m int) string { return since.Add(time.Duration(m) * time.Minute).Format(time.RFC3339) }
	for m := 0; m < minutes; {
		s, begin := state(service, m), m
		for m < minutes && state(service, m) == s {
			m++
		}
		if s != "" {
			fmt.Fprintf(out, "s%02d,%s,%s,%s\n", service, at(begin), at(m), s)
		}
	}
}
