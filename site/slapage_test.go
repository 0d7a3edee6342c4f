package site

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// promised is a site whose record can be checked by hand: one service from the
// first of October, with an announced maintenance, an outage of 12.5 minutes, a
// partial one of 3, and a plan with deadlines and credit.
func promised(t *testing.T) string {
	t.Helper()
	return changed(t, map[string]string{
		"status/services.yaml": `services:
  - {id: chat, name: {en: "=Chat", zh-CN: 聊天}, since: 2026-09-01, target: 99.95}
  - {id: push, name: {en: Push, zh-CN: 推送}, since: 2026-10-01, target: 99.9, weight: 2}
`,
		"status/incidents/2026-10-01-down.yaml": `title: {en: Chat was down, zh-CN: 聊天中断}
severity: critical
started: 2026-10-01T23:50:00+08:00
services: {chat: major_outage}
updates:
  - {at: 2026-10-02T00:00:00+08:00, state: investigating, services: {chat: partial_outage}, text: {en: Looking., zh-CN: 排查中。}}
  - {at: 2026-10-02T00:02:30+08:00, state: identified, services: {chat: major_outage}, text: {en: Found., zh-CN: 已定位。}}
  - {at: 2026-10-02T00:05:00+08:00, state: monitoring, services: {chat: degraded_performance}, text: {en: Watching., zh-CN: 观察中。}}
  - {at: 2026-10-02T00:13:00+08:00, state: resolved, services: {chat: operational}, text: {en: Mended., zh-CN: 已恢复。}}
`,
		"status/sla.yaml": `plans:
  - id: pro
    name: {en: Professional, zh-CN: 专业版}
    targets:
      critical: {response: 5m, resolution: 8h}
credits:
  - {below: 99.99, credit: 10}
  - {below: 99, credit: 30}
`,
		"status/frozen/2026-10.yaml": "month: 2026-10\nas_of: 2026-11-01T09:00:00+08:00\nservices:\n  - {id: chat, span: 2678400, excluded: 0, unknown: 0, lost: 0}\n",
	})
}

// sumOf is the arithmetic of the row whose heading is name.
func sumOf(doc *goquery.Document, name string) string {
	var out []string
	doc.Find("tbody tr:has(th)").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Find("th").Text()) == name {
			s.Next().Find("details dl > div").Each(func(_ int, d *goquery.Selection) {
				out = append(out, d.Find("dt").Text()+" | "+d.Find("dd").Text())
			})
		}
	})
	return strings.Join(out, "\n")
}

