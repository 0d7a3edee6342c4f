package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// leaving are places where a site's file may be a link to another of the
// machine, with a text that would be taken there.
var leaving = []struct{ name, text string }{
	{"content/linked.md", "# %s\n"},
	{"content/linked.png", "\x89PNG\r\n\x1a\n%s"},
	{"content/_part.md", "%s\n"},
	{"status/services.yaml", "services:\n  - id: api\n    name: \"%s\"\n"},
	{"status/incidents/2026-01-01-x.yaml", "title: \"%s\"\nservices: {api: down}\nstarted: 2026-01-01T00:00:00Z\n"},
	{"search/synonyms.yaml", "groups:\n  - [%s, page]\n"},
	{"themes/templates/parts/footer.html", "<footer>%s</footer>\n"},
	{"themes/i18n/en.yaml", "search.title: \"%s\"\n"},
	{"deskbell.yaml", "title: \"%s\"\nurl: https://help.example.com/\n"},
}

// No link in a site's folder leads out of it, wherever it stands: the build
// fails, says which, and nothing of the other file is published.
func TestLinksThatLeave(t *testing.T) {
	t.Parallel()
	r := random(t)
	result := row{fault: "links in a site to files elsewhere"}
	for i, l := range leaving {
		if !*full && i%3 != int(*seed%3) {
			continue
		}
		outside := filepath.Join(t.TempDir(), "secret")
		word := canary(r)
		w := worldIn(t, t.TempDir())
		w.write("deskbell.yaml", "title: Help\nurl: https://help.example.com/\n")
		w.write("content/page.md", "# Page\n\n::include _part.md\n")
		w.write("content/_part.md", "Part.\n")
		w.write("status/services.yaml", "services:\n  - id: api\n    name: API\n")
		link := filepath.Join(w.dir, filepath.FromSlash(l.name))
		_ = os.Remove(link)
		if err := errors.Join(os.WriteFile(outside, fmt.Appendf(nil, l.text, word), 0o644), os.MkdirAll(filepath.Dir(link), 0o755), os.Symlink(outside, link)); err != nil {
			t.Fatal(err)
		}
		out, err := w.command().CombinedOutput()
		exit, _ := err.(*exec.ExitError)
		result.n++
		if exit == nil || exit.ExitCode() == 0 || !bytes.Contains(out, []byte(l.name)) {
			result.hand++
			t.Logf("%s is not refused: %v\n%s", l.name, err, out)
		}
		if published(w.public, word) || bytes.Contains(out, tail(word)) {
			result.torn++
			t.Logf("what %s leads to is shown", l.name)
		}
	}
	result.note = "each an error with the link's name"
	result.report(t)
}

// published says whether any file below a folder holds a word.
func published(dir, word string) (found bool) {
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		text, err := os.ReadFile(name)
		for _, layer := range append(unpack(text), text) {
			found = found || bytes.Contains(layer, tail(word))
		}
		return err
	})
	return found
}
