package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"deskbell/content"
)

// lookShare is how many files a processor looks at at a time.
const lookShare = 256

// survey looks at every file and folder of a record, on all processors: whether
// they are what they were.
func (p *published) survey(dir string) {
	at, err := openLooker(dir)
	if err != nil {
		return // then nothing is as it was
	}
	defer at.close()
	p.surveyFolders(at)
	inShares(len(p.list), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			m := &p.list[i]
			if m.stamp == (stamp{}) || !m.stamp.mode.IsRegular() {
				continue
			}
			is, err := at.at(p.names[i], false)
			m.whole, m.inode = err == nil && stampIn(is) == m.stamp, is.Inode
		}
	})
}

// surveyFolders looks at the folders alone.
func (p *published) surveyFolders(at looker) {
	inShares(len(p.folders), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			f := &p.folders[i]
			if f.stamp == (content.Stamp{}) {
				continue
			}
			is, err := at.at(f.name, false)
			f.same = err == nil && is == f.stamp
		}
	})
}

// surveyBeside is survey for a tree that shares files with another one, which was
// looked at. A folder that has its stamp has the names that it had, and they lead to
// the files that they led to: where that is the other tree's, it need not be looked
// at twice.
func (p *published) surveyBeside(dir string, other *published) {
	at, err := openLooker(dir)
	if err != nil {
		return
	}
	defer at.close()
	p.surveyFolders(at)
	same := make(map[string]bool, len(p.folders))
	for i := range p.folders {
		same[p.folders[i].name] = p.folders[i].same
	}
	inShares(len(p.list), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			m, twin := &p.list[i], other.files[p.names[i]]
			if m.inode != 0 && twin != nil && twin.whole && twin.inode == m.inode && twin.stamp == m.stamp && same[path.Dir(p.names[i])] {
				m.whole = true
				continue
			}
			if m.stamp == (stamp{}) || !m.stamp.mode.IsRegular() {
				continue
			}
			is, err := at.at(p.names[i], false)
			m.whole = err == nil && stampIn(is) == m.stamp && (m.inode == 0 || m.inode == is.Inode)
		}
	})
}

// whole says whether all files are as they were when the record was made.
func (p *published) whole() bool {
	return p.recorded && !slices.ContainsFunc(p.list, func(m made) bool { return !m.whole })
}

// bySum finds published files below a folder by what is in them: a function that
// gives the bytes that have a sum, or nil.
func (o *output) bySum(folder string) func(sum) []byte {
	names := sync.OnceValue(func() map[sum]string {
		names := map[sum]string{}
		for i, name := range o.old.names {
			if strings.HasPrefix(name, folder) {
				names[o.old.list[i].sum] = name
			}
		}
		return names
	})
	return func(s sum) []byte {
		name, ok := names()[s]
		if !ok {
			return nil
		}
		data, err := os.ReadFile(o.target.file(name))
		if err != nil || sha256.Sum256(data) != s {
			return nil
		}
		return data
	}
}

// foreign returns an error when the output folder holds a file that is not in its
// manifest. Folders of the record that are as they were hold nothing else.
func (p *published) foreign(at target) error {
	if len(p.folders) == 0 {
		return p.foreignBelow(at, at.dir, nil)
	}
	known := make(map[string]bool, len(p.folders))
	for i := range p.folders {
		known[p.folders[i].name] = true
	}
	for i := range p.folders {
		if f := &p.folders[i]; !f.same {
			if err := p.foreignBelow(at, at.file(f.name), known); err != nil {
				return err
			}
		}
	}
	return nil
}

// foreignBelow looks for such a file in a folder and those below it but the known
// ones.
func (p *published) foreignBelow(at target, dir string, known map[string]bool) error {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("cannot look into %s, which is to be replaced: %w", filepath.Join(at.shown, name[len(at.dir):]), cause(err))
		}
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(name[len(at.dir):], string(filepath.Separator)))
		if d.IsDir() {
			if name != dir && known[rel] {
				return fs.SkipDir
			}
			return nil
		}
		if !p.lists(rel) && (rel != manifestFile || p.empty()) {
			return &ForeignError{at.shown, rel}
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// lists says whether a file is of the tree.
func (p *published) lists(name string) bool {
	if p.files != nil {
		return p.files[name] != nil
	}
	_, ok := slices.BinarySearch(p.names, name)
	return ok
}

func (p *published) empty() bool { return len(p.files)+len(p.names) == 0 }

// folders are those of the output with their stamps, once it is published.
func (o *output) folders() []publishedFolder { return o.foldersIn(o.target.dir, o.stamps) }

// foldersIn are the folders of a tree that holds what the output does, with their
// stamps, of which some may be known. One that changed in this very tick of the clock
// gets none.
func (o *output) foldersIn(tree string, known map[string]content.Stamp) []publishedFolder {
	if o.options.Volatile {
		return nil // nobody else writes there
	}
	folders := []publishedFolder{{name: "."}}
	for _, dirs := range foldersByDepth(o.names()) {
		for _, dir := range dirs {
			folders = append(folders, publishedFolder{name: dir, stamp: known[dir]})
		}
	}
	slices.SortFunc(folders, func(a, b publishedFolder) int { return strings.Compare(a.name, b.name) })
	moment := o.clock()
	at, err := openLooker(tree)
	if err != nil {
		return nil
	}
	defer at.close()
	inShares(len(folders), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			if folders[i].stamp != (content.Stamp{}) {
				continue
			}
			if is, err := at.at(folders[i].name, false); err == nil && is.Mode.IsDir() && is.Before(moment) {
				folders[i].stamp = is
			}
		}
	})
	return folders
}
