package site

import (
	"errors"
	"io/fs"
	"os"
)

// asideSuffix is for the name that the old folder has between two renames, where
// the system has no single step to swap two folders.
const asideSuffix = ".old"

// exchangeByRename swaps two folders by three renames and undoes the first when
// the second fails.
func exchangeByRename(a, b string) error {
	aside := a + asideSuffix
	if err := os.Rename(b, aside); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(aside, b))
	}
	return os.Rename(aside, a)
}

// recoverExchange ends what a killed exchangeByRename began: the old folder goes
// back where no folder took its place, else it goes.
func recoverExchange(a, b string) error {
	aside := a + asideSuffix
	if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(b); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(aside, b)
	}
	return os.RemoveAll(aside)
}
