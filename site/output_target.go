package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// target is where an output folder lies.
type target struct {
	dir   string   // absolute, no link
	shown string   // as it was asked for
	made  []string // parents that had to be made, the outermost first
}

// targetOf finds an output folder. Where it is a link, the folder behind it is
// what is replaced, and the link stays; its parents are made.
func targetOf(shown string) (target, error) {
	t := target{shown: shown}
	dir, err := filepath.Abs(shown)
	if err != nil {
		return t, err
	}
	info, err := os.Lstat(dir)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if dir, err = filepath.EvalSymlinks(dir); err != nil {
			return t, fmt.Errorf("%s is a link that leads nowhere: make the folder it names, or remove it", shown)
		}
		info, err = os.Stat(dir)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return t, err
	case !info.IsDir():
		return t, fmt.Errorf("%s is a file: name a folder for the output", shown)
	case dir == filepath.Dir(dir) || isMount(dir):
		return t, &MountError{shown}
	}
	t.dir = dir
	return t, t.makeParents()
}

// MountError says that an output folder is the root of a file system, which
// cannot be replaced in one step.
type MountError struct{ Dir string }

func (e *MountError) Error() string {
	return fmt.Sprintf("%s is the root of a mounted file system and cannot be replaced in one step: name a folder in it, such as %s", e.Dir, filepath.Join(e.Dir, "site"))
}

// FixedError says that an output folder can be given no other name, and so cannot
// be replaced in one step: it is part of a container's image, for one.
type FixedError struct{ Dir string }

func (e *FixedError) Error() string {
	return fmt.Sprintf("%s cannot be replaced in one step, for its file system does not let it be renamed: a folder that is part of a container's image is such a one; name another output folder", e.Dir)
}

func (t *target) makeParents() error {
	var missing []string
	for dir := filepath.Dir(t.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, dir)
	}
	for i := len(missing) - 1; i >= 0; i-- {
		if err := os.Mkdir(missing[i], 0o777); err == nil {
			t.made = append(t.made, missing[i])
		} else if !errors.Is(err, fs.ErrExist) {
			t.forgetParents()
			return fmt.Errorf("cannot make the folder %s: %w", missing[i], cause(err))
		}
	}
	return nil
}

// forgetParents removes the parents that were made, as far as they are empty.
func (t *target) forgetParents() {
	for i := len(t.made) - 1; i >= 0; i-- {
		if os.Remove(t.made[i]) != nil {
			return
		}
	}
}

// file is where a file of the output lies.
func (t *target) file(name string) string { return filepath.Join(t.dir, filepath.FromSlash(name)) }

// beside is a name in the folder that the output folder lies in.
func (t *target) beside(prefix string) string {
	return filepath.Join(filepath.Dir(t.dir), prefix+filepath.Base(t.dir))
}

// removeTree removes a folder with all that is in it, folders too that may not
// be written to.
func removeTree(dir string) error {
	removeParts(dir)
	err := os.RemoveAll(dir)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() {
			_ = os.Chmod(name, 0o700) // RemoveAll says what it cannot do
			if err != nil {
				return filepath.SkipDir
			}
		}
		return nil
	})
	return os.RemoveAll(dir)
}

// removeParts removes the folders in dir, and those in them, on all processors,
// as far as it can.
func removeParts(dir string) {
	outer := folders(dir)
	var parts []string
	for _, part := range outer {
		parts = append(parts, folders(part)...)
	}
	parts = append(parts, outer...)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(len(parts), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(parts)); i = next.Add(1) - 1 {
				_ = os.RemoveAll(parts[i])
			}
		})
	}
	wg.Wait()
}

// folders are the paths of the folders in dir.
func folders(dir string) (paths []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if e.IsDir() {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths
}
