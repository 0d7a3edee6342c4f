package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCalendar(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	text, err := os.ReadFile(filepath.Join(out, "zh-CN/notices/upgrade/maintenance.ics"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Deskbell//Deskbell//EN", "CALSCALE:GREGORIAN", "X-WR-CALNAME:铃铛帮助",
		"BEGIN:VEVENT", "UID:https://help.bell.example/support/notices/upgrade", "DTSTAMP:20261115T020000Z", "SEQUENCE:1",
		"DTSTART:20261121T180000Z", "DTEND:20261121T200000Z", "SUMMARY:数据库升级", `DESCRIPTION:推送：维护中\n已发布。`,
		"URL:https://help.bell.example/support/zh-CN/notices/upgrade/", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT",
		"X-MAINTNOTE-PROVIDER:铃铛帮助", "X-MAINTNOTE-MAINTENANCE-ID:notices/upgrade", "X-MAINTNOTE-OBJECT-ID:push", "X-MAINTNOTE-IMPACT:OUTAGE", "X-MAINTNOTE-STATUS:CONFIRMED",
		"END:VEVENT", "END:VCALENDAR", ""}, "\r\n")
	if string(text) != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

func TestCalendarLinesAreFoldedBetweenCharacters(t *testing.T) {
	c := &ics{}
	c.text("SUMMARY", strings.Repeat("维护窗口，", 40)+"\r\nBEGIN:VEVENT;x\\")
	lines := strings.Split(strings.TrimSuffix(string(c.b), "\r\n"), "\r\n")
	whole := lines[0]
	for i, l := range lines {
		if len(l) > 75 {
			t.Errorf("line %d has %d octets", i, len(l))
		}
		if i > 0 {
			if l[0] != ' ' {
				t.Errorf("line %d is no continuation: %q", i, l)
			}
			whole += l[1:]
		}
	}
	if want := "SUMMARY:" + strings.Repeat("维护窗口，", 40) + `\nBEGIN:VEVENT\;x\\`; whole != want {
		t.Errorf("unfolded: %q", whole)
	}
}
