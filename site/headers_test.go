package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// rule is a pattern of _headers with what it sets.
type rule struct {
	pattern string
	headers map[string]string
}

func rulesOf(t *testing.T, out string) []rule {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	var rules []rule
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && strings.HasPrefix(line, "  ") {
			rules[len(rules)-1].headers[name] = value
			continue
		}
		rules = append(rules, rule{line, map[string]string{}})
	}
	if len(rules) > 100 {
		t.Errorf("%d rules; some hosts read 100", len(rules))
	}
	return rules
}

// Two ways in which hosts read the file: those that join what all rules for a
// path say with commas, and take a star for any characters where it stands; and
// those that take what the last rule says, and do not mind a slash at the end.
var hosts = map[string]struct {
	pattern func(string) *regexp.Regexp
	both    func(before, value string) string
}{
	"Cloudflare Pages": {
		func(p string) *regexp.Regexp {
			return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(p), `\*`, "(.*)") + "$")
		},
		func(before, value string) string { return before + ", " + value },
	},
	"Netlify": {
		func(p string) *regexp.Regexp {
			return regexp.MustCompile("(?i)^/" + strings.ReplaceAll(regexp.QuoteMeta(strings.Trim(p, "/")), `\*`, "(.*)") + "/?$")
		},
		func(_, value string) string { return value },
	},
}

func headersAt(rules []rule, host, path string) map[string]string {
	h, out := hosts[host], map[string]string{}
	for _, r := range rules {
		if !h.pattern(r.pattern).MatchString(path) {
			continue
		}
		for name, value := range r.headers {
			if before, ok := out[name]; ok {
				value = h.both(before, value)
			}
			out[name] = value
		}
	}
	return out
}

// Names with a hash are kept for ever, the state of the services for 30 s, pages
// for a minute, what else there is as the host has it; everything has the policy.
func TestHeaders(t *testing.T) {
	out, _ := built(t, "testdata/basic", nil)
	rules := rulesOf(t, out)
	hashed := regexp.MustCompile(`^_deskbell/([a-z-]+-[0-9a-f]{10}\.[a-z0-9]+|search/[^/]+/[ptlxwh]/.+)$`)
	kinds := map[string]int{}
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name, out+string(filepath.Separator)))
		want := ""
		switch {
		case hashed.MatchString(rel):
			want = "public, max-age=31536000, immutable"
		case strings.HasSuffix(rel, "status/status.json"), strings.Contains(rel, "api/v2/"):
			want = "public, max-age=30, must-revalidate"
		case strings.HasSuffix("/"+rel, "/index.html"):
			rel, want = strings.TrimSuffix(rel, "index.html"), "public, max-age=60, must-revalidate"
		}
		kinds[want]++
		for host := range hosts {
			got := headersAt(rules, host, "/support/"+rel)
			policy := got["Content-Security-Policy"]
			strict := strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; style-src 'self'; ") && strings.Count(policy, "require-trusted-types-for 'script'") == 1 && !strings.Contains(policy, "unsafe")
			kept := got["Cache-Control"] == want || want == "" && host == "Netlify" && got["Cache-Control"] == "public, max-age=60, must-revalidate"
			if !kept || !strict || got["X-Content-Type-Options"] != "nosniff" {
				t.Errorf("%s, %s: %v, want %s", host, rel, got, want)
			}
		}
		return nil
	})
	if err != nil || len(kinds) != 4 {
		t.Errorf("%v %v", kinds, err)
	}
}
