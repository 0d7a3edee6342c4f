package site

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"deskbell/content"
)

// The folder that a build replaced is kept as a spare, with the record that was
// made when it was published: of twenty thousand files the next build changes a
// few, so it brings the spare up to date and swaps it in, where it would link all
// files into a new folder and remove all names of the old one. The spare's
// invariants:
//
//   - It lies in the site's .deskbell, where no server looks, and only where that
//     is on the output's file system. It may be deleted at any time.
//   - A spare without a record is what a killed build left, and is removed. The
//     record goes before the spare is touched.
//   - It is used only while every folder in it is what the record says, or holds
//     nothing else. A file in it is used only with the recorded stamp; all others
//     are linked from the published folder. It shares files with that, so what
//     somebody does to one of them in place is seen in both by their stamps.
//
// Whatever goes wrong with it, the build goes the long way.

const (
	spareFolder = "spare-" // in .deskbell; the rest is that of the record's name
	sparePrefix = "spare-" // in the cache: its record
)

// spare is where the output's spare lies, and its record; ok is false for an output
// without one.
func (o *output) spare() (dir, record string, ok bool) {
	if o.cache == "" || o.options.Volatile {
		return "", "", false
	}
	dir, record = spareOf(o.recordFile())
	inside, err := filepath.Rel(o.target.dir, absolute(dir))
	return dir, record, err == nil && (inside == ".." || strings.HasPrefix(inside, ".."+string(filepath.Separator)))
}

func spareOf(record string) (dir, own string) {
	name := strings.TrimPrefix(filepath.Base(record), recordPrefix)
	return filepath.Join(filepath.Dir(filepath.Dir(record)), spareFolder+name), filepath.Join(filepath.Dir(record), sparePrefix+name)
}

// clearSpare removes a spare that a killed build was at.
func (o *output) clearSpare() error {
	dir, record, ok := o.spare()
	if !ok {
		return nil
	}
	if err := recoverExchange(dir, o.target.dir); err != nil {
		return err
	}
	if _, err := os.Lstat(record); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return removeTree(dir)
}

// spareTree is what is known of a spare that was looked at.
type spareTree struct {
	there bool // be it of use or not
	tree  *published
}

// lookAtSpare finds whether the spare is what its record says.
func (o *output) lookAtSpare() (s spareTree) {
	dir, record, ok := o.spare()
	if !ok {
		return s
	}
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	kept, readable := os.ReadFile(record)
	if s.there = err == nil || readable == nil; !s.there {
		return s
	}
	if p, ok := parseRecord(kept, o.target.dir, sha256.Sum256(text)); ok && o.untouched(&p, dir) {
		s.tree = &p
	}
	return s
}

// renew brings the spare up to date and makes it the folder that is published. It
// returns false, with the folder as it was, where there is none that can be used.
func (o *output) renew() bool {
	if o.spared == nil {
		return false
	}
	s := o.spared()
	o.spared = nil
	if !s.there {
		return false
	}
	dir, record, _ := o.spare()
	os.Remove(record)
	fresh := o.staging
	if s.tree != nil && o.update(s.tree, dir) {
		_ = removeTree(fresh) // the next build tries again, and says so
		return true
	}
	o.staging = fresh
	_ = removeTree(dir)
	return false
}

// untouched says whether a spare holds nothing but what its record says.
func (o *output) untouched(p *published, dir string) bool {
	p.surveyBeside(dir, &o.old)
	at, err := openLooker(dir)
	if err != nil {
		return false
	}
	defer at.close()
	for i := range p.folders {
		f := &p.folders[i]
		if f.same || f.name == "." {
			continue
		}
		is, err := at.at(f.name, false)
		if err != nil || !is.Mode.IsDir() || hasModes && is.Mode.Perm() != folderMode {
			return false
		}
	}
	return p.foreign(target{dir: dir, shown: dir}) == nil
}

// difference is what a tree holds that the output does not, and what of the output it
// does not hold as it is to be published.
func (o *output) difference(p *published) (gone, other []string) {
	i := 0
	for _, name := range o.names() {
		for ; i < len(p.names) && p.names[i] < name; i++ {
			gone = append(gone, p.names[i])
		}
		if i < len(p.names) && p.names[i] == name {
			is, want := &p.list[i], o.files[name]
			i++
			if is.whole && want.same && is.sum == want.sum && is.stamp == want.stamp {
				continue
			}
		}
		other = append(other, name)
	}
	return append(gone, p.names[i:]...), other
}

