package site

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// changed is a copy of the basic site with some files written anew.
func changed(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/basic")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// measured is a site whose chat rests on push, was measured for three days and
// has a name that is markup.
func measured(t *testing.T) string {
	t.Helper()
	var csv strings.Builder
	csv.WriteString("service,time,state,latency_ms\n")
	for at := now.AddDate(0, 0, -3); at.Before(now); at = at.Add(time.Hour) {
		fmt.Fprintf(&csv, "chat,%s,up,%d\n", at.Format(time.RFC3339), 100+at.Hour())
	}
	return changed(t, map[string]string{
		"status/services.yaml": `services:
  - {id: chat, name: {en: '<b>Chat</b> & "co"', zh-CN: 聊天}, description: {en: Messages., zh-CN: 消息。}, target: 99.9, depends_on: [push], links: [{url: guides/cannot-connect.md}, {text: Mirror, url: "https://mirror.example/"}]}
  - {id: push, name: {en: Push, zh-CN: 推送}, since: 2026-11-01}
`,
		"status/uptime/probes.csv":              csv.String(),
		"status/incidents/2026-11-21-push.yaml": "title: {en: Push is slow, zh-CN: 推送缓慢}\nseverity: minor\nstarted: 2026-11-21T08:00:00+08:00\nservices: {push: degraded_performance}\nupdates:\n  - {at: 2026-11-21T08:05:00+08:00, state: investigating, text: {en: We look., zh-CN: 排查中。}}\n",
	})
}

func TestServicePage(t *testing.T) {
	out, _ := built(t, measured(t), nil)
	for _, c := range []struct{ page, selector, want string }{
		{"status/services/chat/index.html", "h1", `<b>Chat</b> & "co"`},
		{"status/services/chat/index.html", ".lead", "Messages."},
		{"status/services/chat/index.html", ".sentence", `<b>Chat</b> & "co" is partly down since 21 November 2026, 09:00`},
		{"status/services/chat/index.html", ".because", "Push Degraded"},
		{"status/services/chat/index.html", ".open-incidents .workaround", "Send again"},
		{"status/services/chat/index.html", ".months tbody tr:first-child th", "November 2026"},
		{"status/services/chat/index.html", ".events", "Chat was down 1 October 2026 · down"},
		{"status/services/chat/index.html", ".latency tbody tr:first-child", "18 November 2026"},
		{"status/services/chat/index.html", `a[href="https://mirror.example/"]`, "Mirror"},
		{"status/services/chat/index.html", `a[href="/support/guides/cannot-connect/"]`, "It cannot connect"},
		{"status/services/push/index.html", ".maintenance h3", "Database upgrade"},
		{"status/services/push/index.html", ".months tbody tr:first-child", "100%"},
		{"zh-CN/status/services/chat/index.html", ".because", "推送 性能下降"},
		{"status/index.html", `a[href="/support/status/services/push/"]`, "Push"},
		{"status/incidents/2026-11-21-delay/index.html", `.impacts a[href="/support/status/services/chat/"]`, "Chat"},
	} {
		if got := text(page(t, out, c.page), c.selector); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s says %q, which lacks %q", c.page, c.selector, got, c.want)
		}
	}
	doc := page(t, out, "status/services/chat/index.html")
	if n := doc.Find(".latency svg path.mean").Length(); n != 1 {
		t.Errorf("%d lines of response times", n)
	}
	if n := doc.Find(".bars > svg").Length(); n != 1 {
		t.Errorf("%d rows of bars", n)
	}
	if page(t, out, "status/services/push/index.html").Find(".latency").Length() > 0 {
		t.Error("response times without any measurement")
	}
	if href := doc.Find(`link[hreflang="zh-CN"]`).AttrOr("href", ""); !strings.HasSuffix(href, "/support/zh-CN/status/services/chat/") {
		t.Errorf("hreflang %q", href)
	}
}

func TestServiceFeedCalendarAndBadge(t *testing.T) {
	out, _ := built(t, measured(t), nil)
	var feed struct {
		Title, Updated string
		Entries        []struct {
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	data, err := os.ReadFile(filepath.Join(out, "status/services/push/feed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 2 || feed.Entries[0].Title != "Push is slow" || feed.Entries[1].Title != "Database upgrade" {
		t.Errorf("%+v", feed)
	}
	calendar, err := os.ReadFile(filepath.Join(out, "status/services/push/maintenance.ics"))
	if err != nil || strings.Count(string(calendar), "BEGIN:VEVENT") != 1 {
		t.Error(err, string(calendar))
	}
	calendar, err = os.ReadFile(filepath.Join(out, "status/services/chat/maintenance.ics"))
	if err != nil || strings.Contains(string(calendar), "BEGIN:VEVENT") {
		t.Error(err, string(calendar))
	}
	endpoint, err := os.ReadFile(filepath.Join(out, "status/services/push/badge.json"))
	if err != nil || string(endpoint) != `{"schemaVersion":1,"label":"Push","message":"Degraded · as of 2026-11-21 10:00 +08:00","color":"yellow"}`+"\n" {
		t.Error(err, string(endpoint))
	}
	badge, err := os.ReadFile(filepath.Join(out, "zh-CN/status/services/push/badge.svg"))
	if err != nil || !strings.Contains(string(badge), "推送：性能下降，截至 2026-11-21 10:00 UTC+8") {
		t.Error(err, string(badge))
	}
}

func TestServicesThatLeadNowhere(t *testing.T) {
	dir := changed(t, map[string]string{"status/services.yaml": "services:\n  - {id: chat, name: Chat, url: guides/lost.md}\n  - {id: push, name: Push}\n  - {id: .., name: Up}\n"})
	_, r := built(t, dir, nil)
	var said []string
	for _, d := range r.Diagnostics {
		said = append(said, d.Message)
	}
	for _, want := range []string{`the service "chat" links to "guides/lost.md", which is not there`, `service id ".." is dots alone`} {
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
	if r.Written {
		t.Error("written all the same")
	}
}

func TestServiceThatIsListedOnlyWhileItDoesNotWork(t *testing.T) {
	dir := changed(t, map[string]string{"status/services.yaml": `groups: [{id: a, name: A}, {id: b, name: B}]
services:
  - {id: chat, name: Chat, group: a, only_if_degraded: true}
  - {id: push, name: Push, group: b, only_if_degraded: true}
`})
	out, _ := built(t, dir, nil)
	doc := page(t, out, "status/index.html")
	if doc.Find("#service-chat").Length() != 1 || doc.Find("#service-push").Length() != 0 || doc.Find(".group").Length() != 1 {
		t.Error(text(doc, ".services"))
	}
	if got := text(page(t, out, "status/services/push/index.html"), "h1"); got != "Push" {
		t.Error(got)
	}
}
