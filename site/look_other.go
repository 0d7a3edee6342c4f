//go:build !linux && !darwin

package site

import (
	"io/fs"
	"os"
	"path/filepath"

	"deskbell/content"
)

// looker looks at many files of one folder.
type looker struct{ dir string }

func openLooker(dir string) (looker, error) { return looker{dir}, nil }

func (l looker) close() {}

// at is the stamp of what has a name below the folder; behind says to look at what
// a link leads to.
func (l looker) at(name string, behind bool) (content.Stamp, error) {
	look := os.Lstat
	if behind {
		look = os.Stat
	}
	var info fs.FileInfo
	info, err := look(filepath.Join(l.dir, filepath.FromSlash(name)))
	if err != nil {
		return content.Stamp{}, err
	}
	return content.StampOf(info), nil
}

// mkdir makes a folder.
func (l looker) mkdir(name string) error {
	return os.Mkdir(filepath.Join(l.dir, filepath.FromSlash(name)), folderMode)
}

// linkIn gives a file of one folder the same name in another.
func linkIn(from, to looker, name string) error {
	return os.Link(filepath.Join(from.dir, filepath.FromSlash(name)), filepath.Join(to.dir, filepath.FromSlash(name)))
}
