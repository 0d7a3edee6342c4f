package site

import (
	"errors"
	"os"
)

// exchangeByRename swaps two folders by three renames and undoes the first when
// the second fails.
func exchangeByRename(a, b string) error {
	aside := a + ".old"
	if err := os.Rename(b, aside); err != nil {
		return err
	}
	if err := os.Rename(a, b); err != nil {
		return errors.Join(err, os.Rename(aside, b))
	}
	return os.Rename(aside, a)
}
