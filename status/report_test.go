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
	if err != nil || !strings.Contains(string(frozen), "- {id: messaging, span: 2678400, excluded: 0, unknown: 0, lost: 36000000, target: 99.95} # 98.655%\n") {
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

// What was promised is frozen too: a target that is lowered afterwards, and an
// incident that is answered in time only afterwards, are told of.
func TestFrozenPromises(t *testing.T) {
	files := map[string]string{"services.yaml": contract, "sla.yaml": sla,
		"incidents/a.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\nresolved: 2026-10-20T20:00:00Z\nservices: {messaging: major_outage}\nupdates: [{at: 2026-10-20T10:25:00Z, text: x}]\n",
		"incidents/b.yaml": "title: T\nseverity: major\nstarted: 2026-10-30T10:00:00Z\nupdates: [{at: 2026-10-30T10:05:00Z, text: x}]\n",
	}
	b := clean(t, "2026-11-01T00:00:00Z", files)
	frozen, err := b.Freeze(october(b))
	if want := "  - {id: professional, response: {met: 1, missed: 1}, resolution: {met: 0, missed: 1, running: 1}}\n  - {id: basic, response: {met: 1, missed: 0}, resolution: {met: 0, missed: 0}}\n"; err != nil || !strings.HasSuffix(string(frozen), want) {
		t.Fatalf("%v\n%s", err, frozen)
	}
	files["frozen/2026-10.yaml"] = string(frozen)
	files["incidents/b.yaml"] += "resolved: 2026-11-01T10:00:00Z\n" // what ran then may end
	if b := clean(t, "2026-12-02T00:00:00Z", files); len(b.PlanCorrections)+len(b.Corrections) != 0 {
		t.Errorf("corrections %+v %+v", b.PlanCorrections, b.Corrections)
	}
	files["services.yaml"] = strings.Replace(contract, "99.95", "98", 1)
	files["incidents/a.yaml"] = strings.Replace(files["incidents/a.yaml"], "T10:25", "T10:15", 1)
	b, lines := read(t, "2026-12-02T00:00:00Z", files)
	want := []string{"note: the target of messaging in 2026-10 was published as 99.95% and is 98% now",
		"note: deadlines of professional in 2026-10 were published as: response 1 of 2 met, resolution 0 of 1 met; they are now: response 2 of 2 met, resolution 1 of 2 met"}
	if len(lines) != 2 || !strings.Contains(lines[0], want[0]) || !strings.Contains(lines[1], want[1]) {
		t.Errorf("%q", lines)
	}
	if len(b.Corrections) != 1 || !b.Corrections[0].Retarget() || len(b.PlanCorrections) != 1 || b.PlanCorrections[0].WasResponse != (Tally{Met: 1, Missed: 1}) {
		t.Errorf("%+v %+v", b.Corrections, b.PlanCorrections)
	}
}

// A contract's month can be frozen as a calendar's can.
func TestFrozenContractMonth(t *testing.T) {
	files := map[string]string{"services.yaml": contract, "sla.yaml": sla}
	b := clean(t, "2026-11-17T00:00:00Z", files)
	month, ok := b.MonthNamed("2026-10-17")
	if !ok || stamp(month.End) != "2026-11-17T00:00:00Z" {
		t.Fatalf("%v %+v", ok, month)
	}
	for _, name := range []string{"2026-10-16", "2026-13", "October", "", "2026-10-17T00:00:00Z"} {
		if _, ok := b.MonthNamed(name); ok {
			t.Errorf("%q is a month", name)
		}
	}
	frozen, err := b.Freeze(month)
	if err != nil {
		t.Fatal(err)
	}
	files["frozen/2026-10-17.yaml"] = strings.Replace(string(frozen), "excluded: 0", "excluded: 7", 1)
	if b, lines := read(t, "2026-12-02T00:00:00Z", files); len(b.Corrections) != 1 || b.Corrections[0].Month.Name != "2026-10-17" {
		t.Errorf("%+v %q", b.Corrections, lines)
	}
}
