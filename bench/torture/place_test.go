package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// places are outputs that cannot be replaced, with what a build says of them.
var places = []struct {
	name    string
	prepare func(*testing.T, *world)
	exit    int
	says    string
}{
	{"read-only", func(t *testing.T, w *world) {
		mount(t, "--bind", w.dir, w.dir)
		if out, err := exec.Command("mount", "-o", "remount,ro,bind", w.dir).CombinedOutput(); err != nil {
			t.Skipf("skipped: no remount here: %s", out)
		}
	}, 3, "cannot write beside"},
	{"a mount", func(t *testing.T, w *world) { mount(t, "--bind", w.public, w.public) }, 2, "is the root of a mounted file system"},
	{"part of an image", func(t *testing.T, w *world) {
		layers := t.TempDir()
		for _, name := range []string{"lower", "upper", "work"} {
			if err := os.Mkdir(filepath.Join(layers, name), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		lower := filepath.Join(layers, "lower")
		if err := os.CopyFS(lower, os.DirFS(w.dir)); err != nil {
			t.Fatal(err)
		}
		mount(t, "-t", "overlay", "-o", "lowerdir="+lower+",upperdir="+filepath.Join(layers, "upper")+",workdir="+filepath.Join(layers, "work"), "overlay", w.dir)
	}, 2, "is part of a container's image"},
	{"somebody else's", func(t *testing.T, w *world) { w.owner = 65534 }, 3, "permission denied"},
}

// The output cannot be replaced: the error says so, and the old site stays.
func TestOutputsThatCannotBeReplaced(t *testing.T) {
	t.Parallel()
	result := row{fault: "outputs that cannot be replaced: read-only, a mount, part of an image, somebody else's"}
	for _, c := range places {
		t.Run(c.name, func(t *testing.T) {
			w := builtIn(t, t.TempDir())
			w.become("B")
			c.prepare(t, w)
			cmd := w.command()
			if w.owner != 0 && !runAs(t, cmd, w) {
				t.Skip("skipped: only root can be somebody else")
			}
			out, err := cmd.CombinedOutput()
			result.n++
			exit, _ := err.(*exec.ExitError)
			if exit == nil || exit.ExitCode() != c.exit || !strings.Contains(string(out), c.says) || !strings.Contains(string(out), w.public) {
				t.Errorf("%v, want exit code %d, %q and the folder's name\n%s", err, c.exit, c.says, out)
			}
			if got, err := w.look(); err != nil || got != "A" {
				result.torn++
				t.Logf("state %q, %v", got, err)
			}
		})
	}
	result.note = "a clear error, the old site intact"
	result.report(t)
}

// A folder that is a link to another file system is replaced there: what is put
// together lies beside the folder, not beside the link.
func TestOutputElsewhere(t *testing.T) {
	w := newWorld(t)
	disk := t.TempDir()
	mount(t, "-t", "tmpfs", "tmpfs", disk)
	if err := os.Rename(w.public, filepath.Join(w.dir, "before")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(disk, "site"), w.public); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(disk, "site"), 0o755); err != nil {
		t.Fatal(err)
	}
	result := row{fault: "an output that is a link to another disk", n: 1}
	for _, state := range []string{"B", "A"} {
		w.become(state)
		if !w.mended(state) {
			result.hand++
		}
	}
	if info, err := os.Lstat(w.public); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
	if left, _ := filepath.Glob(filepath.Join(disk, ".*")); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	result.note = "replaced there, the link stays"
	result.report(t)
}
