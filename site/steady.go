package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"time"

	"deskbell/content"
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

	mu    sync.Mutex
	seen  map[string]stamp
	asked map[string]content.Stamp // all names that were asked for, see seal; zero: there was nothing
	top   []fs.DirEntry            // the names in the site's folder, where they were listed
}

func newSteady(dir string, fsys fs.FS, start int64, before map[string]stamp) *steady {
	return &steady{dir: dir, fs: fsys, start: start, before: before, seen: map[string]stamp{}, asked: map[string]content.Stamp{}}
}

// Note remembers what was seen of a name, be it opened or taken for known; what
// was seen first counts.
func (s *steady) Note(name string, info fs.FileInfo) {
	if s.start == 0 {
		return // nobody looks whether it changes
	}
	s.Look(name, info)
	st := stampFrom(info)
	s.mu.Lock()
	if _, ok := s.seen[name]; !ok {
		s.seen[name] = st
	}
	s.mu.Unlock()
}

// Look remembers what a name was found to be that is not read: it may change while
// the site is read, and yet a later build must know. nil says that there was
// nothing.
func (s *steady) Look(name string, info fs.FileInfo) {
	if s.start == 0 {
		return
	}
	var is content.Stamp
	if info != nil {
		is = content.StampOf(info)
	}
	s.mu.Lock()
	if _, ok := s.asked[name]; !ok {
		s.asked[name] = is
	}
	s.mu.Unlock()
}

// Open notes files; folders are noted when they are listed.
func (s *steady) Open(name string) (fs.File, error) {
	f, err := s.fs.Open(name)
	if err != nil {
		s.Look(name, nil)
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		s.Look(name, nil)
	case info.Mode().IsRegular():
		s.Note(name, info)
	default:
		s.Look(name, info)
	}
	return f, nil
}

// ReadFile reads a file that stays as long as it says it is.
func (s *steady) ReadFile(name string) ([]byte, error) {
	f, err := s.fs.Open(name)
	if err != nil {
		s.Look(name, nil)
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		s.Look(name, nil)
		return nil, err
	}
	if !info.Mode().IsRegular() {
		s.Look(name, info)
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNoFile}
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
	if name == "." {
		entries, err := fs.ReadDir(s.fs, name)
		s.mu.Lock()
		s.top = entries
		s.mu.Unlock()
		return entries, err
	}
	if info, err := fs.Stat(s.fs, name); err == nil {
		s.Note(name, info)
	} else {
		s.Look(name, nil)
	}
	return fs.ReadDir(s.fs, name)
}

// Stat looks at a file.
func (s *steady) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(s.fs, name)
	if err != nil {
		info = nil
	}
	s.Look(name, info)
	return info, err
}

// unsteady is the first name that changed while the site was read, or "".
func (s *steady) unsteady() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, err := openLooker(s.dir)
	if err != nil {
		return "."
	}
	defer at.close()
	names := slices.Sorted(maps.Keys(s.seen))
	changed := make([]bool, len(names))
	inShares(len(names), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			was := s.seen[names[i]]
			is, err := at.at(names[i], true)
			changed[i] = err != nil || stampIn(is) != was || was.time >= s.start && s.before[names[i]] != was
		}
	})
	if i := slices.Index(changed, true); i >= 0 {
		return names[i]
	}
	return ""
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
