package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Builds are killed at each call by which they open, write, link, rename, remove
// and sync.
func TestKilledAtEachCall(t *testing.T) {
	calls := newWorld(t).calls("all", "B")
	result := row{fault: "kill -9 at each open, write, mkdir, link, rename, unlink and sync", note: fmt.Sprintf("of a build of %d calls", len(calls))}
	var mu sync.Mutex
	nth := picked(t, calls, 4)
	lanes := some(4, 1) // each with a site of its own, side by side
	t.Run("lanes", func(t *testing.T) {
		for i := range lanes {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				var mine []int
				for j := i; j < len(nth); j += lanes {
					mine = append(mine, nth[j])
				}
				r := killedAt(newWorld(t), mine)
				mu.Lock()
				defer mu.Unlock()
				result.n, result.reads, result.torn, result.hand = result.n+r.n, result.reads+r.reads, result.torn+r.torn, result.hand+r.hand
			})
		}
	})
	if fewer := len(nth) - result.n; fewer > 0 {
		result.note += fmt.Sprintf("; %d builds made fewer", fewer)
	}
	result.report(t)
}

// killedAt kills a build at each of these calls, and looks what the next makes.
func killedAt(w *world, nth []int) (result row) {
	state := "A"
	polling := w.poll()
	for _, n := range nth {
		want := other(state)
		w.become(want)
		r := w.inject(fault{"kill", "all", n})
		if r.hit {
			result.n++
			if r.err == nil {
				w.t.Errorf("call %d, %v: the build was not killed", n, r.at())
			}
		}
		if _, err := w.look(); err != nil {
			result.torn++
			w.t.Logf("call %d: %v", n, err)
		}
		if !w.mended(want) {
			result.hand++
			w.t.Logf("after call %d", n)
		}
		state = want
	}
	polling.stop(w, &result)
	return result
}

// The disk takes no more at each write: at once, and after half of it. The build
// fails, names the file and leaves the old site; a cache that cannot be written
// costs nothing but time.
func TestDiskFullAtEachWrite(t *testing.T) {
	failing(t, "ENOSPC at each write, and in the middle of each", "writes", []string{"enospc", "short"}, 2)
}

// The disk takes no more names: at each file and folder made, link and rename.
func TestDiskFullAtEachName(t *testing.T) {
	failing(t, "ENOSPC at each file and folder made, link and rename", "makes", []string{"enospc"}, 2)
}

// The disk says that it could not keep what was written.
func TestFailingSync(t *testing.T) {
	failing(t, "EIO at each sync", "syncs", []string{"eio"}, 1)
}

var errnoTexts = map[string]string{"enospc": "no space left on device", "short": "no space left on device", "eio": "input/output error"}

// failing lets each call of a set fail. Either the build says so, with the name
// under which the user knows the file, and publishes nothing, or it can do
// without and publishes.
func failing(t *testing.T, title, set string, kinds []string, few int) {
	w := newWorld(t)
	calls := w.calls(set, "B")
	w.become("A")
	w.mustBuild()
	result := row{fault: title}
	refused, without := 0, 0
	polling := w.poll()
	for _, kind := range kinds {
		for _, nth := range picked(t, calls, few) {
			w.become("B")
			r := w.inject(fault{kind, set, nth})
			if !r.hit {
				continue
			}
			result.n++
			got, torn := w.look()
			switch says := w.complains(r, errnoTexts[kind]); {
			case torn != nil:
				result.torn++
				t.Logf("%s at call %d, %v: %v", kind, nth, r.at(), torn)
			case r.err == nil && got == "B" && !needed(r.at()):
				without++
			case says == "" && got == "A" && len(w.leftovers()) == 0:
				refused++
			default:
				result.hand++
				t.Logf("%s at call %d, %v: state %s, left %v, %s\n%s", kind, nth, r.at(), got, w.leftovers(), says, r.out)
			}
			w.become("A")
			if !w.mended("A") {
				result.hand++
			}
		}
	}
	polling.stop(w, &result)
	result.note = fmt.Sprintf("%d builds exit with 3 and name the file; %d can do without it", refused, without)
	result.report(t)
}

// needed says whether a site cannot be published without what this call does:
// caches it can do without, and where links are not possible files are copied.
func needed(c call) bool {
	return c.name != "link" && (strings.Contains(c.path, ".deskbell-staging-") || strings.HasSuffix(c.path, "/public"))
}

// complains asserts that a failed build says what failed, and where.
func (w *world) complains(r injected, errno string) string {
	exit, _ := r.err.(*exec.ExitError)
	if exit == nil || exit.ExitCode() != 3 {
		return fmt.Sprintf("%v, want exit code 3", r.err)
	}
	want := w.public
	if _, name, ok := strings.Cut(r.at().path, ".deskbell-staging-public/"); ok && r.at().name != "mkdir" {
		want = "cannot write " + filepath.Join(w.public, name)
	}
	for _, part := range []string{want, errno} {
		if !strings.Contains(r.out, part) {
			return fmt.Sprintf("want %q", part)
		}
	}
	return ""
}
