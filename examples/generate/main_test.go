package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const acme = "../acme"

// The committed exports are those of the present incidents and notices.
func TestCommittedExportsAreReproduced(t *testing.T) {
	out := t.TempDir()
	if err := generate(acme, out); err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadDir(filepath.Join(acme, "status", "uptime"))
	if err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	if len(committed) != len(written) {
		t.Errorf("%d files committed, %d written", len(committed), len(written))
	}
	total := 0
	for _, f := range written {
		want, err := os.ReadFile(filepath.Join(acme, "status", "uptime", f.Name()))
		if err != nil {
			t.Error(err)
			continue
		}
		got, err := os.ReadFile(filepath.Join(out, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		total += len(got)
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from the committed file; run: go run ./examples/generate", f.Name())
		}
	}
	if total > 3<<20 {
		t.Errorf("the exports have %d bytes, more than 3 MB", total)
	}
}

// What the probes saw fits the record: an outage that a probe is not blind to
// is seen from its first check to the first one after it.
func TestProbesSeeTheIncidents(t *testing.T) {
	events, err := readEvents(os.DirFS(acme))
	if err != nil {
		t.Fatal(err)
	}
	own, media, web := observeAll(events)
	seen := map[string]Observation{}
	for _, list := range [][]Observation{own, media, web} {
		for _, o := range list {
			seen[o.Name] = o
		}
	}
	at := func(s string) time.Time {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		probe, at string
		want      Seen
	}{
		{"msg-probe-sh", "2026-04-09T03:30:00+08:00", Down},
		{"msg-probe-gz", "2026-04-09T03:30:00+08:00", Up},
		{"msg-probe-sh", "2026-04-09T05:30:00+08:00", Up},
		{"history-probe-sh", "2026-04-09T05:30:00+08:00", Degraded},
		{"callback-echo", "2026-07-23T15:10:00+08:00", Down},
		{"push-probe-android", "2026-11-21T09:55:00+08:00", Degraded},
		{"push-probe-apns", "2026-11-21T09:55:00+08:00", Up},
		{"presence-probe-sh", "2026-09-06T12:00:00+08:00", ""},
		{"Acme Server API", "2026-08-02T02:00:00+08:00", ""},
		{"Acme Server API", "2026-04-09T03:30:00+08:00", Down},
	} {
		if got, _ := seen[c.probe].At(at(c.at)); got != c.want {
			t.Errorf("%s at %s: %q, want %q", c.probe, c.at, got, c.want)
		}
	}
}

func TestSpansNeitherOverlapNorRepeat(t *testing.T) {
	events, err := readEvents(os.DirFS(acme))
	if err != nil {
		t.Fatal(err)
	}
	own, media, web := observeAll(events)
	for _, o := range append(append(own, media...), web...) {
		for i, s := range o.Spans {
			if !s.Start.Before(s.End) {
				t.Errorf("%s: span %d is empty: %v", o.Name, i, s)
			}
			if i > 0 && s.Start.Before(o.Spans[i-1].End) {
				t.Errorf("%s: span %d overlaps the one before: %v", o.Name, i, s)
			}
		}
	}
}
