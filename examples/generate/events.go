package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// Event is a span in which a service did not work as usual: [Start, End).
type Event struct {
	ID         string // the incident's or notice's file name without extension
	Service    string
	Start, End time.Time
	State      string // as incident files write it
	Planned    bool
}

// incidentFile is what an incident's file says about time; the rest is left.
type incidentFile struct {
	Started  time.Time         `yaml:"started,required"`
	Services map[string]string `yaml:"services,required"`
	Updates  []struct {
		At       time.Time         `yaml:"at,required"`
		State    string            `yaml:"state"`
		Services map[string]string `yaml:"services"`
		Extra    map[string]any    `yaml:",extra"`
	} `yaml:"updates"`
	Extra map[string]any `yaml:",extra"`
}

// noticeHead is what a notice's front matter says about a maintenance.
type noticeHead struct {
	Status string `yaml:"status"`
	Window *struct {
		Start time.Time `yaml:"start,required"`
		End   time.Time `yaml:"end,required"`
		// The zone by whose clock it repeats. No window repeats before now.
		Extra map[string]any `yaml:",extra"`
	} `yaml:"window"`
	Services map[string]string `yaml:"services"`
	Extra    map[string]any    `yaml:",extra"`
}

// readEvents are the events of all incidents and maintenances that began
// before now, by start, then service.
func readEvents(site fs.FS) ([]Event, error) {
	var events []Event
	incidents, err := fs.Glob(site, "status/incidents/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range incidents {
		var file incidentFile
		if err := decode(site, name, func(text []byte) []byte { return text }, &file); err != nil {
			return nil, err
		}
		events = append(events, file.events(baseName(name))...)
	}
	notices, err := fs.Glob(site, "content/zh-CN/notices/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range notices {
		var head noticeHead
		if err := decode(site, name, frontMatter, &head); err != nil {
			return nil, err
		}
		events = append(events, head.events(baseName(name))...)
	}
	events = slices.DeleteFunc(events, func(e Event) bool { return !e.Start.Before(now) || !e.Start.Before(e.End) })
	slices.SortStableFunc(events, func(a, b Event) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return strings.Compare(a.Service, b.Service)
	})
	return events, nil
}

// events splits an incident at the updates that change a service's state.
func (f incidentFile) events(id string) []Event {
	var events []Event
	for _, service := range slices.Sorted(maps.Keys(f.Services)) {
		state, since := f.Services[service], f.Started
		end := now
		for _, u := range f.Updates {
			next, changes := u.Services[service]
			if u.State == "resolved" {
				end = u.At
				break
			}
			if changes {
				events = append(events, Event{ID: id, Service: service, Start: since, End: u.At, State: state})
				state, since = next, u.At
			}
		}
		events = append(events, Event{ID: id, Service: service, Start: since, End: end, State: state})
	}
	return slices.DeleteFunc(events, func(e Event) bool { return e.State == "operational" })
}

func (h noticeHead) events(id string) []Event {
	if h.Window == nil || h.Status == "cancelled" {
		return nil
	}
	var events []Event
	for _, service := range slices.Sorted(maps.Keys(h.Services)) {
		if state := h.Services[service]; state != "operational" {
			events = append(events, Event{ID: id, Service: service, Start: h.Window.Start, End: h.Window.End, State: state, Planned: true})
		}
	}
	return events
}

// decode reads the YAML that part cuts from a file.
func decode(site fs.FS, name string, part func([]byte) []byte, out any) error {
	text, err := fs.ReadFile(site, name)
	if err != nil {
		return err
	}
	var list diag.List
	strictyaml.Decode(diag.NewSource(name, part(text)), out, strictyaml.Options{Zone: zone}, &list)
	var problems []error
	for _, d := range list.Sorted() {
		problems = append(problems, fmt.Errorf("%s: %s", d.Pos, d.Message))
	}
	return errors.Join(problems...)
}

// frontMatter is what stands between a page's first two lines of ---.
func frontMatter(text []byte) []byte {
	rest, ok := bytes.CutPrefix(text, []byte("---\n"))
	if !ok {
		return nil
	}
	head, _, _ := bytes.Cut(rest, []byte("\n---\n"))
	return append(slices.Clone(head), '\n')
}

func baseName(name string) string {
	return strings.TrimSuffix(path.Base(name), path.Ext(name))
}
