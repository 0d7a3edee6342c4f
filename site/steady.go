package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
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

	taken []askedName // names that a seal knows, in order: they are not asked for, and looked at again

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
	type known struct {
		name string
		was  stamp
	}
	names := make([]known, 0, len(s.seen)+len(s.taken))
	for _, name := range slices.Sorted(maps.Keys(s.seen)) {
		names = append(names, known{name, s.seen[name]})
	}
	for _, k := range s.taken {
		if _, ok := s.seen[k.name]; !ok && k.stamp != (content.Stamp{}) {
			names = append(names, known{k.name, stampIn(k.stamp)})
		}
	}
	changed := make([]bool, len(names))
	inShares(len(names), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			name, was := names[i].name, names[i].was
			is, err := at.at(name, true)
			changed[i] = err != nil || stampIn(is) != was || was.time >= s.start && s.before[name] != was
		}
	})
	if i := slices.Index(changed, true); i >= 0 {
		return names[i].name
	}
	return ""
}

// take takes over what a seal knows of names, but of those that changed since.
func (s *steady) take(known []askedName, changed []string) {
	s.taken = make([]askedName, 0, len(known))
	for _, k := range known {
		if _, is := slices.BinarySearch(changed, k.name); !is {
			s.taken = append(s.taken, k)
		}
	}
}

// allAsked are all names that were asked for, in order, with what was found there.
func (s *steady) allAsked() []askedName {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]askedName, 0, len(s.asked)+len(s.taken))
	for _, k := range s.taken {
		if _, ok := s.asked[k.name]; !ok {
			all = append(all, k)
		}
	}
	for name, is := range s.asked {
		if name != "." {
			all = append(all, askedName{name, is})
		}
	}
	slices.SortFunc(all, func(a, b askedName) int { return strings.Compare(a.name, b.name) })
	return all
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
