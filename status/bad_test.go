package status

import (
	"slices"
	"strings"
	"testing"
)

const head = "title: T\nseverity: major\nstarted: 2026-10-14T09:12:00+08:00\n"

// Each kind of bad input is reported where it stands, and all of it at once.
// What real status repositories are full of is among it.
func TestBadInput(t *testing.T) {
	incident := func(text string) map[string]string {
		return map[string]string{"services.yaml": contract, "incidents/a.yaml": text}
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"a whole file of slips": {
			incident("title: T\nseverity: huge\nstarted: 2026-10-14 09:12\nservices: {mesaging: partial_outage}\nupdates:\n  - {at: 2026-10-14T9:00:00-00:00, state: solved, text: x}\nresolved: yes\nbogus: 1\n"),
			[]string{"2:11 yaml-value", "3:10 time-zone-missing", "4:12 service-unknown did you mean messaging?", "6:10 yaml-type write 2026-10-14T09:00:00-00:00", "6:43 yaml-value did you mean resolved?", "7:11 yaml-type", "8:1 yaml-unknown-key"},
		},
		"an end before the start":        {incident(head + "resolved: 2026-10-14T09:00:00+08:00\n"), []string{"4:11 time-order"}},
		"detected before the start":      {incident(head + "detected: 2026-10-14T09:00:00+08:00\n"), []string{"4:11 time-order set started to"}},
		"an update before the start":     {incident(head + "updates: [{at: 2026-10-14T09:00:00+08:00, text: x}]\n"), []string{"4:16 update-order set started to"}},
		"updates out of order":           {incident(head + "updates:\n  - {at: 2026-10-14T09:20:00+08:00, text: x}\n  - {at: 2026-10-14T09:50:00+08:00, state: resolved, text: x}\n  - {at: 2026-10-14T09:30:00+08:00, state: monitoring, text: x}\n  - {at: 2026-10-14T09:55:00+08:00, text: x}\n"), []string{"7:10 update-order"}},
		"reopened":                       {incident(head + "updates:\n  - {at: 2026-10-14T09:20:00+08:00, state: resolved, text: x}\n  - {at: 2026-10-14T09:50:00+08:00, state: monitoring, text: x}\n"), []string{"6:44 state-order an incident that comes back"}},
		"resolved twice":                 {incident(head + "updates:\n  - {at: 2026-10-14T09:20:00+08:00, state: resolved, text: x}\n  - {at: 2026-10-14T09:50:00+08:00, state: resolved, text: x}\n"), []string{"6:44 state-order use state: postmortem"}},
		"postmortem of what goes on":     {incident(head + "updates: [{at: 2026-10-14T09:20:00+08:00, state: postmortem, text: x}]\n"), []string{"4:50 state-order add an update"}},
		"resolved with a service down":   {incident(head + "updates: [{at: 2026-10-14T09:20:00+08:00, state: resolved, services: {push: major_outage}, text: x}]\n"), []string{"4:77 state-order write operational"}},
		"starts in the future":           {incident("title: T\nseverity: major\nstarted: 2027-10-14T09:12:00+08:00\n"), []string{"3:10 time-future write a planned event as a notice"}},
		"no services.yaml":               {map[string]string{"incidents/a.yaml": head}, []string{"- services-missing write status/services.yaml"}},
		"services.yml":                   {map[string]string{"services.yml": "x"}, []string{"- services-missing rename"}},
		"two incidents with one id":      {map[string]string{"services.yaml": contract, "incidents/a b.yaml": delay, "incidents/2025/a-b.yml": delay}, []string{"1:1 id-duplicate"}},
		"groups and services":            {map[string]string{"services.yaml": badServices, "uptime/u.csv": "service,time,state\nm-prob,2026-10-14T09:12:00Z,up\n", "uptime/README.md": "x", "uptime/.x": "y"}, badServicesWant},
		"updates in the future are kept": {incident(head + "updates: [{at: 2026-11-02T09:20:00+08:00, state: resolved, text: x}]\n"), []string{"4:16 time-future mend the time"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, lines := read(t, "2026-11-01T00:00:00Z", c.files)
			for i, l := range lines {
				if i >= len(c.want) || !matches(l, c.want[i]) {
					t.Errorf("did not expect %s", l)
				}
			}
			if len(lines) != len(c.want) {
				t.Errorf("got %d diagnostics, want %q", len(lines), c.want)
			}
		})
	}
}

// matches compares a line with "line:column id hint".
func matches(line, want string) bool {
	place, rest, _ := strings.Cut(want, " ")
	id, hint, _ := strings.Cut(rest, " ")
	return (place == "-" || strings.Contains(line, ":"+place+": ")) && strings.Contains(line, "["+id+"]") && strings.Contains(line, hint)
}

const badServices = `groups: [{id: a, name: A}, {id: a, name: B}, {id: b, name: B, group: c}, {id: d, name: D, group: a}, {id: e, name: E, group: d}]
services:
  - {id: x, name: X, group: aa, target: 999, since: 2030-01-01, depends_on: [y], monitors: [m-probe]}
  - {id: y, name: Y, depends_on: [x, zz]}
  - {id: x, name: X}
  - {id: 'a b', name: X}
  - {name: X}
  - {id: w, name: W, weight: 5000}
`

var badServicesWant = []string{
	"1:33 id-duplicate", "1:70 group-unknown", "1:126 group-level", "3:29 group-unknown", "3:41 target-invalid write a percentage",
	"3:53 time-future", "3:93 monitor-unknown did you mean m-prob?", "4:35 dependency-cycle remove one", "4:38 service-unknown",
	"5:10 id-duplicate", "6:10 id-invalid", "7:5 yaml-required", "8:30 weight-invalid", "- monitor-unused add it",
}

func TestNoStatusFolder(t *testing.T) {
	b, lines := read(t, "2026-11-01T00:00:00Z", map[string]string{})
	if b != nil || len(lines) > 0 {
		t.Errorf("board %v, %q", b, lines)
	}
}

func TestUpdatesNewestFirst(t *testing.T) {
	b := clean(t, "2026-11-01T00:00:00Z", map[string]string{"services.yaml": contract, "incidents/a.yaml": head +
		"updates:\n  - {at: 2026-10-14T09:50:00+08:00, state: resolved, text: x}\n  - {at: 2026-10-14T09:20:00+08:00, state: identified, text: x}\n"})
	var phases []Phase
	for _, u := range b.Incidents[0].Updates {
		phases = append(phases, u.Phase)
	}
	if !slices.Equal(phases, []Phase{Resolved, Identified}) || b.Incidents[0].Open() {
		t.Errorf("phases %v", phases)
	}
}