// update makes the spare hold what the build made, whose new files lie in staging, if
// little has to be done to it.
func (o *output) update(p *published, dir string) bool {
	gone, other := o.difference(p)
	if len(other)*4 >= len(o.files)+64 || o.altered(dir, other) {
		return false
	}
	fresh := o.staging
	o.staging = dir
	if info, err := os.Stat(fresh); err != nil || os.Chmod(dir, info.Mode()) != nil {
		return false
	}
	for _, name := range gone {
		if !removeName(dir, name) {
			return false
		}
	}
	other = append(other, manifestFile)
	for _, name := range other {
		want := o.files[name]
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false
		}
		if want.same {
			if o.link(name) != nil {
				return false
			}
			continue
		}
		if o.mkdir(filepath.Dir(to)) != nil || os.Link(filepath.Join(fresh, filepath.FromSlash(name)), to) != nil {
			return false
		}
	}
	o.touched = other
	o.stamps = p.stampsWithout(gone, other)
	return true
}

// altered says whether a file of a spare that is to stay, which the output shares, was
// written to while the build ran. other are those, in order, that do not stay.
func (o *output) altered(dir string, other []string) bool {
	at, err := openLooker(dir)
	if err != nil {
		return true
	}
	defer at.close()
	names := o.names()
	var altered atomic.Bool
	inShares(len(names), lookShare, func(from, to int) {
		for _, name := range names[from:to] {
			if _, goes := slices.BinarySearch(other, name); goes {
				continue
			}
			if is, err := at.at(name, false); err != nil || stampIn(is) != o.files[name].stamp {
				altered.Store(true)
				return
			}
		}
	})
	return altered.Load()
}

// stampsWithout are the stamps of folders in which nothing was done to any of some
// files, nor to a folder below them.
func (p *published) stampsWithout(lists ...[]string) map[string]content.Stamp {
	stamps := make(map[string]content.Stamp, len(p.folders))
	for i := range p.folders {
		if f := &p.folders[i]; f.same {
			stamps[f.name] = f.stamp
		}
	}
	delete(stamps, ".")
	for _, name := range slices.Concat(lists...) {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			delete(stamps, dir)
		}
	}
	return stamps
}

// removeName removes a file of a tree, and the folders that are empty then.
func removeName(dir, name string) bool {
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	above := path.Dir(name)
	for above != "." && os.Remove(filepath.Join(dir, filepath.FromSlash(above))) == nil {
		above = path.Dir(above)
	}
	syncRemoved(filepath.Join(dir, filepath.FromSlash(above)))
	return true
}

// Of how many files a first spare is made: what an edit gains by it is little where
// there are few, and what the first build loses much where there are many.
const (
	fewForSpare  = 10_000
	manyForSpare = 100_000
)

// firstSpare makes a spare of an output that was published for the first time, by
// links, so that the first edit need not. files is the record's beginning. Where that
// cannot be, there is none.
func (o *output) firstSpare(files []byte) {
	dir, record, ok := o.spare()
	if !ok || len(o.old.files) > 0 || o.staging != "" || len(o.files) < fewForSpare || len(o.files) > manyForSpare {
		return
	}
	if err := os.Mkdir(dir, folderMode); err != nil {
		return
	}
	o.staging = dir // which goes with the build, if it is not finished
	link := func(from, to looker, name string) error { return linkIn(from, to, name) }
	if o.bring([]string{manifestFile}, link) != nil || o.bring(o.names(), link) != nil {
		return
	}
	writeCache(record, withFolders(files, o.foldersIn(dir, nil)))
	o.staging = ""
}

// keepSpare keeps the folder that was published before, which the swap has put in
// staging, with its record. Where that cannot be, it is removed like any other.
func (o *output) keepSpare() {
	dir, record, ok := o.spare()
	if !ok || o.staging == "" || !o.old.recorded {
		return
	}
	if o.staging != dir {
		if os.Rename(o.staging, dir) != nil {
			return
		}
		o.staging = dir
	}
	if os.Rename(o.recordFile(), record) == nil {
		o.staging = ""
	}
}
