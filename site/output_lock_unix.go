//go:build unix && !solaris && !aix

package site

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lockedFilesStay says that an open file cannot be removed.
const lockedFilesStay = false

func lockFile(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return errLocked
		}
		return err
	}
}

// isBusy says whether an error of a rename means that a mount is in the way.
func isBusy(err error) bool { return errors.Is(err, unix.EBUSY) }

// isFixed says whether it means that the folder can be given no other name. An
// overlay says so of folders of its lower layers.
func isFixed(err error) bool { return errors.Is(err, unix.EXDEV) }

// syncDir makes the names in a folder outlast a failure of the machine.
func syncDir(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync() // some file systems cannot, and need not
		f.Close()
	}
}
