// Package data opens the real data that measurements use and that is no part
// of the project.
package data

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNone says that the folder of shared data is not there, or lacks a file.
var ErrNone = errors.New("skipped: no shared data")

// Read hands a gzipped file below the folder of shared data to use, inflated.
func Read(folder, name string, use func(io.Reader) error) error {
	f, err := os.Open(filepath.Join(folder, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNone
	}
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	return use(z)
}
