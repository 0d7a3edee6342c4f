package site

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLastChangeFromHistory commits a site, and one of its articles once more.
func TestLastChangeFromHistory(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("skipped: there is no git to make a repository with")
	}
	config := strings.Replace(string(fileText(t, "testdata/basic", "deskbell.yaml")), "last_change: file\n", "", 1)
	dir := changed(t, map[string]string{"deskbell.yaml": config})
	git := func(at string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@b.example", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@b.example",
			"GIT_AUTHOR_DATE="+at, "GIT_COMMITTER_DATE="+at)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	first := "2026-03-01T20:00:00+00:00" // in Shanghai it is the second
	git(first, "init", "-q")
	git(first, "add", "content")
	git(first, "commit", "-qm", "first")
	name := filepath.Join(dir, "content", "en", "guides", "cannot-connect.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(text, "\nMore.\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	git("2026-05-04T00:00:00+00:00", "commit", "-qam", "second")
	shown := func(file, want string) {
		t.Helper()
		out, _ := built(t, dir, nil)
		if got := titleOf(t, out, file); !strings.Contains(got, want) {
			t.Errorf("%s says %q, want %s", file, got, want)
		}
	}
	shown("guides/cannot-connect/index.html", "4 May 2026")
	shown("faq/login/index.html", "2 March 2026")
	shown("faq/login/index.html", "2 March 2026") // from the cache
	if err := os.WriteFile(filepath.Join(dir, "deskbell.yaml"), []byte(config+"last_change: file\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _ := built(t, dir, nil)
	if got := titleOf(t, out, "guides/cannot-connect/index.html"); strings.Contains(got, "4 May 2026") {
		t.Error("the history is read all the same")
	}
}

// titleOf is what a page's title block says.
func titleOf(t *testing.T, out, file string) string {
	t.Helper()
	return text(page(t, out, file), ".page-title")
}
