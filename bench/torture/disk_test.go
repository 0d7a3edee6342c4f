package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// mount mounts something for a test, which is skipped where it may not.
func mount(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
		t.Skipf("skipped: no mounts here: %s", bytes.TrimSpace(out))
	}
	dir := args[len(args)-1]
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount %s: %s", dir, out)
		}
	})
}

// onSmallDisk is a site in state A on a disk of its own of so many kB, built.
func onSmallDisk(t *testing.T, kilobytes int) *world {
	t.Helper()
	dir := t.TempDir()
	mount(t, "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", kilobytes), "tmpfs", dir)
	return builtIn(t, dir)
}

// A real disk runs full while the new site is written: by ballast that leaves
// less and less of it.
func TestFullDisk(t *testing.T) {
	const size = 4096
	t.Parallel()
	w := onSmallDisk(t, size)
	ballast := filepath.Join(filepath.Dir(w.dir), "ballast")
	result := row{fault: "a disk of 4 MB, nearly full"}
	failed := 0
	polling := w.poll()
	step := some(8, 384)
	for free := 0; free <= 384; free += step {
		w.become("B")
		fill(t, ballast, free)
		out, err := w.command().CombinedOutput()
		result.n++
		got, torn := w.look()
		switch exit, _ := err.(*exec.ExitError); {
		case torn != nil:
			result.torn++
			t.Logf("%d kB free: %v", free, torn)
		case err == nil && got != "B",
			err != nil && (exit == nil || exit.ExitCode() != 3 || got != "A" || !strings.Contains(string(out), "no space left on device")):
			result.hand++
			t.Logf("%d kB free: %v, state %s\n%s", free, err, got, out)
		case err != nil:
			failed++
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		w.become("A")
		if !w.mended("A") {
			result.hand++
		}
	}
	polling.stop(w, &result)
	result.note = fmt.Sprintf("%d builds did not fit, exit 3", failed)
	result.report(t)
	if failed == 0 {
		t.Error("every build fitted")
	}
}

// fill leaves so many kB of a disk.
func fill(t *testing.T, name string, free int) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(max(0, info.Size()-int64(free)<<10)); err != nil {
		t.Fatal(err)
	}
}
