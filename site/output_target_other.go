//go:build !linux

package site

import (
	"os"
	"path/filepath"
)

// isMount is not asked here: the exchange fails for a mount, and says so.
func isMount(string) bool { return false }

// syncRemoved has the disk take that names in a folder are gone.
func syncRemoved(dir string) { syncDir(dir) }

// syncFolder returns once the files, which are named relative to a folder, have
// reached the disk, and the folders they lie in.
func syncFolder(dir string, names []string) error {
	dirs := map[string]bool{dir: true}
	for _, name := range names {
		full := filepath.Join(dir, filepath.FromSlash(name))
		f, err := os.OpenFile(full, os.O_RDWR, 0) // Windows syncs only what may be written
		if err != nil {
			return err
		}
		err = f.Sync()
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return err
		}
		for d := filepath.Dir(full); !dirs[d]; d = filepath.Dir(d) {
			dirs[d] = true
			syncDir(d)
		}
	}
	syncDir(dir)
	return nil
}
