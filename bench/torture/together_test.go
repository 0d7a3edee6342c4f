package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// Two builds of one output start at once: both end well, one after the other, or
// one is refused if it is not to wait.
func TestTwoBuilds(t *testing.T) {
	w, r := newWorld(t), random(t)
	result := row{fault: "two builds at once", n: some(50, 2)}
	waited, refused := 0, 0
	state := "A"
	polling := w.poll()
	i := 0
	for ; i < result.n || waited+refused == 0 && i < 20; i++ { // until two have met
		want := other(state)
		w.become(want)
		pair := [2]*exec.Cmd{w.command(), w.command()}
		if i%2 == 1 {
			pair[1].Args = append(pair[1].Args, "--no-wait")
		}
		var out [2]bytes.Buffer
		var errs [2]error
		var wg sync.WaitGroup
		for j, cmd := range pair {
			cmd.Stdout, cmd.Stderr = &out[j], &out[j]
			pause := time.Duration(r.IntN(20)) * time.Millisecond
			wg.Go(func() { time.Sleep(pause); errs[j] = cmd.Run() })
		}
		wg.Wait()
		busy := errs[1] != nil && i%2 == 1 && strings.Contains(out[1].String(), "another build is writing")
		if busy {
			refused++
		}
		if strings.Contains(out[0].String()+out[1].String(), "waiting for it to end") {
			waited++
		}
		got, torn := w.look()
		if torn != nil {
			result.torn++
		}
		if errs[0] != nil || errs[1] != nil && !busy || got != want || len(w.leftovers()) > 0 {
			result.hand++
			t.Logf("%v, state %s, left %v\n%s\n%s", errs, got, w.leftovers(), out[0].String(), out[1].String())
		}
		state = want
	}
	polling.stop(w, &result)
	result.n = i
	result.note = fmt.Sprintf("%d waited, %d were refused", waited, refused)
	result.report(t)
	if waited+refused == 0 {
		t.Error("no two builds met")
	}
}

// A site is built while it is served, from the same caches.
func TestBuildAndServe(t *testing.T) {
	w := newWorld(t)
	result := row{fault: "builds while serve runs", n: some(50, 1)}
	s := w.serve()
	polling := w.poll()
	state := "A"
	for range result.n {
		state = other(state)
		w.become(state)
		if !w.mended(state) {
			result.hand++
		}
	}
	polling.stop(w, &result)
	s.end()
	result.report(t)
}

// Articles are renamed, truncated, written in halves and removed in a loop while
// builds run: what is published holds whole articles only.
func TestInputChanges(t *testing.T) {
	w, r := newWorld(t), random(t)
	result := row{fault: "input that vanishes and is half saved", n: some(50, 2)}
	end := make(chan struct{})
	var wg sync.WaitGroup
	saves := 0
	victim := filepath.Join(w.dir, "content/faq/page-3.md")
	wg.Go(func() {
		for {
			select {
			case <-end:
				return
			case <-time.After(time.Duration(r.IntN(400)) * time.Millisecond):
			}
			saveBadly(victim, article(3, "AB"[saves%2:saves%2+1]), saves)
			saves++
		}
	})
	published, refused := 0, 0
	for range result.n {
		out, err := w.command().CombinedOutput()
		switch exit, _ := err.(*exec.ExitError); {
		case err == nil:
			published++
		case exit != nil && bytes.Contains(out, []byte("content/faq")):
			refused++
		default:
			result.hand++
			t.Logf("%v\n%s", err, out)
		}
		result.reads++
		page, err := os.ReadFile(filepath.Join(w.public, "faq/page-3/index.html"))
		begins, ends := bytes.Contains(page, []byte("begins.")), bytes.Contains(page, []byte("ends."))
		if err == nil && (!begins || !ends) {
			result.torn++
			t.Logf("half an article is published: begins %v, ends %v", begins, ends)
		}
	}
	close(end)
	wg.Wait()
	w.become("A")
	if !w.mended("A") {
		result.hand++
	}
	result.note = fmt.Sprintf("%d saves; %d builds published, %d said that the file is unsteady", saves, published, refused)
	result.report(t)
}

// saveBadly saves as programs do that do not save by a rename.
func saveBadly(name, text string, n int) {
	half := len(text) / 2
	switch n % 3 {
	case 0: // truncated, and written in two halves
		_ = os.WriteFile(name, nil, 0o644)
		time.Sleep(10 * time.Millisecond)
		_ = os.WriteFile(name, []byte(text[:half]), 0o644)
		time.Sleep(10 * time.Millisecond)
		_ = os.WriteFile(name, []byte(text), 0o644)
	case 1: // away, and back
		_ = os.Rename(name, name+".bak")
		time.Sleep(10 * time.Millisecond)
		_ = os.Rename(name+".bak", name)
	case 2:
		_ = os.Remove(name)
		time.Sleep(10 * time.Millisecond)
		_ = os.WriteFile(name, []byte(text), 0o644)
	}
}

// The clock goes back and ahead between builds: each shows its own moment, as a
// build from nothing does.
func TestClockSteps(t *testing.T) {
	w := newWorld(t)
	result := row{fault: "clock steps"}
	moments := []string{clock, "2026-11-21T02:07:00Z", "1999-01-01T00:00:00Z", clock, "2027-11-21T02:00:00Z", "2026-11-21T01:00:00Z", "1999-01-01T00:00:00Z", "2027-11-21T02:00:00Z", "2026-11-21T01:00:00Z", clock}
	fresh := map[string]string{} // moment → hash of a build from nothing
	for _, now := range moments[:some(len(moments), 2)] {
		if fresh[now] == "" {
			fresh[now] = w.builtAt(now, "-o", filepath.Join(t.TempDir(), "fresh"), "--no-cache")
		}
		result.n++
		if got := w.builtAt(now); got != fresh[now] {
			result.torn++
			t.Logf("at %s another site than a build from nothing makes", now)
		}
	}
	result.note = "each build as one from nothing at its moment"
	result.report(t)
	if fresh[moments[0]] == fresh[moments[1]] {
		t.Error("the site shows nothing of the clock")
	}
}

var printedHash = regexp.MustCompile(`(?m)^ +hash +([0-9a-f]{64})$`)

// builtAt builds at a moment and returns the hash that is printed.
func (w *world) builtAt(now string, flags ...string) string {
	w.t.Helper()
	cmd := w.command()
	cmd.Args[len(cmd.Args)-1] = now
	cmd.Args = append(cmd.Args, flags...)
	out, err := cmd.CombinedOutput()
	m := printedHash.FindSubmatch(out)
	if err != nil || m == nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	return string(m[1])
}