func TestReportCanBeCheckedByHand(t *testing.T) {
	out, _ := built(t, promised(t), nil)
	doc := page(t, out, "status/sla/2026-10/index.html")
	// October has 31 days of 1,440 minutes. 12.5 + 2.5 × 0.3 = 13.25.
	want := strings.Join([]string{
		"Period | 1 October 2026, 00:00 – 1 November 2026, 00:00: 44,640 min",
		"Lost | Major outage: 12.5 min × 1 + Partial outage: 2.5 min × 0.3 + Degraded: 8 min × 0 = 13.25 min",
		"Availability | (44,640 − 13.25) ÷ 44,640 = 99.9703181…%; rounded down 99.97%",
		"Target | 99.9703181…% ≥ 99.95%: target met",
		"Budget | 44,640 min × 0.05% (100% − 99.95%) = 22.32 min",
		"Budget left | 22.32 min − 13.25 min = 9.07 min",
		"Credit | 99.9703181…% < 99.99%, which gives 10% in the plan Professional",
	}, "\n")
	if got := sumOf(doc, "=Chat"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Push counts twice: 44,640 × 3.
	want = "Time counted | 44,640 + 44,640 × 2 = 133,920 min\nLost | 13.25 = 13.25 min\nAvailability | (133,920 − 13.25) ÷ 133,920 = 99.9901060…%; rounded down 99.99%"
	if got := sumOf(doc, "All services, by weight"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, c := range []struct{ page, selector, want string }{
		{"status/sla/2026-10/index.html", "h1", "Availability report: October 2026"},
		{"status/sla/2026-10/index.html", ".correction", "on 1 November 2026, 09:00 this was published as 100%"},
		{"status/sla/2026-10/index.html", ".plan", "First response0 of 1 met (0%)"},
		{"status/sla/2026-10/index.html", ".deadlines .r-missed", "missed by 5 min"},
		{"status/sla/2026-10/index.html", ".deadlines .r-met", "met, 7 h 37 min to spare"},
		{"status/sla/2026-10/index.html", ".rules", "Partial outage 0.3"},
		{"status/sla/2026-10/index.html", ".incident h3", "Chat was down"},
		{"status/sla/2026-11/index.html", ".note", "The period is not over"},
		{"status/sla/2026-11/index.html", ".sums", "13,800 min to come) × 0.05%"},
		{"status/sla/2026-q4/index.html", "h1", "Availability report: Quarter 4 of 2026"},
		{"status/sla/2026/index.html", ".now", "2026"},
		{"zh-CN/status/sla/2026-10/index.html", "h1", "可用性报告：2026年10月"},
		{"zh-CN/status/sla/2026-10/index.html", ".sums", "严重中断 12.5 分钟 × 1 + 部分中断 2.5 分钟 × 0.3 + 性能下降 8 分钟 × 0 = 13.25 分钟"},
		{"status/sla/index.html", "h1", "Availability reports"},
		{"status/services/chat/index.html", `.months a[href="/support/status/sla/2026-10/"]`, "October 2026"},
		{"status/index.html", `a[href="/support/status/sla/"]`, "Availability reports"},
	} {
		if got := text(page(t, out, c.page), c.selector); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s says %q, which lacks %q", c.page, c.selector, got, c.want)
		}
	}
}

func TestReportsAreOfPeriodsWithData(t *testing.T) {
	out, _ := built(t, promised(t), nil)
	var names []string
	page(t, out, "status/sla/index.html").Find("tbody a").Each(func(_ int, s *goquery.Selection) { names = append(names, filepath.Base(s.AttrOr("href", ""))) })
	if want := []string{"2026-11", "2026-10", "2026-09", "2026-q4", "2026-q3", "2026"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	// A service that was not there in September has no figure for it.
	if got := sumOf(page(t, out, "status/sla/2026-09/index.html"), "Push"); !strings.Contains(got, "so there is no figure") {
		t.Error(got)
	}
}

func TestFiguresForMachines(t *testing.T) {
	out, _ := built(t, promised(t), nil)
	data, err := os.ReadFile(filepath.Join(out, "status/sla/2026-10/figures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var f figuresFile
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	chat := f.Services[0]
	if chat.Span != 2678400 || chat.Down != 750 || chat.Partial != 150 || chat.Degraded != 480 || chat.Lost != 795000 || *chat.Availability != "99.97%" || !*chat.Met || *chat.Budget != 1339200 || *chat.Left != 544200 ||
		len(chat.Credits) != 1 || *chat.Correction.Availability != "100%" || f.Plans[0].Records[0].Response.Result != "missed" || f.Incidents[0].Services["chat"] != "major_outage" {
		t.Errorf("%s", data)
	}
	file, err := os.Open(filepath.Join(out, "status/sla/2026-10/figures.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(err, rows)
	}
	cell := func(row int, column string) string { return rows[row][slices.Index(rows[0], column)] }
	if cell(1, "name") != "'=Chat" || cell(1, "lost_ms") != "795000" || cell(1, "met") != "yes" || cell(1, "budget_left_ms") != "544200" || cell(1, "over_budget_ms") != "0" || cell(1, "credits") != "pro 10%" {
		t.Errorf("%q", rows)
	}
}

func TestCellsCannotBeFormulas(t *testing.T) {
	for cell, want := range map[string]string{"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "Chat": "Chat", "": "", "99.9%": "99.9%"} {
		if got := inert(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
}

func TestWorkingTimeHasNoDays(t *testing.T) {
	dir := changed(t, map[string]string{
		"status/sla.yaml": "calendars: [{id: office, hours: {mon-fri: \"9:00-18:00\"}}]\nplans: [{id: pro, name: Pro, calendar: office, targets: {critical: {response: 45h, resolution: 90h}, major: {response: 1h}}}]\n",
	})
	out, _ := built(t, dir, nil)
	got := text(page(t, out, "status/sla/2026-10/index.html"), ".deadlines")
	if !strings.Contains(got, "met, 45 h of working time to spare") {
		t.Error(got)
	}
}

func TestCreditIsOwedByTheContractsMonth(t *testing.T) {
	dir := promised(t)
	name := filepath.Join(dir, "status/sla.yaml")
	written, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append([]byte("contract_day: 17\n"), written...), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _ := built(t, dir, nil)
	for path, want := range map[string]int{"2026-09-17": 1, "2026-10-17": 0, "2026-10": 0, "2026-q4": 0, "2026": 0} {
		if n := page(t, out, "status/sla/"+path+"/index.html").Find(".owed").Length(); n != want {
			t.Errorf("%s: %d credits, want %d", path, n, want)
		}
	}
	if got := page(t, out, "status/sla/2026-09-17/index.html").Find("h1").Text(); got != "Availability report: 17 September 2026 – 16 October 2026" {
		t.Error(got)
	}
}
