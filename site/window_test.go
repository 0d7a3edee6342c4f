package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A window in Berlin, on Sundays: one was moved, one is cancelled, and the clock
// was put back in between.
func repeatedNotice(lang string) string {
	texts := map[string][3]string{"en": {"Patches", "Not on this day.", "Later."}, "zh-CN": {"补丁", "当天不做。", "推迟。"}}[lang]
	return `---
title: ` + texts[0] + `
category: maintenance
date: 2026-10-01T00:00:00+08:00
window: {start: 2026-10-18T01:00:00+02:00, end: 2026-10-18T02:00:00+02:00, time_zone: Europe/Berlin}
repeat: FREQ=WEEKLY;BYDAY=SU
services: {push: under_maintenance}
updates:
  - {at: 2026-11-18T10:00:00+08:00, on: 2026-12-06, window: {start: 2026-12-08T01:00:00+01:00, end: 2026-12-08T03:00:00+01:00}, text: ` + texts[2] + `}
  - {at: 2026-11-18T09:00:00+08:00, on: 2026-11-29, state: cancelled, text: ` + texts[1] + `}
---
x
`
}

func TestRepeatedNotice(t *testing.T) {
	out, r := built(t, changed(t, map[string]string{
		"content/en/notices/patches.md":    repeatedNotice("en"),
		"content/zh-CN/notices/patches.md": repeatedNotice("zh-CN"),
	}), nil)
	if !r.Written {
		t.Fatal("not written")
	}
	doc := page(t, out, "notices/patches/index.html")
	for selector, want := range map[string]string{
		".page-title .state-word":                          "Scheduled",
		".window .dates tbody tr:nth-child(5) .state-word": "Cancelled",
		".window .dates tbody tr:nth-child(6) small":       "was to be 6 December 2026, 08:00 – 09:00",
		".news .updates li:nth-child(1) .update-note":      "moved from 6 December 2026, 08:00 – 09:00 to 8 December 2026, 08:00 – 10:00",
		".news .updates li:nth-child(2) .update-note":      "About 29 November 2026",
		".window .dates tbody tr:nth-child(3) .state-word": "Completed",
	} {
		if got := text(doc, selector); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", selector, got, want)
		}
	}
	if start, _ := doc.Find(".window").Attr("data-start"); !strings.HasPrefix(start, "2026-11-22T") {
		t.Errorf("the window shown begins at %q", start)
	}
	ics, err := os.ReadFile(filepath.Join(out, "notices/patches/maintenance.ics"))
	if err != nil {
		t.Fatal(err)
	}
	starts := regexp.MustCompile(`DTSTART:\S+`).FindAllString(string(ics), -1)
	if n := len(starts); n != 5+9 || strings.Count(string(ics), "STATUS:CANCELLED") != 1+1 { // and X-MAINTNOTE-STATUS
		t.Errorf("%d events:\n%s", n, ics)
	}
	for _, want := range []string{"DTSTART:20261017T230000Z", "DTSTART:20261024T230000Z", "DTSTART:20261101T000000Z", "DTSTART:20261208T000000Z", "UID:https://help.bell.example/support/notices/patches@2026-12-06"} {
		if !strings.Contains(string(ics), want) {
			t.Errorf("the calendar has no %s:\n%s", want, strings.Join(starts, "\n"))
		}
	}
	var api struct {
		Planned []struct{ ID string } `json:"scheduled_maintenances"`
	}
	text, err := os.ReadFile(filepath.Join(out, "api/v2/scheduled-maintenances/upcoming.json"))
	if err != nil || json.Unmarshal(text, &api) != nil || len(api.Planned) != 1+8 {
		t.Errorf("%v, %d planned: %+v", err, len(api.Planned), api.Planned)
	}
	if n := page(t, out, "status/index.html").Find("article.maintenance").Length(); n != 2 {
		t.Errorf("the status page has %d maintenances, want the next of each notice", n)
	}
}

func TestBadWindows(t *testing.T) {
	good := repeatedNotice("en")
	for name, c := range map[string]struct{ text, also, want string }{
		"rule":        {strings.Replace(good, "BYDAY=SU", "BYDAY=XX", 1), "", `content/en/notices/p.md:6:9: repeat: expected days such as MO or 1SU, found "XX"`},
		"day":         {strings.Replace(good, "on: 2026-11-29", "on: 2026-11-28", 1), "", "content/en/notices/p.md:10:41: the window does not repeat on 2026-11-28"},
		"no rule":     {strings.Replace(good, "repeat: FREQ=WEEKLY;BYDAY=SU\n", "", 1), "", "p.md:8:41: an update is about the day 2026-12-06 of a window that does not repeat"},
		"no window":   {regexp.MustCompile(`window: .*Berlin}\n`).ReplaceAllString(strings.Replace(good, "maintenance", "security", 1), ""), "", "p.md:5:9: there is no window that could repeat"},
		"no day":      {strings.Replace(good, "on: 2026-11-29", "on: Sunday", 1), "", `p.md:10:41: expected a day, found "Sunday"`},
		"zone":        {strings.Replace(good, "Europe/Berlin", "Berlin", 1), "", `p.md:5:87: unknown time zone "Berlin"`},
		"order":       {strings.Replace(good, "end: 2026-12-08T03", "end: 2026-12-08T00", 1), "", "p.md:9:101: the window ends before it starts"},
		"translation": {good, strings.Replace(repeatedNotice("zh-CN"), "end: 2026-10-18T02", "end: 2026-10-18T03", 1), "translations of a notice tell of different windows"},
	} {
		files := map[string]string{"content/en/notices/p.md": c.text}
		if c.also != "" {
			files["content/zh-CN/notices/p.md"] = c.also
		}
		_, r := built(t, changed(t, files), func(o *Options) { o.DryRun = true })
		said := ""
		for _, d := range r.Diagnostics {
			said += d.Pos.String() + ": " + d.Message + "\n"
		}
		if !strings.Contains(said, c.want) {
			t.Errorf("%s: got %s, want %s", name, said, c.want)
		}
	}
}
