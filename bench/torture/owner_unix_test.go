//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// runAs lets a command run as the user that a world names, who may read the site.
// It returns false where this process may not do that.
func runAs(t *testing.T, cmd *exec.Cmd, w *world) bool {
	if os.Getuid() != 0 {
		return false
	}
	for dir := w.dir; dir != filepath.Dir(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(shared, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(w.owner), Gid: uint32(w.owner)}}
	return true
}
