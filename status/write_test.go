package status

import (
	"strings"
	"testing"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

func addUpdate(t *testing.T, text string, u Update) (string, string) {
	t.Helper()
	cfg := Config{FS: folder(map[string]string{"services.yaml": contract, "incidents/a.yaml": text}), Dir: "status", Now: instant(t, "2026-10-14T12:00:00+08:00")}
	var list diag.List
	name := IncidentFile(cfg, "a", &list)
	out := AddUpdate(cfg, name, u, &list)
	var problems []string
	for _, d := range list.Sorted() {
		problems = append(problems, d.Message)
	}
	return string(out), strings.Join(problems, "; ")
}

func TestAddUpdate(t *testing.T) {
	resolved := Update{
		At: instant(t, "2026-10-14T11:00:00+08:00"), Phase: Resolved, Services: map[string]State{"push": Operational},
		Text: strictyaml.TextByLanguage(map[string]string{"zh-CN": "已恢复：\"全部\"", "en": "All: well\n#1"}),
	}
	entry := "  - at: 2026-10-14T11:00:00+08:00\n    state: resolved\n    services: {push: operational}\n    text:\n      en: \"All: well\\n#1\"\n      zh-CN: \"已恢复：\\\"全部\\\"\"\n"
	for name, c := range map[string]struct{ before, after string }{
		"no list":       {head, head + "updates:\n" + entry},
		"no line end":   {strings.TrimSuffix(head, "\n"), head + "updates:\n" + entry},
		"empty list":    {"updates: [] # none\n" + head, "updates:  # none\n" + entry + head},
		"at the end":    {head + "updates: # news\n  - {at: 2026-10-14T09:20:00+08:00, text: x}\n", head + "updates: # news\n  - {at: 2026-10-14T09:20:00+08:00, text: x}\n" + entry},
		"in the middle": {head + "updates:\n  - at: 2026-10-14T09:20:00+08:00\n    text: |\n      x\n\n      y\n\n# how to get by\nworkaround: Wait.\n", head + "updates:\n  - at: 2026-10-14T09:20:00+08:00\n    text: |\n      x\n\n      y\n" + entry + "\n# how to get by\nworkaround: Wait.\n"},
		"newest first":  {head + "updates:\n  - {at: 2026-10-14T09:50:00+08:00, text: y}\n  - {at: 2026-10-14T09:20:00+08:00, text: x}\n", head + "updates:\n" + entry + "  - {at: 2026-10-14T09:50:00+08:00, text: y}\n  - {at: 2026-10-14T09:20:00+08:00, text: x}\n"},
		"not indented":  {head + "updates:\n- {at: 2026-10-14T09:20:00+08:00, text: x}\n", head + "updates:\n- {at: 2026-10-14T09:20:00+08:00, text: x}\n" + strings.ReplaceAll("\n"+strings.TrimSuffix(entry, "\n"), "\n  ", "\n")[1:] + "\n"},
		"CR LF":         {strings.ReplaceAll(head, "\n", "\r\n"), strings.ReplaceAll(head+"updates:\n"+entry, "\n", "\r\n")},
	} {
		got, problems := addUpdate(t, c.before, resolved)
		if got != c.after || problems != "" {
			t.Errorf("%s: got\n%s\nwant\n%s%s", name, got, c.after, problems)
		}
	}
}

func TestAddUpdateRefuses(t *testing.T) {
	at := instant(t, "2026-10-14T11:00:00+08:00")
	over := head + "updates:\n  - {at: 2026-10-14T10:00:00+08:00, state: resolved, text: x}\n"
	for name, c := range map[string]struct {
		before, problem string
		update          Update
	}{
		"a state that cannot follow": {over, "monitoring cannot follow resolved", Update{At: at, Phase: Monitoring, Text: strictyaml.TextOf("x")}},
		"an unknown service":         {head, `unknown service "psuh"`, Update{At: at, Services: map[string]State{"psuh": Degraded}, Text: strictyaml.TextOf("x")}},
		"a time before the start":    {head, "before the start", Update{At: at.Add(-24 * time.Hour), Text: strictyaml.TextOf("x")}},
		"a broken file":              {head + "bogus: 1\n", `unknown key "bogus"`, Update{At: at, Text: strictyaml.TextOf("x")}},
		"updates in brackets":        {head + "updates: [{at: 2026-10-14T10:00:00+08:00, text: x}]\n", "brackets", Update{At: at, Text: strictyaml.TextOf("x")}},
	} {
		got, problems := addUpdate(t, c.before, c.update)
		if got != "" || !strings.Contains(problems, c.problem) {
			t.Errorf("%s: got %q, problems %q", name, got, problems)
		}
	}
	var list diag.List
	cfg := Config{FS: folder(map[string]string{"incidents/2026-10-14-delay.yaml": head}), Dir: "status"}
	if IncidentFile(cfg, "2026-10-14-dellay", &list) != "" || !strings.Contains(list.Sorted()[0].Hint, "did you mean 2026-10-14-delay?") {
		t.Errorf("%+v", list.Sorted())
	}
}
