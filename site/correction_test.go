package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What was promised and kept when a month was frozen stays in its report, beside
// what the files say now.
func TestCorrectedPromises(t *testing.T) {
	dir := promised(t)
	frozen := "month: 2026-10\nas_of: 2026-11-01T09:00:00+08:00\nservices:\n  - {id: chat, span: 2678400, excluded: 0, unknown: 0, lost: 795000, target: 99.99}\nplans:\n  - {id: pro, response: {met: 1, missed: 0}, resolution: {met: 1, missed: 0}}\n"
	if err := os.WriteFile(filepath.Join(dir, "status", "frozen", "2026-10.yaml"), []byte(frozen), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _ := built(t, dir, nil)
	got := text(page(t, out, "status/sla/2026-10/index.html"), ".correction")
	for _, want := range []string{"the target was published as 99.99%", "published as first response 1 of 1 met (100%), resolution 1 of 1 met (100%)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if strings.Contains(got, "this was published as 99.97%") {
		t.Errorf("a figure that is the same is corrected: %q", got)
	}
	data, err := os.ReadFile(filepath.Join(out, "status/sla/2026-10/figures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var f figuresFile
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	if p := f.Services[0].Correction; p == nil || *p.Target != "99.99%" || f.Plans[0].Published == nil || f.Plans[0].Published.Response.Met != 1 {
		t.Errorf("%s", data)
	}
}
