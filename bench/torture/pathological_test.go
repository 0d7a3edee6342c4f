package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/diag/bombs"
)

// bombSite is a site of one file that is small to write and large to read.
type bombSite struct {
	name  string
	files map[string]string
}

// bombSites are a site for each text as an article, and two for each document: as
// an article's front matter and as an incident.
func bombSites() []bombSite {
	var all []bombSite
	for _, b := range bombs.Markdown() {
		all = append(all, bombSite{"Markdown: " + b.Name, map[string]string{"content/a.md": b.Text}})
	}
	for _, b := range bombs.YAML() {
		all = append(all,
			bombSite{"front matter: " + b.Name, map[string]string{"content/a.md": "---\n" + b.Text + "\n---\n# A\n"}},
			bombSite{"incident: " + b.Name, map[string]string{"content/a.md": "# A\n", "status/services.yaml": "services: [{id: app, name: App}]\n", "status/incidents/a.yaml": b.Text}})
	}
	return all
}

// What a build may take for such a site, all of it.
const (
	mostBuild  = time.Second
	mostMemory = 512 << 20
)

// TestPathological builds each of these sites with a program of its own: within a
// second of processor time and 512 MB it is published, or refused with a message
// that names a place.
func TestPathological(t *testing.T) {
	all := bombSites()
	row := row{fault: "pathological Markdown and YAML, each in a site that is built"}
	refused, slowest, largest := 0, cost{}, cost{}
	for i := 0; i < len(all); i += some(1, 13) {
		got := all[i].build(t)
		row.n++
		if got.refused {
			refused++
		}
		if got.processor > slowest.processor {
			slowest = got
		}
		if got.memory > largest.memory {
			largest = got
		}
		if got.processor > mostBuild || got.memory > mostMemory {
			t.Errorf("%s: the build took %v of processor time and %d MB", all[i].name, got.processor, got.memory>>20)
		}
	}
	row.note = fmt.Sprintf("%d published, %d refused with a message; the slowest build took %d ms of processor time (%s), the largest %d MB (%s)",
		row.n-refused, refused, slowest.processor.Milliseconds(), slowest.name, largest.memory>>20, largest.name)
	row.report(t)
}

// cost is what the build of a site took.
type cost struct {
	name      string
	processor time.Duration
	memory    int
	refused   bool
}

var placed = regexp.MustCompile(`(?m)(content|status)/[\w/.]+:\d+:\d+`)

// build builds the site, three times where it takes too long: what else runs on a
// machine slows it down.
func (s bombSite) build(t *testing.T) (best cost) {
	t.Helper()
	dir := t.TempDir()
	s.files["deskbell.yaml"] = "title: T\nlimits: {article_mb: 4}\n" // the documents are larger than articles may be
	for name, text := range s.files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for attempt := 0; attempt == 0 || attempt < 3 && best.processor > mostBuild; attempt++ {
		said, u := measured(t, deskbell, "build", dir, "--no-cache", "--now", clock)
		switch text := string(said); {
		case u.Code < 0 || u.Code > 1 || strings.Contains(text, "goroutine "):
			t.Errorf("%s: ended with %d\n%.2000s", s.name, u.Code, text)
		case u.Code == 1 && !placed.MatchString(text):
			t.Errorf("%s: refused without a place\n%.2000s", s.name, text)
		}
		got := cost{s.name, u.Processor, u.Memory, u.Code == 1}
		if attempt == 0 || got.processor < best.processor {
			best = got
		}
	}
	return best
}
