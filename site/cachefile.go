package site

import (
	"io"
	"os"
	"path/filepath"
)

// writeCache writes a file of the cache. It is put in place by a rename, so that
// builds side by side never read half of it; a folder that cannot be written to
// only makes the next build slower.
func writeCache(name string, data []byte) {
	writeCacheFile(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeCacheFile is writeCache for what is not in one piece.
func writeCacheFile(name string, write func(io.Writer) error) {
	if os.MkdirAll(filepath.Dir(name), 0o777) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return
	}
	if err = f.Chmod(0o644); err == nil {
		err = write(f)
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
