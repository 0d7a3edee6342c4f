package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func fileText(t *testing.T, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func statusOf(t *testing.T, dir, name string) liveStatus {
	t.Helper()
	var s liveStatus
	if err := json.Unmarshal(fileText(t, dir, name), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStatusJSONSaysWhatThePageSays(t *testing.T) {
	out, _ := built(t, changed(t, nil), nil)
	for _, lang := range []string{"", "zh-CN/"} {
		s := statusOf(t, out, lang+"status/status.json")
		page := string(fileText(t, out, lang+"status/index.html"))
		if !strings.Contains(page, ">"+s.Sentence+"<") {
			t.Errorf("the page does not say %q", s.Sentence)
		}
		if !strings.Contains(page, `"generated_at":"`+s.GeneratedAt+`"`) {
			t.Error("the page does not hold the status that is published")
		}
		if len(s.Services) == 0 || len(s.Incidents) == 0 || s.Incidents[0].Text == "" {
			t.Errorf("%+v", s)
		}
	}
}

// The state apart from a window that is open is what its readers find after it.
func TestStatusJSONLooksBehindAWindow(t *testing.T) {
	out, _ := built(t, changed(t, map[string]string{
		"content/en/notices/now.md": "---\ntitle: Now\ncategory: maintenance\ndate: 2026-11-10T00:00:00Z\nwindow: {start: 2026-11-21T01:00:00Z, end: 2026-11-21T05:00:00Z}\nservices: {chat: major_outage}\n---\n\nNow.\n",
	}), nil)
	s := statusOf(t, out, "status/status.json")
	chat := s.Services[0]
	if chat.ID != "chat" || chat.State != "under_maintenance" || chat.Beside == "under_maintenance" || chat.Beside == "operational" {
		t.Errorf("%+v, want the incident behind the maintenance", chat)
	}
	if m := s.Maintenances[0]; m.Services["chat"] != "under_maintenance" {
		t.Errorf("%+v", m)
	}
}

// TestStatusWeights is about a site of 20 services with 5 open incidents, each
// with a long text.
func TestStatusWeights(t *testing.T) {
	files := map[string]string{}
	var services strings.Builder
	services.WriteString("groups:\n  - {id: core, name: {en: Core services, zh-CN: 核心服务}}\nservices:\n")
	for i := range 20 {
		id := []string{"chat", "push"}[i%2]
		if i > 1 {
			id = fmt.Sprintf("service-%d", i)
		}
		fmt.Fprintf(&services, "  - {id: %s, name: {en: 'Service number %d', zh-CN: '第 %d 个服务'}, group: core, target: 99.9, description: {en: 'What service %d does for its users', zh-CN: '第 %d 个服务的用途'}}\n", id, i, i, i, i)
	}
	files["status/services.yaml"] = services.String()
	for i := range 5 {
		files[fmt.Sprintf("status/incidents/2026-11-20-more-%d.yaml", i)] = fmt.Sprintf("title: {en: 'Incident %d', zh-CN: '第 %d 起故障'}\nseverity: major\nstarted: 2026-11-20T0%d:00:00+08:00\nservices: {chat: partial_outage}\nworkaround: {en: '%s', zh-CN: '%s'}\nupdates:\n  - {at: 2026-11-20T0%d:30:00+08:00, state: identified, text: {en: '%s', zh-CN: '%s'}}\n",
			i, i, i, strings.Repeat(fmt.Sprintf("Do this number %d. ", i*7), 12), strings.Repeat("请先这样处理。", 20), i, strings.Repeat(fmt.Sprintf("We did %d. ", i*13), 20), strings.Repeat("我们正在处理。", 20))
	}
	out, _ := built(t, changed(t, files), nil)
	for _, c := range []struct {
		name string
		most int
	}{{"status/status.json", 5_000}, {"zh-CN/status/status.json", 5_000}, {"status/index.html", 40_000}, {"zh-CN/status/index.html", 40_000}} {
		if n := zipped(t, fileText(t, out, c.name)); n > c.most {
			t.Errorf("%s is %d bytes compressed, want at most %d", c.name, n, c.most)
		}
	}
}

func TestBadgeOfAllServices(t *testing.T) {
	out, _ := built(t, changed(t, nil), nil)
	s := statusOf(t, out, "status/status.json")
	if svg := string(fileText(t, out, "status/badge.svg")); !strings.Contains(svg, s.StateText) || !strings.Contains(svg, "as of 2026-11-21 10:00") {
		t.Errorf("the badge is %s", svg)
	}
	if text := string(fileText(t, out, "status/badge.json")); !strings.Contains(text, `"schemaVersion":1`) || !strings.Contains(text, s.StateText) {
		t.Errorf("for badge services: %s", text)
	}
}
