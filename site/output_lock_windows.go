package site

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockedFilesStay says that an open file cannot be removed.
const lockedFilesStay = true

func lockFile(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errLocked
	}
	return err
}

// isBusy says whether an error of a rename means that a mount is in the way.
func isBusy(err error) bool { return errors.Is(err, windows.ERROR_NOT_SAME_DEVICE) }

// isFixed is not told apart here.
func isFixed(error) bool { return false }

// syncDir does nothing: Windows keeps the names in a folder by itself.
func syncDir(string) {}
