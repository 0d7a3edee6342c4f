package site

import (
	"os"
	"path/filepath"
)

// writeCache writes a file of the cache. It is put in place by a rename, so that
// builds side by side never read half of it; a folder that cannot be written to
// only makes the next build slower.
func writeCache(name string, data []byte) {
	if os.MkdirAll(filepath.Dir(name), 0o777) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return
	}
	if err = f.Chmod(0o644); err == nil {
		_, err = f.Write(data)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}
