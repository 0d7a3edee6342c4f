package site

import (
	"os"
	"path"
	"sync"
)

// rootFolders opens files of a site by their folder's handle: through os.Root the way
// down to a file is opened folder by folder, and a folder has many files. A handle
// goes on being that of its folder when the folder gets another name, so they are
// kept while the articles are read and no longer. Whether a folder was another's
// meanwhile shows in the stamps, see steady.
type rootFolders struct {
	root *os.Root // of the site
	mu   sync.Mutex
	kept []*rootFolder // those that were asked for last; the last one most recently
	over bool
}

// rootFolder is a folder's handle.
type rootFolder struct {
	dir   string
	root  *os.Root
	users int
	gone  bool // from those that are kept
}

// keptFolders is how many handles are kept: one for each reader, and some for those
// who look at pictures and files that are included.
const keptFolders = 8

// OpenFile opens a file. What cannot be opened by its folder is opened from the site's:
// a link may lead out of its folder and not out of the site's.
func (f *rootFolders) OpenFile(name string, flags int) (*os.File, error) {
	if dir, base := path.Split(name); dir != "" {
		if at := f.take(dir[:len(dir)-1]); at != nil {
			file, err := at.root.OpenFile(base, flags, 0)
			f.give(at)
			if err == nil {
				return file, nil
			}
		}
	}
	return f.root.OpenFile(name, flags, 0)
}

// take is a folder's handle, which is to be given back; nil where there is none.
func (f *rootFolders) take(dir string) *rootFolder {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.over {
		return nil
	}
	for i, at := range f.kept {
		if at.dir == dir {
			f.kept = append(append(f.kept[:i], f.kept[i+1:]...), at)
			at.users++
			return at
		}
	}
	root, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil
	}
	if len(f.kept) == keptFolders {
		f.drop(f.kept[0])
		f.kept = append(f.kept[:0], f.kept[1:]...)
	}
	at := &rootFolder{dir: dir, root: root, users: 1}
	f.kept = append(f.kept, at)
	return at
}

func (f *rootFolders) give(at *rootFolder) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if at.users--; at.gone && at.users == 0 {
		at.root.Close()
	}
}

// drop closes a handle once nobody uses it.
func (f *rootFolders) drop(at *rootFolder) {
	if at.gone = true; at.users == 0 {
		at.root.Close()
	}
}

// close lets go of all handles, and keeps no more.
func (f *rootFolders) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, at := range f.kept {
		f.drop(at)
	}
	f.kept, f.over = nil, true
}
