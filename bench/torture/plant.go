package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"deskbell/bench/internal/report"

	"golang.org/x/sync/errgroup"
)

// plant is a fault in the project's source that a check must find. It is made in
// a copy, which the go command takes in the place of the file: nothing of it is
// ever in the source, nor in a program that is used.
type plant struct {
	check string // package and test
	fault string // in words
	edits []edit
	args  []string // of the test besides, such as "-seed=2"
	want  string   // what a line that the test prints must hold
}

// edit replaces a text, which stands once in a file, by another.
type edit struct{ file, old, new string }

func (p plant) pkg() string  { name, _, _ := strings.Cut(p.check, " "); return name }
func (p plant) test() string { _, name, _ := strings.Cut(p.check, " "); return name }

// apply gives the files that the plant changes, with their new text.
func (p plant) apply(root string) (map[string]string, error) {
	changed := map[string]string{}
	for _, e := range p.edits {
		text, ok := changed[e.file]
		if !ok {
			data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(e.file)))
			if err != nil {
				return nil, err
			}
			text = string(data)
		}
		if n := strings.Count(text, e.old); n != 1 {
			return nil, fmt.Errorf("%s (%s): %q stands %d times in %s, want once", p.check, p.fault, e.old, n, e.file)
		}
		changed[e.file] = strings.Replace(text, e.old, e.new, 1)
	}
	return changed, nil
}

// overlay writes the changed files into dir, and the list by which the go command
// takes them. It returns the list's name.
func (p plant) overlay(root, dir string) (string, error) {
	changed, err := p.apply(root)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for name, text := range changed {
		full, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return "", err
		}
		copied := filepath.Join(dir, fmt.Sprintf("%d-%s", len(replace), filepath.Base(name)))
		if err := os.WriteFile(copied, []byte(text), 0o644); err != nil {
			return "", err
		}
		replace[full] = copied
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "overlay.json")
	return name, os.WriteFile(name, list, 0o644)
}

// reads says that the check reads what is changed when it runs, so that the go
// command cannot put it in the place of the other.
func (p plant) reads() bool {
	return slices.ContainsFunc(p.edits, func(e edit) bool {
		return strings.HasSuffix(e.file, ".md") || strings.HasPrefix(e.file, ".ci/") || e.file == "Containerfile"
	})
}

// copied copies the project into dir, with what is changed.
func (p plant) copied(dir string) error {
	list, err := exec.Command("git", "ls-files", "-z").Output()
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, text, 0o644)); err != nil {
			return err
		}
	}
	modules, err := filepath.Abs("node_modules")
	if err != nil {
		return err
	}
	changed, err := p.apply(".")
	err = errors.Join(err, os.Symlink(modules, filepath.Join(dir, "node_modules")))
	for name, text := range changed {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644))
	}
	return err
}

