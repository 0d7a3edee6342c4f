package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// roles are what this test binary is when it is started by itself.
var roles = map[string]func() int{}

// call is a system call of a build that reaches for a file of the site.
type call struct {
	name  string // open, write, link, …
	makes bool   // it is an open that makes the file
	path  string
}

// sets are the calls at which faults are injected.
var sets = map[string]func(call) bool{
	"all":    func(call) bool { return true },
	"writes": func(c call) bool { return c.name == "write" },
	"makes":  func(c call) bool { return c.makes || slices.Contains([]string{"mkdir", "link", "rename"}, c.name) },
	"syncs":  func(c call) bool { return c.name == "sync" },
}

// fault is what happens to one of a build's calls.
type fault struct {
	kind string // kill; enospc, eio: the call fails; short: half is written, and no more of that file
	set  string // of sets
	nth  int    // of the set's calls, over all threads, from 1; 0 lets them be
}

func (f fault) String() string { return fmt.Sprintf("%s %s %d", f.kind, f.set, f.nth) }

func parseFault(s string) (f fault) {
	if _, err := fmt.Sscan(s, &f.kind, &f.set, &f.nth); err != nil {
		panic(err)
	}
	return f
}

func (f fault) counts(c call) bool { return sets[f.set](c) }

// injected is what became of a build with a fault.
type injected struct {
	calls []call // of the set, up to the one that the fault was done to
	hit   bool
	out   string
	err   error
}

// at is the call that the fault was done to.
func (i injected) at() call { return i.calls[len(i.calls)-1] }

// inject runs a build with a fault at one of its calls.
func (w *world) inject(f fault) injected {
	w.t.Helper()
	log := filepath.Join(w.t.TempDir(), "calls")
	cmd := w.command(self)
	cmd.Env = append(os.Environ(), "TORTURE_ROLE=trace", "TORTURE_FAULT="+f.String(), "TORTURE_BELOW="+w.dir, "TORTURE_LOG="+log)
	out, err := cmd.CombinedOutput()
	text, logErr := os.ReadFile(log)
	if logErr != nil {
		w.t.Fatalf("%v\n%s", logErr, out)
	}
	result := injected{out: string(out), err: err}
	for line := range strings.Lines(string(text)) {
		var c call
		name, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		makes, path, _ := strings.Cut(rest, " ")
		c.name, c.makes, c.path = name, makes == "true", path
		result.calls = append(result.calls, c)
	}
	result.hit = f.nth > 0 && len(result.calls) >= f.nth
	if result.hit {
		result.calls = result.calls[:f.nth]
	}
	return result
}

// calls records the calls of a set that a build to this state makes.
func (w *world) calls(set, state string) []call {
	w.t.Helper()
	needsTracer(w.t)
	w.become(state)
	r := w.inject(fault{"none", set, 0})
	if r.err != nil || len(r.calls) == 0 {
		w.t.Fatalf("%v, %d calls\n%s", r.err, len(r.calls), r.out)
	}
	return r.calls
}

// needsTracer skips a test where calls cannot be traced.
func needsTracer(t *testing.T) {
	t.Helper()
	if roles["trace"] == nil {
		t.Skip("skipped: calls are traced on linux/amd64 alone")
	}
	cmd := exec.Command(self, deskbell, "version")
	cmd.Env = append(os.Environ(), "TORTURE_ROLE=trace", "TORTURE_FAULT="+fault{"none", "all", 0}.String(), "TORTURE_LOG="+os.DevNull)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("skipped: calls may not be traced here: %v: %s", err, bytes.TrimSpace(out))
	}
}

// picked are the numbers of the calls at which a fault is injected: each, or in
// a small run a few, spread by the seed, and each rename.
func picked(t *testing.T, calls []call, few int) []int {
	var nth []int
	if *full || len(calls) <= few {
		for i := range calls {
			nth = append(nth, i+1)
		}
		return nth
	}
	r, step := random(t), len(calls)/few
	for i := range few {
		nth = append(nth, i*step+r.IntN(step)+1)
	}
	for i, c := range calls {
		if c.name == "rename" && strings.HasSuffix(c.path, "/public") && !slices.Contains(nth, i+1) {
			nth = append(nth, i+1)
		}
	}
	return nth
}
