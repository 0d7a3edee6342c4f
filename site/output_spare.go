package site

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
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

// renew brings the spare up to date and makes it the folder that is published. It
// returns false, with the folder as it was, where there is none that can be used.
func (o *output) renew() bool {
	dir, record, ok := o.spare()
	if !ok {
		return false
	}
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	kept, readable := os.ReadFile(record)
	os.Remove(record)
	if err != nil && readable != nil {
		return false // there is none
	}
	p, ok := parseRecord(kept, o.target.dir, sha256.Sum256(text))
	fresh := o.staging
	if ok && o.usable(&p, dir) && o.update(&p, dir) {
		_ = removeTree(fresh) // the next build tries again, and says so
		return true
	}
	o.staging = fresh
	_ = removeTree(dir)
	return false
}

// usable says whether a spare holds nothing but what its record says, and little
// has to be done to it.
func (o *output) usable(p *published, dir string) bool {
	p.survey(dir)
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
	if p.foreign(target{dir: dir, shown: dir}) != nil {
		return false
	}
	other := 0
	for name, want := range o.files {
		if !p.has(name, want) {
			other++
		}
	}
	return other*4 < len(o.files)+64
}

// has says whether a tree has a file as it is to be published.
func (p *published) has(name string, want made) bool {
	is := p.files[name]
	return is != nil && is.whole && want.same && is.sum == want.sum && is.stamp == want.stamp
}

// update makes the spare hold what the build made, whose new files lie in staging.
func (o *output) update(p *published, dir string) bool {
	fresh := o.staging
	o.staging = dir
	if info, err := os.Stat(fresh); err != nil || os.Chmod(dir, info.Mode()) != nil {
		return false
	}
	for _, name := range p.names {
		if _, stays := o.files[name]; !stays && !removeName(dir, name) {
			return false
		}
	}
	for _, name := range append(o.names(), manifestFile) {
		want := o.files[name]
		if p.has(name, want) {
			continue
		}
		o.touched = append(o.touched, name)
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
	return true
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
