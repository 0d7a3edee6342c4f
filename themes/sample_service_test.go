package themes

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func (s *sample) service() any {
	row := s.status(20).(Status).Groups[0].Services[1]
	row.Coverage = "97.3%"
	v := ServicePage{Page: s.page("service", row.Name, row.Description, "status/services/s1/"), Service: row,
		Sentence: s.l.Text("status.sentence.one.degraded_performance", row.Name, "09:12"), AsOf: sampleNow, StaleAfter: sampleNow.AddDate(20, 0, 0)}
	v.Because = []ServiceImpact{{s.say("消息收发", "Messaging"), s.url("status/services/s0/"), "partial_outage"}}
	v.DependsOn = append(v.Because, ServiceImpact{s.say("文件存储", "Files"), s.url("status/services/s5/"), "operational"})
	v.Open, v.Coming = []Incident{s.incident(true)}, []Maintenance{s.maintenance()}
	v.Months = []FigureRow{
		{Name: s.l.Month(day(89)), URL: s.url("status/sla/2026-10/"), Target: "99.95%", Availability: "99.97%", Coverage: "97.3%", Verdict: "met", Lost: "11.8 min", Left: "9.8 min"},
		{Name: s.l.Month(day(59)), URL: s.url("status/sla/2026-09/"), Target: "99.95%", Availability: "99.9%", Verdict: "missed", Lost: "43.2 min", Left: "−21.6 min", Over: true},
		{Name: s.l.Month(day(29)), Target: "99.95%"},
	}
	for i := range 90 {
		if i < 10 || i > 40 && i < 45 || i == 80 {
			continue
		}
		v.Latency = append(v.Latency, LatencyDay{Date: day(i), Index: i, Mean: 120 + i*37%60, Max: 300 + i*i%700, Count: 1440})
	}
	v.Incidents = []Link{{Text: s.say("华东消息延迟", "Message delays in East China"), URL: s.url("status/incidents/delay/"), Note: s.l.Date(day(88))}}
	v.Effects = []string{"partial_outage"}
	v.More = &Link{Text: s.l.Text("status.service.older", 73), URL: s.url("status/history/")}
	v.Links = []Link{{Text: s.say("收不到消息", "Messages do not arrive"), URL: s.url("guides/messages/")}}
	v.APIs = []Link{{Text: s.l.Text("status.service.feed"), URL: s.url("status/services/s1/feed.xml")}}
	v.Badge = &Image{Src: s.url("status/services/s1/badge.svg"), Alt: s.l.Text("status.badge.alt", row.Name)}
	return v
}

func TestLatencyIsDrawnAndStandsInATable(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	doc := parsePage(t, render(s.l, "service", s.service()))
	if doc.Find("svg[role=img][aria-label] path.mean, svg path.slowest, svg path.grid").Length() != 3 {
		t.Error("not all lines are drawn")
	}
	if n := doc.Find(".latency table tbody tr").Length(); n != len(s.service().(ServicePage).Latency) {
		t.Errorf("%d rows", n)
	}
	c := latencyChart([]LatencyDay{{Index: 0, Mean: 100, Max: 400}, {Index: 1, Mean: 200, Max: 300}, {Index: 3, Mean: 50, Max: 60}}, make([]Day, 4))
	if c.Mean != "M5 90L15 60M30 105h10" || c.Max != "M5 0L15 30M30 102h10" || c.Width != 40 || c.Ticks[0] != 400 {
		t.Errorf("%+v", c)
	}
	for top, want := range map[int]int{0: 1, 4: 1, 5: 2, 9: 5, 100: 25, 101: 50, 1001: 500} {
		if got := niceStep(top); got != want {
			t.Errorf("niceStep(%d) is %d, want %d", top, got, want)
		}
	}
}

