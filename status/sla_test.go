package status

import (
	"testing"
	"time"
)

const sla = `contract_day: 17
calendars:
  - id: office
    zone: Asia/Shanghai
    hours: {mon-fri: "9:00-12:00, 13:00-18:00"}
    holidays: [2026-10-01, {from: 2026-10-02, to: 2026-10-07, name: National Day}]
    workdays: [2026-10-10]
severities:
  - {id: critical, name: {zh-CN: 严重, en: Critical}, description: Nobody can send messages., first_update: 15m, update_every: 30m}
  - {id: major, name: Major}
credits: [{below: 99.95, credit: 10}, {below: 99, credit: 25}]
plans:
  - id: professional
    name: {zh-CN: 专业版, en: Professional}
    calendar: office
    channels: [Phone, {zh-CN: 工单, en: Tickets}]
    included: Updates
    targets:
      critical: {response: 15m, resolution: 4h, calendar: 7x24}
      major: {response: 1h, resolution: 8h}
  - {id: basic, name: Basic, targets: {critical: {response: 8h}}, credits: [{below: 99, credit: 5}]}
`

func TestSLA(t *testing.T) {
	b := clean(t, "2026-10-20T12:00:00Z", map[string]string{"services.yaml": contract, "sla.yaml": sla,
		"incidents/a.yaml": "title: T\nseverity: major\nstarted: 2026-09-30T16:00:00+08:00\nupdates:\n" +
			"  - {at: 2026-09-30T17:30:00+08:00, text: x}\n  - {at: 2026-10-08T16:30:00+08:00, state: resolved, text: x}\n",
		"incidents/b.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T09:00:00Z\ndetected: 2026-10-20T09:30:00Z\nupdates: [{at: 2026-10-20T09:45:00Z, text: x}]\n",
	})
	if len(b.SLA.Plans) != 2 || b.SLA.ContractDay != 17 || len(b.SLA.Severities) != 2 || b.SLA.Plans[1].Credits[0].Credit != "5" || b.SLA.Plans[0].Credits[1].Below != "99" {
		t.Fatalf("%+v", b.SLA)
	}
	plan := b.SLA.Plans[0]
	major := plan.Record(b.Incident("a"), b.AsOf)
	// 2 h on 30 September, none to 7 October, 3 + 3 h on the 8th: due at 16:00.
	if r := major.Resolution; stamp(r.Due.In(plan.Hours.Zone)) != "2026-10-08T16:00:00+08:00" || r.Result != Missed || r.Margin != 30*time.Minute {
		t.Errorf("resolution %+v", r)
	}
	if r := major.Response; r.Result != Missed || r.Margin != 30*time.Minute {
		t.Errorf("response %+v", r)
	}
	critical := plan.Record(b.Incident("b"), b.AsOf)
	if r := critical.Response; r.Result != Met || r.Margin != 0 {
		t.Errorf("response %+v", r)
	}
	if r := critical.Resolution; r.Result != Running || r.Margin != 90*time.Minute || !r.Done.IsZero() {
		t.Errorf("resolution %+v", r)
	}
	if r := b.SLA.Plans[1].Record(b.Incident("a"), b.AsOf); r.Response != nil || r.Resolution != nil {
		t.Errorf("a plan without a promise: %+v", r)
	}
	records, response, resolution := b.Records(plan, MonthOf(b.AsOf, time.UTC))
	if len(records) != 1 || response != (Tally{Met: 1}) || resolution != (Tally{Running: 1}) || response.Kept() != "100%" || resolution.Kept() != "" {
		t.Errorf("%d records, %+v, %+v", len(records), response, resolution)
	}
}

func TestUpdateDue(t *testing.T) {
	b := clean(t, "2026-10-20T12:00:00Z", map[string]string{"services.yaml": contract, "sla.yaml": sla,
		"incidents/a.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\n",
		"incidents/b.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\nupdates: [{at: 2026-10-20T11:00:00Z, text: x}]\n",
		"incidents/c.yaml": "title: T\nseverity: major\nstarted: 2026-10-20T10:00:00Z\n",
		"incidents/d.yaml": "title: T\nseverity: critical\nstarted: 2026-10-20T10:00:00Z\nresolved: 2026-10-20T10:01:00Z\n",
	})
	for id, want := range map[string]string{"a": "2026-10-20T10:15:00Z", "b": "2026-10-20T11:30:00Z", "c": "0001-01-01T00:00:00Z", "d": "0001-01-01T00:00:00Z"} {
		if got := b.SLA.UpdateDue(b.Incident(id)); stamp(got) != want {
			t.Errorf("%s: got %s, want %s", id, stamp(got), want)
		}
	}
}

func TestBadSLA(t *testing.T) {
	_, lines := read(t, "2026-10-20T12:00:00Z", map[string]string{"services.yaml": contract, "sla.yaml": `contract_day: 40
calendars:
  - {id: a, zone: Mars/Base, hours: {mo-fr: "9-18", mon: "18:00-25:00", tue: "9:00-12:00, 11:00-13:00", wed: "9-17"}, holidays: [soon, {from: 2026-10-07, to: 2026-10-01}]}
  - {id: a, hours: {mon: "9-17"}}
  - {id: none, hours: {}}
plans:
  - {id: p, name: P, calendar: offise, targets: {huge: {response: 1h}, minor: {response: 2h, resolution: 1h}}, credits: [{below: 101, credit: 10}]}
  - {id: p, name: Q}
`})
	want := []string{"1:15 contract-day", "3:19 zone-unknown", "3:38 hours-invalid write mon-fri", "3:58 hours-invalid", "3:78 hours-invalid",
		"3:130 yaml-type write a day", "3:136 time-order write the earlier", "4:10 id-duplicate", "5:10 hours-invalid", "7:32 calendar-unknown",
		"7:50 severity-unknown", "7:79 promise-order", "7:130 target-invalid", "8:10 id-duplicate"}
	for i, l := range lines {
		if i >= len(want) || !matches(l, want[i]) {
			t.Errorf("did not expect %s", l)
		}
	}
	if len(lines) != len(want) {
		t.Errorf("got %d, want %d", len(lines), len(want))
	}
}
