package status

import (
	"strings"
	"testing"
	"time"
)

func october(*Board) Period { return MonthOf(time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC), time.UTC) }

func TestReport(t *testing.T) {
	files := map[string]string{"services.yaml": contract, "sla.yaml": sla,
		"incidents/a.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\nresolved: 2026-10-20T20:00:00Z\nservices: {messaging: major_outage}\nupdates: [{at: 2026-10-20T10:05:00Z, text: x}]\n",
		"incidents/b.yaml": "title: T\nseverity: minor\nstarted: 2026-09-20T10:00:00Z\nresolved: 2026-09-20T20:00:00Z\nservices: {messaging: degraded_performance}\n",
	}
	b := clean(t, "2026-11-01T00:00:00Z", files)
	r := b.Report(october(b))
	messaging := r.Services[0]
	if !r.Over || len(messaging.Incidents) != 1 || messaging.Account.Down != 36000 || messaging.Met || !messaging.Known || messaging.Budget.Left() >= 0 {
		t.Errorf("report %+v", messaging)
	}
	if c := messaging.Credits; len(c) != 2 || c[0].Plan != "professional" || c[0].Tier.Credit != "25" || c[1].Tier.Credit != "5" {
		t.Errorf("credits %+v", c)
	}
	if p := r.Plans[0]; p.Response != (Tally{Met: 1}) || p.Resolution != (Tally{Missed: 1}) {
		t.Errorf("plan %+v", p)
	}
	if len(r.Groups) != 2 || r.Groups[0].Figure.Lost != 36000_000 || r.Whole.Lost != 36000_000 {
		t.Errorf("groups %+v, whole %+v", r.Groups, r.Whole)
	}
	if b := clean(t, "2026-10-31T23:59:59Z", files); b.Report(october(b)).Over {
		t.Error("October is over before its end")
	}
}

func TestFrozenMonth(t *testing.T) {
	incident := "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\nresolved: 2026-10-20T20:00:00Z\nservices: {messaging: major_outage}\n"
	files := map[string]string{"services.yaml": contract, "incidents/a.yaml": incident}
	b := clean(t, "2026-11-02T00:00:00Z", files)
	frozen, err := b.Freeze(october(b))
	if err != nil || !strings.Contains(string(frozen), "- {id: messaging, span: 2678400, excluded: 0, unknown: 0, lost: 36000000} # 98.655%\n") {
		t.Fatalf("%v\n%s", err, frozen)
	}
	if _, err := b.Freeze(MonthOf(b.AsOf, time.UTC)); err == nil {
		t.Error("a month that goes on was frozen")
	}
	files["frozen/2026-10.yaml"] = string(frozen)
	if b := clean(t, "2026-12-02T00:00:00Z", files); len(b.Corrections) != 0 {
		t.Errorf("corrections %+v", b.Corrections)
	}
	files["incidents/a.yaml"] = strings.Replace(incident, "T20:00", "T12:00", 1)
	b, lines := read(t, "2026-12-02T00:00:00Z", files)
	if len(b.Corrections) != 1 || len(lines) != 1 || !strings.Contains(lines[0], "note: messaging of 2026-10 was published as 98.655% and is 99.731% now [figure-corrected]") {
		t.Errorf("%+v\n%q", b.Corrections, lines)
	}
	files["frozen/2026-10.yaml"] = "month: October\nas_of: 2026-11-02T00:00:00Z\nservices: []\n"
	if _, lines := read(t, "2026-12-02T00:00:00Z", files); len(lines) != 1 || !strings.Contains(lines[0], "expected a month") {
		t.Errorf("%q", lines)
	}
}
