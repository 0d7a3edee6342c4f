package docs

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// snippets are the fenced blocks of the manual's page on deploying that stand
// under a tab's name.
func snippets(t *testing.T, tab string) []string {
	t.Helper()
	text, err := os.ReadFile("content/en/start/deploy.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range regexp.MustCompile("(?ms)^== "+tab+"\n```[a-z]*\n(.*?)^```").FindAllStringSubmatch(string(text), -1) {
		out = append(out, m[1])
	}
	if len(out) != 2 {
		t.Fatalf("%d snippets for %s, want the files and the headers", len(out), tab)
	}
	return out
}

// TestNginxTakesTheSnippets gives both snippets, put together as the manual says,
// to nginx where it is at hand.
func TestNginxTakesTheSnippets(t *testing.T) {
	parts := snippets(t, "nginx")
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("skipped: no nginx")
	}
	maps, headers, ok := strings.Cut(parts[1], "server {\n")
	if !ok {
		t.Fatal("no server")
	}
	server := strings.TrimSuffix(strings.TrimSpace(parts[0]), "}") + strings.TrimSuffix(strings.TrimSpace(headers), "}") + "}\n"
	dir := t.TempDir()
	file := filepath.Join(dir, "nginx.conf")
	conf := "pid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n" + maps + strings.Replace(server, "listen 80;", "listen 127.0.0.1:8089;", 1) + "}\n"
	if err := os.WriteFile(file, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(nginx, "-t", "-p", dir, "-c", file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n%s", err, said, conf)
	}
}

// TestCaddyTakesTheSnippets does so with Caddy.
func TestCaddyTakesTheSnippets(t *testing.T) {
	parts := snippets(t, "Caddy")
	caddy, err := exec.LookPath("caddy")
	if err != nil {
		t.Skip("skipped: no caddy")
	}
	for _, part := range parts {
		file := filepath.Join(t.TempDir(), "Caddyfile")
		if err := os.WriteFile(file, []byte(part), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(caddy, "adapt", "--config", file, "--adapter", "caddyfile").CombinedOutput(); err != nil {
			t.Errorf("%v\n%s\n%s", err, said, part)
		}
	}
}
