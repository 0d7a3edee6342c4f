package status

import (
	"strings"
	"testing"
	"time"
)

const facts = `title: T
severity: critical
started: 2026-10-14T09:00:00+08:00
detected: 2026-10-14T09:10:00+08:00
responded: 2026-10-14T09:14:00+08:00
services: {push: major_outage}
articles: [guides/push.md, faq/push.md]
codes: [E1001]
updates:
  - {at: 2026-10-14T09:20:00+08:00, state: investigating, text: We look., next: 45m}
  - {at: 2026-10-14T09:50:00+08:00, state: identified, text: Found., next: 2026-10-14T11:00:00+08:00}
  - {at: 2026-10-14T10:30:00+08:00, text: Nearly there.}
follow_ups:
  - {text: {en: Alert earlier, zh-CN: 提前报警}, due: 2026-10-20, done: 2026-10-19}
  - {text: Test the failover, due: 2026-10-21}
  - {text: Write it down}
`

func TestIncidentFacts(t *testing.T) {
	b := clean(t, "2026-10-21T15:59:59Z", map[string]string{"services.yaml": contract, "sla.yaml": sla, "incidents/a.yaml": facts}, func(c *Config) {
		c.Zone = time.FixedZone("CST", 8*3600)
	})
	i := b.Incident("a")
	if len(i.ArticlesAt) != 2 || i.ArticlesAt[1].Line != 7 || i.ArticlesAt[1].Column != 28 || i.Codes[0] != "E1001" {
		t.Errorf("articles at %v, codes %v", i.ArticlesAt, i.Codes)
	}
	late := []bool{}
	for _, f := range i.FollowUps {
		late = append(late, f.Late(b.AsOf))
	}
	if len(late) != 3 || late[0] || late[1] || late[2] || !i.FollowUps[1].Late(b.AsOf.Add(time.Second)) {
		t.Errorf("late %v: a day that is promised is late once it is over", late)
	}
	record := b.SLA.Plans[0].Record(i, b.AsOf)
	if record.Response.Result != Met || record.Response.Margin != 11*time.Minute {
		t.Errorf("response %+v: it was given before the first update", record.Response)
	}
	if due := b.SLA.UpdateDue(i); stamp(due) != "2026-10-14T11:00:00+08:00" { // by the agreement, half an hour after the newest
		t.Errorf("the next update is due %s", stamp(due))
	}
}

// Until when the next update is promised: the newest update says so, else the
// agreement, and an answer ends every promise.
func TestNextUpdate(t *testing.T) {
	head, tail, _ := strings.Cut(facts, "  - {at: 2026-10-14T10:30")
	_, tail, _ = strings.Cut(tail, "\n")
	for name, c := range map[string]struct{ text, sla, want string }{
		"a time":                     {head + tail, "", "2026-10-14T11:00:00+08:00"},
		"a time before an agreement": {head + tail, sla, "2026-10-14T11:00:00+08:00"},
		"a length":                   {strings.Split(head, "  - {at: 2026-10-14T09:50")[0] + tail, sla, "2026-10-14T10:05:00+08:00"},
		"no agreement":               {facts, "", ""},
		"none yet, by detection":     {strings.Split(head, "updates:")[0], sla, "2026-10-14T09:25:00+08:00"},
		"over":                       {facts + "resolved: 2026-10-14T10:40:00+08:00\n", sla, ""},
	} {
		files := map[string]string{"services.yaml": contract, "incidents/a.yaml": c.text}
		if c.sla != "" {
			files["sla.yaml"] = c.sla
		}
		b := clean(t, "2026-10-14T04:00:00Z", files)
		due := ""
		if at := b.SLA.UpdateDue(b.Incidents[0]); !at.IsZero() {
			due = stamp(at)
		}
		if due != c.want {
			t.Errorf("%s: due %q, want %q", name, due, c.want)
		}
	}
}

func TestBadIncidentFacts(t *testing.T) {
	text := strings.NewReplacer("next: 45m", "next: -45m", "next: 2026-10-14T11", "next: 2026-10-14T09", "responded: 2026-10-14T09:14", "responded: 2026-10-14T08:14", "{text: Write it down}", "{due: soon}").Replace(facts)
	_, lines := read(t, "2026-10-14T04:00:00Z", map[string]string{"services.yaml": contract, "incidents/a.yaml": text})
	want := []string{`a.yaml:5:12: error: responded 2026-10-14T08:14:00+08:00 is before the start`, `a.yaml:10:81: error: expected a length of time, found "-45m"`,
		`a.yaml:11:76: error: the next update is promised for 2026-10-14T09:00:00+08:00, not after this one`, `a.yaml:16:5: error: "text" is missing`, `a.yaml:16:11: error: expected a time`}
	for n, w := range want {
		if n >= len(lines) || !strings.Contains(lines[n], w) {
			t.Errorf("line %d: got %q, want %q", n, lines, w)
		}
	}
	if len(lines) != len(want) {
		t.Errorf("%d problems: %q", len(lines), lines)
	}
}
