package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// attempts is how often a build reads the site anew because it changed while it
// was read.
const attempts = 5

// steady is a site's folder that knows afterwards whether what it gave was all
// of one moment. A file that is half saved, or a folder from which a file
// vanishes, is seen by its stamp: it is another one at the end of the build, or
// its time is not before the build's start. A file whose time lies ahead is
// steady once it was the same in two attempts.
type steady struct {
	dir    string
	fs     fs.FS
	start  int64            // of the build, by the clock of the output's file system
	before map[string]stamp // of the attempt before

	mu   sync.Mutex
	seen map[string]stamp
}

func newSteady(dir string, fsys fs.FS, start int64, before map[string]stamp) *steady {
	return &steady{dir: dir, fs: fsys, start: start, before: before, seen: map[string]stamp{}}
}

// Note remembers what was seen of a name, be it opened or taken for known; what
// was seen first counts.
func (s *steady) Note(name string, info fs.FileInfo) {
	st := stampFrom(info)
	s.mu.Lock()
	if _, ok := s.seen[name]; !ok {
		s.seen[name] = st
	}
	s.mu.Unlock()
}

// Open notes files; folders are noted when they are listed.
func (s *steady) Open(name string) (fs.File, error) {
	f, err := s.fs.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		s.Note(name, info)
	}
	return f, nil
}

// ReadFile reads a file that stays as long as it says it is.
func (s *steady) ReadFile(name string) ([]byte, error) {
	f, err := s.fs.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a regular file")}
	}
	s.Note(name, info)
	text := make([]byte, info.Size())
	n, err := io.ReadFull(f, text)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	return text[:n], nil
}

// ReadDir notes the folder. What a build does beside the output changes the time
// of that folder alone, which is never looked at.
func (s *steady) ReadDir(name string) ([]fs.DirEntry, error) {
	if info, err := fs.Stat(s.fs, name); err == nil && name != "." {
		s.Note(name, info)
	}
	return fs.ReadDir(s.fs, name)
}

func (s *steady) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.fs, name) }

// unsteady is the first name that changed while the site was read, or "".
func (s *steady) unsteady() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for name, was := range s.seen {
		info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil || stampFrom(info) != was || was.time >= s.start && s.before[name] != was {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return slices.Min(names)
}

// pause is between two attempts: whoever saves a file is at it.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(50 * time.Millisecond):
		return nil
	}
}

// UnsteadyError says that a site's files kept changing while they were read.
type UnsteadyError struct{ File string }

func (e *UnsteadyError) Error() string {
	return fmt.Sprintf("%s keeps changing while the site is read", e.File)
}
