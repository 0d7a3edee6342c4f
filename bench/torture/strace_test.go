package torture

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// call is a system call of a build that names a file of the site.
type call struct {
	name string // of the call
	path string // as the call gives it; that of the open file for a write
	nth  int    // of this call with this path, from 1
}

func (c call) String() string {
	return fmt.Sprintf("%s %s, number %d", c.name, filepath.Base(c.path), c.nth)
}

// traced are the calls by which a build changes the file system, and by which it
// reads the site.
const traced = "openat,write,linkat,mkdirat,renameat,renameat2,unlinkat,syncfs,fsync,flock"

var (
	straceLine = regexp.MustCompile(`^\d+ +(\w+)\((?:AT_FDCWD<[^>]*>|\d+<([^>]*)>)?(.*)$`)
	quoted     = regexp.MustCompile(`"([^"]*)"`)
)

// strace gives the wrapper that runs a command under it.
func strace(t *testing.T, args ...string) []string {
	t.Helper()
	program, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("skipped: no strace")
	}
	if out, err := exec.Command(program, "-qq", "-e", "trace=none", "true").CombinedOutput(); err != nil {
		t.Skipf("skipped: strace may not trace here: %s", bytes.TrimSpace(out))
	}
	return append([]string{program, "-f", "-qq"}, args...)
}

// calls records what a build to this state calls, in order.
func (w *world) calls(state string) []call {
	w.t.Helper()
	log := filepath.Join(w.t.TempDir(), "strace")
	w.become(state)
	if out, err := w.command(strace(w.t, "-y", "-s", "4096", "-e", "trace="+traced, "-o", log)...).CombinedOutput(); err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		w.t.Fatal(err)
	}
	var calls []call
	seen := map[call]int{}
	for line := range strings.Lines(string(text)) {
		m := straceLine.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || !strings.Contains(line, w.dir) {
			continue
		}
		c := call{name: m[1], path: m[2]}
		if q := quoted.FindStringSubmatch(m[3]); c.name != "write" && q != nil {
			c.path = q[1]
		}
		if c.path == "" || c.path == w.dir || c.name == "write" && !strings.HasPrefix(c.path, w.dir) {
			continue
		}
		seen[c]++
		c.nth = seen[c]
		calls = append(calls, c)
	}
	if len(calls) < 50 {
		w.t.Fatalf("only %d calls were recorded:\n%s", len(calls), text)
	}
	return calls
}

// sample is some of the calls, spread by the seed, and each rename; or all.
func sample(t *testing.T, calls []call, few int) []call {
	if *full || len(calls) <= few {
		return calls
	}
	r := random(t)
	step := len(calls) / few
	var out []call
	for i := range few {
		out = append(out, calls[i*step+r.IntN(step)])
	}
	for _, c := range calls {
		if strings.HasPrefix(c.name, "rename") && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// inject runs a build with a fault at one call. It returns what was printed and
// the error of the process.
func (w *world) inject(c call, fault string) (string, error) {
	wrapper := strace(w.t, "-o", os.DevNull, "-P", c.path, "-e", "trace="+c.name, "-e", fmt.Sprintf("inject=%s:%s:when=%d", c.name, fault, c.nth))
	out, err := w.command(wrapper...).CombinedOutput()
	return string(out), err
}

// Builds are killed at each call by which they open, write, link, rename, remove
// and sync.
func TestKilledAtEachCall(t *testing.T) {
	w := newWorld(t)
	calls := w.calls("B")
	w.become("A")
	w.mustBuild()
	result := row{fault: "kill -9 at each open, write, link, rename, unlink and sync"}
	state, killed := "A", 0
	polling := w.poll()
	for _, c := range sample(t, calls, 5) {
		want := other(state)
		w.become(want)
		if _, err := w.inject(c, "signal=SIGKILL"); err != nil {
			killed++
		}
		result.n++
		if _, err := w.look(); err != nil {
			result.torn++
			t.Logf("%v: %v", c, err)
		}
		if !w.mended(want) {
			result.hand++
			t.Logf("after %v", c)
		}
		state = want
	}
	polling.stop(w, &result)
	result.figures = fmt.Sprintf("%d builds died of it; the others had made the call on another thread", killed)
	result.report(t)
	if killed == 0 {
		t.Error("no build was killed")
	}
}

// The disk is full at each write of the output: the build fails, names the file,
// and leaves the old site.
func TestDiskFullAtEachWrite(t *testing.T) {
	w := newWorld(t)
	var writes []call
	for _, c := range w.calls("B") {
		if c.name == "write" && c.nth == 1 && strings.Contains(c.path, ".deskbell-staging-") {
			writes = append(writes, c)
		}
	}
	w.become("A")
	w.mustBuild()
	result := row{fault: "ENOSPC at each write of the output"}
	polling := w.poll()
	for _, c := range sample(t, writes, 2) {
		w.become("B")
		_, name, _ := strings.Cut(c.path, ".deskbell-staging-public/")
		out, err := w.inject(c, "error=ENOSPC")
		result.n++
		exit, _ := err.(*exec.ExitError)
		want := filepath.Join(w.public, name) + ": no space left on device"
		if exit == nil || exit.ExitCode() != 3 || !strings.Contains(out, want) || len(w.leftovers()) > 0 {
			t.Errorf("%v: %v, left %v, want exit code 3 and %q\n%s", c, err, w.leftovers(), want, out)
		}
		if got, err := w.look(); err != nil || got != "A" {
			result.torn++
			t.Logf("%v: state %q, %v", c, got, err)
		}
		w.become("A")
		if !w.mended("A") {
			result.hand++
		}
	}
	polling.stop(w, &result)
	result.figures = "each exits with 3 and names the file"
	result.report(t)
}
