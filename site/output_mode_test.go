//go:build unix

package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// modes are those of the output: of the folder, of one in it, of a file.
func modes(t *testing.T, public string) (out [3]fs.FileMode) {
	t.Helper()
	for i, name := range []string{public, public + "/a", public + "/a/index.html"} {
		out[i] = inode(t, name).Mode() & (fs.ModePerm | fs.ModeSetgid)
	}
	return out
}

func TestModesAreThoseOfASiteWhateverTheUmask(t *testing.T) {
	usual := [3]fs.FileMode{0o755, 0o755, 0o644}
	for _, mask := range []int{0, 0o002, 0o022, 0o027, 0o077} {
		o := Options{Dir: t.TempDir()}
		before := syscall.Umask(mask)
		publishing(t, o, map[string]string{"a/index.html": "a", "b/c/index.html": "c"})
		publishing(t, o, map[string]string{"a/index.html": "a", "b/c/index.html": "C"})
		syscall.Umask(before)
		if got := modes(t, filepath.Join(o.Dir, "public")); got != usual {
			t.Errorf("umask %03o: %o", mask, got)
		}
	}
}

// The output folder is its owner's: how it is shared stays as it is. What was made
// in it with other modes is made anew.
func TestTheOutputFolderKeepsItsMode(t *testing.T) {
	for _, noCache := range []bool{false, true} {
		o := Options{Dir: t.TempDir(), NoCache: noCache}
		public := filepath.Join(o.Dir, "public")
		publishing(t, o, map[string]string{"a/index.html": "a"})
		if err := errors.Join(os.Chmod(public, 0o750|fs.ModeSetgid), os.Chmod(public+"/a/index.html", 0o600)); err != nil {
			t.Fatal(err)
		}
		publishing(t, o, map[string]string{"a/index.html": "a"})
		if got := modes(t, public); got != [3]fs.FileMode{0o750 | fs.ModeSetgid, 0o755, 0o644} && got != [3]fs.FileMode{0o750 | fs.ModeSetgid, 0o755 | fs.ModeSetgid, 0o644} {
			t.Errorf("%o", got)
		}
	}
}
