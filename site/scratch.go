package site

import (
	"errors"
	"os"
	"sync"
)

// scratch is a file for what one stage of a build puts out of memory. It is made
// when something is first written; in dir, or without one in the machine's folder
// for such files. What a killed build leaves in the cache is removed by store.sweep.
type scratch struct {
	dir  string
	once sync.Once
	file *os.File
	err  error
}

// WriteAt writes to the file.
func (s *scratch) WriteAt(data []byte, at int64) (int, error) {
	s.once.Do(func() {
		if s.dir != "" {
			s.err = os.MkdirAll(s.dir, 0o777)
		}
		if s.err == nil {
			s.file, s.err = os.CreateTemp(s.dir, tempPrefix)
		}
	})
	if s.err != nil {
		return 0, s.err
	}
	return s.file.WriteAt(data, at)
}

// ReadAt reads what was written.
func (s *scratch) ReadAt(data []byte, at int64) (int, error) {
	if s.file == nil {
		return 0, errors.New("nothing was written")
	}
	return s.file.ReadAt(data, at)
}

// close removes the file.
func (s *scratch) close() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}
