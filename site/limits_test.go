package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/diag"
)

// Each limit that a site may set is kept, says where it was passed and which
// setting raises it, and lets through what is within it.
func TestLimits(t *testing.T) {
	mb := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		setting, id, at string
		low, high       int
		files           map[string]string
	}{
		{"pages", "limit-pages", "content/b.md:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "content/b.md": "# B\n"}},
		{"incidents", "limit-incidents", "status/incidents/b.yaml:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService, "status/incidents/a.yaml": anIncident, "status/incidents/b.yaml": anIncident}},
		{"article_mb", "limit-file", "content/a.md:1:1", 1, 2, map[string]string{"content/a.md": "# A\n\n" + mb}},
		{"file_mb", "limit-file", "status/services.yaml:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService + "#" + mb}},
		{"picture_mb", "limit-file", "content/a.svg:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "content/a.svg": `<svg xmlns="http://www.w3.org/2000/svg"><!--` + mb + `--></svg>`}},
		{"download_mb", "limit-file", "content/a.pdf:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "content/a.pdf": mb + "x"}},
		{"page_mb", "limit-output", "content/a.md:1:1", 1, 3, map[string]string{"content/a.md": "# A\n\n" + strings.Repeat(strings.Repeat("a", 60)+"\n\n", 1<<14)}},
		{"nesting", "limit-depth", "content/a.md:3:7", 3, 20, map[string]string{"content/a.md": "# A\n\n> > > > > > x\n"}},
		{"blocks", "limit-blocks", "content/a.md:6:1", 5, 7, map[string]string{"content/a.md": "# A\n\na\n\n- b\n- c\n"}},
		{"table_cells", "limit-cells", "content/a.md:4:1", 5, 20, map[string]string{"content/a.md": "# A\n\n|a|b|c|\n|-|-|-|\n|1|2|3|\n"}},
		{"yaml_values", "yaml-values", "errors.yaml:3:1", 12, 100, map[string]string{"content/a.md": "# A\n", "errors.yaml": "- {code: A1, means: a}\n- {code: A2, means: b}\n- {code: A3, means: c}\n- {code: A4, means: d}\n"}},
		{"yaml_nesting", "yaml-depth", "content/a.md:2:9", 3, 10, map[string]string{"content/a.md": "---\nown: [[[[[x]]]]]\n---\n# A\n"}},
		{"yaml_aliases", "yaml-aliases", "content/a.md:2:16", 3, 100, map[string]string{"content/a.md": "---\nown: &a [1, 2, 3]\nmore: [*a, *a, *a]\n---\n# A\n"}},
		{"uptime_mb", "limit-uptime", "status/uptime/a.csv:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService, "status/uptime/a.csv": samples(40_000)}},
		{"uptime_mb", "limit-uptime", "status/uptime/a.csv.gz:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService, "status/uptime/a.csv.gz": packed(samples(40_000))}},
		{"uptime_records", "limit-uptime", "status/uptime/a.csv:1:1", 9, 10, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService, "status/uptime/a.csv": samples(10)}},
		{"uptime_monitors", "limit-uptime", "status/uptime/a.csv:1:1", 1, 2, map[string]string{"content/a.md": "# A\n", "status/services.yaml": oneService, "status/uptime/a.csv": samples(2) + "web,2026-01-02T03:04:05Z,up\n"}},
		{"output_mb", "limit-site", "deskbell.yaml:2:21", 1, 8, map[string]string{"content/a.md": "# A\n", "content/a.pdf": mb + "x"}},
		{"output_files", "limit-site", "deskbell.yaml:2:24", 3, 500, map[string]string{"content/a.md": "# A\n"}},
	} {
		for _, limit := range []int{c.low, c.high} {
			files := maps.Clone(c.files)
			files["deskbell.yaml"] = fmt.Sprintf("title: T\nlimits: {%s: %d}\n", c.setting, limit)
			found := passed(t, files)
			if limit == c.high {
				if len(found) > 0 {
					t.Errorf("%s: %d is enough, but %v", c.setting, limit, found)
				}
				continue
			}
			if len(found) != 1 || found[0].ID != c.id || found[0].Pos.String() != c.at || !strings.Contains(found[0].Hint, "limits."+c.setting) {
				t.Errorf("%s: %d: want %s at %s and how to raise it, found %+v", c.setting, limit, c.id, c.at, found)
			}
		}
	}
}

// samples are an export of one monitor.
func samples(n int) string {
	var b strings.Builder
	b.WriteString("service,time,state\n")
	for i := range n {
		fmt.Fprintf(&b, "app,%s,up\n", time.Unix(1_767_225_600+60*int64(i), 0).UTC().Format(time.RFC3339))
	}
	return b.String()
}

func packed(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text)) // a buffer takes all
	_ = z.Close()
	return b.String()
}

const (
	oneService = "services: [{id: app, name: App}]\n"
	anIncident = "title: Slow\nseverity: minor\nstarted: 2026-01-02T03:04:05Z\nservices: {app: degraded_performance}\nupdates: [{at: 2026-01-02T03:05:00Z, state: investigating, text: We look.}]\n"
)

// passed are the limits that a site's build says were passed.
func passed(t *testing.T, files map[string]string) (found []diag.Diagnostic) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, bytes.Clone([]byte(text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := Build(t.Context(), Options{Dir: dir, Out: filepath.Join(t.TempDir(), "public"), Now: now, NoCache: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			found = append(found, d)
		}
	}
	return found
}

// TestLimitsAreNumbers refuses what is no limit.
func TestLimitsAreNumbers(t *testing.T) {
	for _, value := range []string{"0", "-1", "99999999999"} {
		found := passed(t, map[string]string{"deskbell.yaml": "limits: {pages: " + value + "}\n", "content/a.md": "# A\n"})
		if len(found) != 1 || found[0].ID != "config-limit" || found[0].Pos.String() != "deskbell.yaml:1:17" {
			t.Errorf("%s: %+v", value, found)
		}
	}
}
