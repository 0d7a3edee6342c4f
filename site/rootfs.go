package site

import (
	"errors"
	"io/fs"
	"os"
)

// rootFS is a site's folder, out of which no link leads, and of which nothing but
// files and folders is opened: to open a pipe could wait for ever, and a device has
// no end.
type rootFS struct {
	root    *os.Root
	folders *rootFolders
}

func newRootFS(root *os.Root) rootFS { return rootFS{root, &rootFolders{root: root}} }

// rootFile is an open file with what it was found to be.
type rootFile struct {
	*os.File
	info fs.FileInfo
}

// Stat is what the file was when it was opened.
func (f rootFile) Stat() (fs.FileInfo, error) { return f.info, nil }

var errNoFile = errors.New("a pipe, a socket or a device, not a file")

// Open opens a file or a folder.
func (r rootFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := r.folders.OpenFile(name, os.O_RDONLY|withoutWaiting)
	if err != nil {
		return nil, opened(name, r, err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: errNoFile}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return rootFile{f, info}, nil
}

// opened is the error of what could not be opened: a socket never can.
func opened(name string, r rootFS, err error) error {
	if info, statErr := r.root.Stat(name); statErr == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return &fs.PathError{Op: "open", Path: name, Err: errNoFile}
	}
	return err
}

// Stat says what a name is, without opening it.
func (r rootFS) Stat(name string) (fs.FileInfo, error) { return r.root.FS().(fs.StatFS).Stat(name) }

// ReadDir lists a folder.
func (r rootFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.root.FS(), name) }
