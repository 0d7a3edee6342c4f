package status

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// folder is a site's status folder for tests: names below status/ with texts.
func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out["status/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func instant(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// read reads a folder at an instant and gives the diagnostics as lines.
func read(t testing.TB, now string, files map[string]string, also ...func(*Config)) (*Board, []string) {
	t.Helper()
	cfg := Config{FS: folder(files), Dir: "status", Zone: time.UTC, Now: instant(t, now)}
	for _, f := range also {
		f(&cfg)
	}
	var list diag.List
	b := Read(cfg, &list)
	var lines []string
	for _, d := range list.Sorted() {
		lines = append(lines, fmt.Sprintf("%s: %s: %s [%s] (%s)", d.Pos, d.Severity, d.Message, d.ID, d.Hint))
	}
	return b, lines
}

// clean is read where nothing may be reported.
func clean(t testing.TB, now string, files map[string]string, also ...func(*Config)) *Board {
	t.Helper()
	b, lines := read(t, now, files, also...)
	if len(lines) > 0 || b == nil {
		t.Fatalf("board %v, diagnostics:\n%s", b != nil, strings.Join(lines, "\n"))
	}
	return b
}

const contract = `
groups: [{id: core, name: {zh-CN: 核心服务, en: Core}}]
services:
  - {id: messaging, name: {zh-CN: 消息收发, en: Messaging}, group: core, since: 2025-01-01, target: 99.95}
  - {id: push, name: Push}
`

const delay = `
title: {zh-CN: 华东消息延迟, en: Message delays in East China}
severity: major
started: 2026-10-14T09:12:00+08:00
services: {messaging: partial_outage}
updates:
  - {at: 2026-10-14T09:20:00+08:00, state: investigating, text: {zh-CN: 正在排查, en: We are investigating.}}
  - {at: 2026-10-14T10:05:00+08:00, state: resolved, services: {messaging: operational}, text: Done.}
workaround: Send again.
`

func TestReadContract(t *testing.T) {
	b := clean(t, "2026-10-20T00:00:00Z", map[string]string{"services.yaml": contract, "incidents/2026-10-14 delay.yaml": delay})
	if len(b.Groups) != 2 || b.Groups[0].ID != "core" || b.Groups[1].ID != "" || b.Groups[1].Services[0].ID != "push" {
		t.Errorf("groups %+v", b.Groups)
	}
	i := b.Incidents[0]
	if i.ID != "2026-10-14-delay" || i.Phase != Resolved || i.Open() || i.Duration(b.AsOf) != 53*time.Minute {
		t.Errorf("incident %+v", i)
	}
	if i.Updates[0].Phase != Resolved || len(i.Services) != 1 || i.Services[0].State != PartialOutage {
		t.Errorf("updates %+v, services %+v", i.Updates, i.Services)
	}
	s := b.Service("messaging")
	october := s.Months[0].Figure
	if s.State != Operational || october.Lost != 53*60*300 || october.Span != 19*86400 {
		t.Errorf("state %s, october %+v", s.State, october)
	}
	day := s.Days[len(s.Days)-7]
	if day.State != PartialOutage || day.Partial != 53*60 || len(day.Incidents) != 1 || !day.Start.Equal(instant(t, "2026-10-14T00:00:00Z")) {
		t.Errorf("day %+v", day)
	}
	if met, known := october.Meets(s.Target); met || !known {
		t.Errorf("%s meets %s: %v %v", october.Percent(), s.Target, met, known)
	}
}
