//go:build linux || darwin

package site

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"deskbell/content"
)

// A file that is put has its bytes, its mode whatever the umask is, and the stamp that
// looking at it gives; one that is there already is left alone.
func TestPutFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a")
	for _, mask := range []int{0o022, 0o077} {
		for _, size := range []int{0, 1, 1 << 20} {
			data := bytes.Repeat([]byte("x"), size)
			before := syscall.Umask(mask)
			st, err := putFile(name, data)
			syscall.Umask(before)
			if err != nil {
				t.Fatal(err)
			}
			got, _ := os.ReadFile(name)
			info, err := os.Stat(name)
			if err != nil || !bytes.Equal(got, data) || info.Mode() != fileMode || st != content.StampOf(info) {
				t.Errorf("umask %o: %d bytes, %v: %v, %v", mask, len(got), info.Mode(), st, err)
			}
			if _, err := putFile(name, nil); !os.IsExist(err) {
				t.Errorf("put twice: %v", err)
			}
			os.Remove(name)
		}
	}
}
