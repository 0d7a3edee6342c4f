package site

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestHistoryByMonth(t *testing.T) {
	out, _ := built(t, changed(t, nil), nil)
	list := page(t, out, "status/history/index.html")
	if got, _ := list.Find(".months-list a").First().Attr("href"); got != "/support/status/history/2026-11/" {
		t.Errorf("the newest month is %q", got)
	}
	october := page(t, out, "status/history/2026-10/index.html")
	if got := text(october, ".incident h3"); got != "Chat was down" {
		t.Errorf("October has %q", got)
	}
	// The incident went over midnight: it stands on both days.
	for _, n := range []string{"1", "2"} {
		found := false
		for _, cell := range october.Find(".month td.is-outage").EachIter() {
			found = found || cell.Find(".day-number").Text() == n && cell.Find("b").Text() == "1"
		}
		if !found {
			t.Errorf("the incident does not stand on %s October", n)
		}
	}
	if n := october.Find(".month tbody td:not(.none)").Length(); n != 31 {
		t.Errorf("October has %d days", n)
	}
	november := page(t, out, "status/history/2026-11/index.html")
	if n := november.Find(".month tbody td[class^='is-']").Length(); n != 21 {
		t.Errorf("%d days of November are past or today, want 21", n)
	}
}

// A history of 800 incidents is spread over pages that stay small.
func TestHistoryPagesStaySmall(t *testing.T) {
	files := map[string]string{}
	for i := range 800 {
		at := now.AddDate(0, 0, -i*2).Add(-time.Hour)
		files[fmt.Sprintf("status/incidents/many-%03d.yaml", i)] = fmt.Sprintf("title: {en: 'Incident number %d with a name of some length', zh-CN: '第 %d 起故障'}\nseverity: minor\nstarted: %s\nresolved: %s\nservices: {chat: partial_outage}\nupdates:\n  - {at: %[3]s, state: investigating, text: {en: '%[5]s', zh-CN: '%[5]s'}}\n",
			i, i, at.Format(time.RFC3339), at.Add(30*time.Minute).Format(time.RFC3339), strings.Repeat("We are looking into it. ", 20))
	}
	out, r := built(t, changed(t, files), nil)
	months := 0
	for _, p := range r.Pages {
		if p.Kind == "month" || p.Kind == "history" || p.Kind == "status" {
			months++
			if n := len(fileText(t, out, fileOf(p.URL))); n > 100_000 {
				t.Errorf("%s is %d bytes", p.URL, n)
			}
		}
	}
	if months < 100 {
		t.Errorf("%d pages of history in two languages", months)
	}
}
