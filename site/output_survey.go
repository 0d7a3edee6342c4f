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
	inShares(len(p.list), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			m := &p.list[i]
			if m.stamp == (stamp{}) || !m.stamp.mode.IsRegular() {
				continue
			}
			is, err := at.at(p.names[i], false)
			m.whole = err == nil && stampIn(is) == m.stamp
		}
	})
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
		if p.files[rel] == nil && (rel != manifestFile || len(p.files) == 0) {
			return &ForeignError{at.shown, rel}
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// folders are those of the output with their stamps, once it is published. One
// that changed in this very tick of the clock gets none.
func (o *output) folders() []publishedFolder {
	if o.options.Volatile {
		return nil // nobody else writes there
	}
	seen, folders := map[string]bool{}, []publishedFolder(nil)
	for name := range o.files {
		for dir := path.Dir(name); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			folders = append(folders, publishedFolder{name: dir})
		}
	}
	slices.SortFunc(folders, func(a, b publishedFolder) int { return strings.Compare(a.name, b.name) })
	moment := o.clock()
	at, err := openLooker(o.target.dir)
	if err != nil {
		return nil
	}
	defer at.close()
	inShares(len(folders), lookShare, func(from, to int) {
		for i := from; i < to; i++ {
			if is, err := at.at(folders[i].name, false); err == nil && is.Mode.IsDir() && is.Before(moment) {
				folders[i].stamp = is
			}
		}
	})
	return folders
}