func TestBadge(t *testing.T) {
	theme := loadSample(t, Config{})
	at := time.Date(2026, 10, 14, 1, 12, 0, 0, time.UTC)
	for state, tn := range tones {
		data := theme.In("zh-CN").Badge("<消息> & \"收发\"\x01", state, at)
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err, string(data))
			}
		}
		text := string(data)
		for _, want := range []string{"&lt;消息&gt; &amp; &#34;收发&#34;：" + theme.In("zh-CN").Text("status.state."+state), "截至 2026-10-14 09:12 UTC+8", badgeColors[tn]} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q: %s", state, want, text)
			}
		}
		if strings.Contains(text, "style") || strings.Contains(text, "class=") {
			t.Error("a badge has no style sheet:", text)
		}
	}
}

func (s *sample) report() any {
	rows := s.service().(ServicePage).Months
	rows[0].Lines = []Fact{{s.l.Text("status.sum.lost"), "11.8 min × 1 = 11.8 min"}, {s.l.Text("status.sum.left"), "21.6 min − 11.8 min = 9.8 min"}}
	rows[1].Credits = []string{s.l.Text("status.sla.credit", "10%", s.say("专业版", "Professional"))}
	rows[1].Correction = s.l.Text("status.sla.corrected", s.l.Date(day(3)), "99.95%")
	v := SLAReport{Page: s.page("sla", s.l.Text("status.sla.of", s.l.Month(day(89))), "", "status/sla/2026-10/"), Period: s.l.Month(day(89)), Start: day(75), End: day(106), AsOf: sampleNow, Credit: true}
	v.Groups = []FigureGroup{{Figure: FigureRow{Name: s.say("核心服务", "Core"), Availability: "99.97%"}, Rows: rows}, {Rows: rows[2:]}}
	v.Whole = FigureRow{Name: s.l.Text("status.sla.whole"), Availability: "99.96%", Lines: rows[0].Lines}
	v.Incidents = []Incident{s.incident(true), s.incident(false)}
	v.Plans = []PlanRecord{{Name: s.say("专业版", "Professional"), Response: s.l.Text("status.sla.tally", "3", "4", "75%"), Records: []DeadlineRow{
		{Title: s.incident(true).Title, URL: s.incident(true).URL, Severity: "major", Started: sampleNow,
			Response:   &Deadline{Result: "met", Margin: s.l.Text("status.sla.margin_met", s.l.Duration(720)), Due: sampleNow},
			Resolution: &Deadline{Result: "running", Margin: s.l.Text("status.sla.margin_running", s.l.Duration(7200)), Due: sampleNow}},
		{Title: s.incident(false).Title, URL: s.incident(false).URL, Severity: "critical", Started: sampleNow, Response: &Deadline{Result: "missed", Margin: s.l.Text("status.sla.margin_missed", s.l.Duration(300)), Due: sampleNow}},
	}}, {Name: s.say("基础版", "Basic")}}
	v.Rules = s.status(4).(Status).Rules
	v.Downloads = []Link{{Text: s.l.Text("status.sla.csv"), URL: s.url("status/sla/2026-10/figures.csv")}}
	v.Page.Prev = &Link{Text: s.l.Month(day(59)), URL: s.url("status/sla/2026-09/")}
	return v
}

func (s *sample) reports() any {
	return SLAIndex{Page: s.page("slaindex", s.l.Text("status.sla.title"), s.l.Text("status.sla.lead"), "status/sla/"), AsOf: sampleNow, Kinds: []PeriodList{{Title: s.l.Text("status.sla.months"), Rows: []PeriodRow{
		{Name: s.l.Month(day(89)), URL: s.url("status/sla/2026-10/"), Running: true, Availability: "99.97%", Coverage: "97.3%", Met: 4, Of: 4},
		{Name: s.l.Month(day(59)), URL: s.url("status/sla/2026-09/"), Availability: "99.9%", Met: 3, Missed: 1, Of: 4}}}}}
}

func TestReportUnfoldsItsFigures(t *testing.T) {
	theme := loadSample(t, Config{})
	s := newSample(theme, "en")
	doc := parsePage(t, render(s.l, "sla", s.report()))
	for selector, want := range map[string]int{"details.sums": 2, ".figures .verdict.missed": 1, ".owed": 1, ".correction": 1, ".deadline": 3, ".plan .empty": 1, ".report thead th": 12} {
		if n := doc.Find(selector).Length(); n != want {
			t.Errorf("%d of %s, want %d", n, selector, want)
		}
	}
}
