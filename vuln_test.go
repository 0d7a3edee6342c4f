package deskbell_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// vulnDatabase writes a database in the form of vuln.go.dev
// (https://go.dev/doc/security/vuln/database) with one made-up fault, in the
// function of a module, and returns its folder.
func vulnDatabase(t *testing.T, module, function string) string {
	t.Helper()
	const id, when = "GO-2099-0001", "2026-11-01T00:00:00Z"
	dir := t.TempDir()
	for name, value := range map[string]any{
		"index/db.json":      map[string]string{"modified": when},
		"index/modules.json": []any{map[string]any{"path": module, "vulns": []any{map[string]string{"id": id, "modified": when}}}},
		"index/vulns.json":   []any{map[string]any{"id": id, "modified": when, "aliases": []string{}}},
		"ID/" + id + ".json": map[string]any{
			"schema_version": "1.3.1", "id": id, "modified": when, "published": when, "summary": "made up", "details": "made up",
			"affected": []any{map[string]any{
				"package":            map[string]string{"name": module, "ecosystem": "Go"},
				"ranges":             []any{map[string]any{"type": "SEMVER", "events": []any{map[string]string{"introduced": "0"}}}},
				"ecosystem_specific": map[string]any{"imports": []any{map[string]any{"path": module, "symbols": []string{function}}}},
			}},
		},
	} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A known fault of what the project calls fails "make vuln"; one of what it does
// not call does not.
func TestKnownFaultsAreFound(t *testing.T) {
	const yaml = "go.yaml.in/yaml/v4"
	called := vulnDatabase(t, yaml, "NewLoader")
	for name, c := range map[string]struct {
		db    string
		fails bool
		said  string
	}{
		"a folder":                    {called, true, "GO-2099-0001"},
		"a function not called":       {vulnDatabase(t, yaml, "NewDumperThatNobodyCalls"), false, "No vulnerabilities found"},
		"a folder without a database": {t.TempDir(), true, "holds no index/modules.json"},
	} {
		cmd := exec.Command("sh", ".ci/vuln.sh", "./diag/strictyaml")
		cmd.Env = append(os.Environ(), "GOVULNDB="+c.db)
		said, err := cmd.CombinedOutput()
		if (err != nil) != c.fails || !strings.Contains(string(said), c.said) {
			t.Errorf("%s: %v, want failure %v and %q\n%s", name, err, c.fails, c.said, said)
		}
	}
}
