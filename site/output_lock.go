package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// lockPrefix begins the name of the file beside an output by which a build keeps
// others from the same output. The system gives the lock back when its process
// ends, however it ends; the file itself means nothing.
const lockPrefix = ".deskbell-lock-"

// BusyError says that another build has the output folder.
type BusyError struct{ Dir string }

func (e *BusyError) Error() string {
	return fmt.Sprintf("another build is writing %s", e.Dir)
}

// lockOutput takes the lock on an output folder. While another build has it, it
// waits, or returns a BusyError if it is not to.
func lockOutput(ctx context.Context, at target, o Options) (*os.File, error) {
	name := at.beside(lockPrefix)
	said := false
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			at.forgetParents()
			return nil, fmt.Errorf("cannot write beside %s, where the new site is put together: %w", at.shown, cause(err))
		}
		if err = lockFile(f); err == nil && stillNamed(f, name) {
			return f, nil
		}
		f.Close()
		switch {
		case err == nil: // whoever had it has removed the file meanwhile
			continue
		case !errors.Is(err, errLocked):
			return nil, fmt.Errorf("cannot lock %s: %w", name, cause(err))
		case o.NoWait:
			return nil, &BusyError{at.shown}
		}
		if !said && o.Waiting != nil {
			o.Waiting(at.shown)
		}
		said = true
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// errLocked says that another process, or another file of this one, has a lock.
var errLocked = errors.New("locked")

// stillNamed says whether an open file is the one of that name.
func stillNamed(f *os.File, name string) bool {
	a, errA := f.Stat()
	b, errB := os.Lstat(name)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// unlock gives a lock back. The file goes first, while nobody else has it.
func unlock(f *os.File) {
	os.Remove(f.Name())
	f.Close()
	if lockedFilesStay {
		os.Remove(f.Name()) // it could not go while it was open
	}
}
