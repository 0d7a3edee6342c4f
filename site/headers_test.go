package site

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// headersOf are the values that _headers gives a path: of two rules for one
// header, the later.
func headersOf(rules, path string) map[string]string {
	out := map[string]string{}
	applies := false
	for line := range strings.Lines(rules) {
		line = strings.TrimRight(line, "\n")
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && strings.HasPrefix(line, "  ") {
			if applies {
				out[name] = value
			}
			continue
		}
		prefix, splat := strings.CutSuffix(line, "*")
		applies = splat && strings.HasPrefix(path, prefix) || line == path
	}
	return out
}

// Names with a hash are kept for ever, the state of the services for 30 s, the
// rest for a minute; everything has the policy.
func TestHeaders(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	rules, err := os.ReadFile(filepath.Join(out, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	hashed := regexp.MustCompile(`^_deskbell/([a-z-]+-[0-9a-f]{10}\.[a-z0-9]+|search/.+/x/.+)$`)
	kinds := map[string]int{}
	err = filepath.WalkDir(out, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, out+string(filepath.Separator)))
		want := "public, max-age=60, must-revalidate"
		switch {
		case hashed.MatchString(rel):
			want = "public, max-age=31536000, immutable"
		case strings.HasSuffix(rel, "status/status.json"), strings.Contains(rel, "api/v2/"):
			want = "public, max-age=30, must-revalidate"
		}
		kinds[want]++
		got := headersOf(string(rules), "/support/"+rel)
		policy := got["Content-Security-Policy"]
		strict := strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self'; ") && strings.Contains(policy, "require-trusted-types-for 'script'") && !strings.Contains(policy, "unsafe")
		if got["Cache-Control"] != want || !strict {
			t.Errorf("%s: %v, want %s", rel, got, want)
		}
		return nil
	})
	if err != nil || len(kinds) != 3 {
		t.Errorf("%v %v", kinds, err)
	}
}
