package status

import (
	"slices"
	"testing"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// What Next names can be added, and nothing else.
func TestNextIsWhatCanBeAdded(t *testing.T) {
	at := instant(t, "2026-10-14T10:00:00+08:00")
	for _, from := range Phase("").Values() {
		text := head + "updates:\n"
		if Phase(from) == Postmortem {
			text += "  - {at: 2026-10-14T10:00:00+08:00, state: resolved, text: x}\n"
		}
		text += "  - {at: 2026-10-14T10:00:00+08:00, state: " + from + ", text: x}\n"
		for _, to := range Phase("").Values() {
			got, problems := addUpdate(t, text, Update{At: at.Add(time.Minute), Phase: Phase(to), Text: strictyaml.TextOf("y")})
			if want := slices.Contains(Phase(from).Next(), Phase(to)); (got != "") != want {
				t.Errorf("%s after %s: want %v, got %q %s", to, from, want, got, problems)
			}
		}
	}
}

func TestReadIncidents(t *testing.T) {
	cfg := Config{FS: folder(map[string]string{
		"services.yaml":    contract,
		"incidents/a.yaml": head,
		"incidents/b.yaml": head + "resolved: 2026-10-14T10:00:00+08:00\n",
		"uptime/bad.csv":   "not looked at",
	}), Dir: "status", Now: instant(t, "2026-10-14T12:00:00+08:00")}
	var list diag.List
	got := ReadIncidents(cfg, &list)
	if len(got) != 2 || got[0].ID != "a" || !got[0].Open() || got[1].Phase != Resolved || len(list.Sorted()) > 0 {
		t.Errorf("%+v %+v", got, list.Sorted())
	}
	cfg.FS = folder(map[string]string{"incidents/a.yaml": head})
	if got := ReadIncidents(cfg, &list); got != nil {
		t.Errorf("%+v", got)
	}
}