// run plants the fault and runs the check. It returns what the check said of it.
func (p plant) run() (said string, err error) {
	dir, err := os.MkdirTemp("", "plant-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	overlay, err := p.overlay(".", dir)
	if err != nil {
		return "", err
	}
	top, _, nested := strings.Cut(p.test(), "/")
	pattern := "^" + top + "$"
	if nested {
		pattern += "/" + strings.TrimPrefix(p.test(), top+"/")
	}
	args := append([]string{"./" + p.pkg(), "-timeout", "10m", "-vet", "off", "-ldflags", "-w", "-run", pattern}, p.args...)
	if p.reads() {
		project := filepath.Join(dir, "project")
		if err := p.copied(project); err != nil {
			return "", err
		}
		args = append([]string{args[0], "-exec", "env -C '" + filepath.Join(project, filepath.FromSlash(p.pkg())) + "'"}, args[1:]...)
	}
	flags := strings.TrimSpace(os.Getenv("GOFLAGS") + " -overlay=" + overlay)
	r, err := runTests(args, io.Discard, "GOFLAGS="+flags)
	if err != nil {
		return "", err
	}
	switch {
	case slices.Contains(r.skipped, top):
		return "", errSkipped
	case !slices.Contains(r.failed, top):
		return "", fmt.Errorf("the check did not fail\n%s", told(r.output[top]))
	}
	for line := range strings.Lines(r.output[top]) {
		said := strings.TrimSpace(line)
		if !strings.HasPrefix(said, "---") && !strings.HasPrefix(said, "===") && strings.Contains(line, p.want) {
			return line, nil
		}
	}
	return "", fmt.Errorf("the check failed otherwise, want %q\n%s%s", p.want, told(r.output[top]), r.output[""])
}

// told is what a test printed, without the lines that say which seed of a fuzz
// target is run, cut to a length that can be read.
func told(output string) string {
	var b strings.Builder
	for line := range strings.Lines(output) {
		if said := strings.TrimSpace(line); !strings.HasPrefix(said, "---") && !strings.HasPrefix(said, "===") {
			b.WriteString(line)
		}
	}
	return b.String()[:min(b.Len(), 4000)]
}

var errSkipped = fmt.Errorf("skipped here")

// abreast is how many checks run beside one another: some wait most of their time.
const abreast = 2

// plantAll shows for each check that it can fail.
func plantAll(only string, docs bool) error {
	began := time.Now()
	var chosen []plant
	for _, p := range plants {
		if strings.Contains(p.check+p.fault, only) {
			chosen = append(chosen, p)
		}
	}
	said, missed := make([]string, len(chosen)), 0
	var mu sync.Mutex
	var running errgroup.Group
	running.SetLimit(abreast)
	for i, p := range chosen {
		running.Go(func() error {
			line, err := p.run()
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == errSkipped:
				fmt.Printf("skip  %s: %s\n", p.check, p.fault)
				line = "skipped on this machine"
			case err != nil:
				missed++
				fmt.Printf("MISS  %s: %s: %v\n", p.check, p.fault, err)
			default:
				line = tidy(line, p.want)
				fmt.Printf("found %s: %s: %s\n", p.check, p.fault, line)
			}
			said[i] = line
			return nil
		})
	}
	_ = running.Wait() // what is wrong was counted
	fmt.Printf("%d faults planted, %d not found, in %v\n", len(chosen), missed, time.Since(began).Round(time.Second))
	if missed > 0 {
		return fmt.Errorf("%d checks did not find what was planted", missed)
	}
	if !docs || only != "" {
		return nil
	}
	t := &report.Table{Head: []report.Words{{EN: "check"}, {EN: "fault planted"}, {EN: "what it printed"}}}
	for i, p := range chosen {
		t.Add(report.Same("`%s` `%s`", p.pkg(), p.test()), report.Same("%s", p.fault), report.Same("`%s`", said[i]))
	}
	t.Notes = append(t.Notes, report.Same("`make torture PLANT=1`: %d faults, all found, in %v.", len(chosen), time.Since(began).Round(time.Second)))
	return report.Write(".", "planted", reliability, []*report.Table{t})
}

var (
	place  = regexp.MustCompile(`^\s*[a-z_]+_test\.go:\d+: `)
	folder = regexp.MustCompile(`(/[\w.+-]+)*/\d{3}/|/\S*/(torture|plant|deskbell)-\d+/`)
)

// tidy is what a test said, without the places of this machine, cut to what
// matters: a line around what was wanted.
func tidy(line, want string) string {
	const most = 140
	line = place.ReplaceAllString(strings.TrimRight(line, "\n"), "")
	line = strings.Join(strings.Fields(folder.ReplaceAllString(line, "…/")), " ")
	line = strings.ReplaceAll(line, "`", "'")
	runes := []rune(line)
	if len(runes) <= most {
		return line
	}
	at := max(0, len([]rune(line[:max(0, strings.Index(line, want))]))-most/3)
	end := min(len(runes), at+most)
	out := string(runes[at:end])
	if at > 0 {
		out = "…" + out
	}
	if end < len(runes) {
		out += "…"
	}
	return out
}
