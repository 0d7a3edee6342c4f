package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Changes are what a build changed in the output folder, sorted by file.
type Changes struct {
	Changed []ChangedFile // new, or with other bytes than before
	Deleted []ChangedFile
}

// ChangedFile is a file of the output, and the address at which readers have it:
// what a copy to a server needs, and what a purge of a CDN needs.
type ChangedFile struct {
	File string `json:"file"` // slash-separated, below the output folder
	URL  string `json:"url"`  // with the origin where the site's address is known
}

// addresses fills in the URLs. A folder's index is read at the folder.
func (c *Changes) addresses(a address) {
	for _, list := range [][]ChangedFile{c.Changed, c.Deleted} {
		for i, f := range list {
			url := f.File
			if path.Base(url) == "index.html" {
				url = strings.TrimSuffix(url, "index.html")
			}
			list[i].URL = a.absolute("/" + url)
		}
	}
}

// changes compares what was made with what is published.
func (o *output) changes() Changes {
	var c Changes
	for name, m := range o.files {
		if !m.same {
			c.Changed = append(c.Changed, ChangedFile{File: name})
		}
	}
	for name := range o.old.files {
		if _, ok := o.files[name]; !ok {
			c.Deleted = append(c.Deleted, ChangedFile{File: name})
		}
	}
	byFile := func(a, b ChangedFile) int { return strings.Compare(a.File, b.File) }
	slices.SortFunc(c.Changed, byFile)
	slices.SortFunc(c.Deleted, byFile)
	return c
}

// publish puts the finished folder in the place of the old one, if it may, which is
// asked meanwhile. Where nothing changed there is nothing to do, and the old one stays.
func (o *output) publish(may func() error) (c Changes, err error) {
	if o.staging == "" {
		return c, may()
	}
	o.names() // once for all
	var text []byte
	err = together(
		may,
		func() (err error) { text, err = o.manifestText(); return err },
		func() error { o.hash(); return nil },
		func() error { o.record = o.recordFiles(); return nil },
		func() error { c = o.changes(); return nil },
	)
	if err != nil {
		return c, err
	}
	copy(text[len(manifestHead):], o.hash())
	o.published = sha256.Sum256(text)
	if len(c.Changed)+len(c.Deleted) > 0 || len(o.old.files) == 0 {
		if err := o.replace(c, text); err != nil {
			return c, err
		}
	} else if o.old.recorded {
		return c, nil
	}
	o.unrecorded = true
	return c, nil
}

// replace publishes a folder that differs from the old one.
func (o *output) replace(c Changes, manifest []byte) error {
	if _, err := o.put(manifestFile, manifest); err != nil {
		return o.fault(manifestFile, err)
	}
	if o.options.Volatile && len(o.old.files) > 0 {
		os.Remove(o.recordFile()) // it would be wrong if this were to fail half-way
		return o.replaceFiles(c)
	}
	if !o.renew() {
		if err := o.takeOver(); err != nil {
			return err
		}
	}
	if !o.options.Volatile {
		if err := o.sync(c); err != nil {
			return fmt.Errorf("cannot write %s to the disk: %w; the published site is as it was", o.target.shown, cause(err))
		}
	}
	if err := o.swap(); err != nil {
		return err
	}
	if !o.options.Volatile {
		syncDir(filepath.Dir(o.target.dir))
	}
	o.keepSpare()
	return nil
}

// sync returns once what was written is on the disk.
func (o *output) sync(c Changes) error {
	return syncFolder(o.staging, slices.Concat(fileNames(c.Changed), []string{manifestFile}, o.touched))
}

func fileNames(list []ChangedFile) []string {
	names := make([]string, len(list), len(list)+1)
	for i, f := range list {
		names[i] = f.File
	}
	return names
}

// swap puts staging in the place of the output folder; staging is then the old
// one, which discard removes.
func (o *output) swap() error {
	_, err := os.Lstat(o.target.dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.Rename(o.staging, o.target.dir); err == nil {
			o.staging = ""
		}
	} else if err == nil {
		err = exchange(o.staging, o.target.dir)
	}
	switch {
	case err == nil:
		o.target.made = nil
		return nil
	case isBusy(err):
		return &MountError{o.target.shown}
	case isFixed(err):
		return &FixedError{o.target.shown}
	}
	return fmt.Errorf("cannot put the new site in the place of %s: %w; the published site is as it was", o.target.shown, cause(err))
}

// takeOver brings the files that stay the same into staging, on all processors.
func (o *output) takeOver() error {
	var names []string
	for _, name := range o.names() {
		if o.files[name].same {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return o.bring(names, func(from, to looker, name string) error {
		if linkIn(from, to, name) != nil {
			return o.link(name)
		}
		if is, err := to.at(name, false); err != nil || stampIn(is) != o.files[name].stamp {
			return errAltered
		}
		return nil
	})
}

// bring makes the folders of published files, whose names are in order, in staging,
// and then does with each file what brings it there.
func (o *output) bring(names []string, file func(from, to looker, name string) error) error {
	from, err := openLooker(o.target.dir)
	if err != nil {
		return o.fault(".", err)
	}
	defer from.close()
	to, err := openLooker(o.staging)
	if err != nil {
		return o.fault(".", err)
	}
	defer to.close()
	var mu sync.Mutex
	var fault error
	each := func(names []string, do func(name string) error) error {
		inShares(len(names), lookShare, func(begin, end int) {
			for _, name := range names[begin:end] {
				if err := do(name); err != nil {
					mu.Lock()
					fault = o.fault(name, err)
					mu.Unlock()
					return
				}
			}
		})
		return fault
	}
	for _, dirs := range foldersByDepth(names) {
		if err := each(dirs, func(name string) error { return o.mkdirIn(to, name) }); err != nil {
			return err
		}
	}
	return each(names, func(name string) error { return file(from, to, name) })
}

// foldersByDepth are the folders of files whose names are in order: those at the
// top first, then those in these.
func foldersByDepth(names []string) (levels [][]string) {
	seen := map[string]bool{".": true}
	for _, name := range names {
		for dir := path.Dir(name); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			depth := strings.Count(dir, "/")
			for len(levels) <= depth {
				levels = append(levels, nil)
			}
			levels[depth] = append(levels[depth], dir)
		}
	}
	return levels
}

// mkdirIn makes a folder in staging whose parent is there.
func (o *output) mkdirIn(staging looker, name string) error {
	full := filepath.Join(o.staging, filepath.FromSlash(name))
	o.mu.Lock()
	known := o.dirs[full]
	o.dirs[full] = true
	o.mu.Unlock()
	if known {
		return nil
	}
	if err := staging.mkdir(name); err != nil {
		return err
	}
	if o.masked {
		_ = os.Chmod(full, folderMode)
	}
	return nil
}

// link gives a published file a second name in staging, or copies it where the
// file system has no such links.
func (o *output) link(name string) error {
	from, to := o.target.file(name), filepath.Join(o.staging, filepath.FromSlash(name))
	if err := o.mkdir(filepath.Dir(to)); err != nil {
		return err
	}
	want := o.files[name]
	if os.Link(from, to) == nil {
		if is, err := stampOf(to); err == nil && is == want.stamp {
			return nil
		}
		return errAltered
	}
	st, err := copyChecked(from, to, want)
	if err == nil {
		o.mu.Lock()
		o.files[name] = made{sum: want.sum, stamp: st, same: true, key: want.key}
		o.record = nil // of the one that was copied
		o.mu.Unlock()
	}
	return err
}

var errAltered = errors.New("something else changed it while the build ran; build again")

// copyChecked copies a file with its time, if it is the expected one.
func copyChecked(from, to string, want made) (stamp, error) {
	in, err := os.Open(from)
	if err != nil {
		return stamp{}, err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return stamp{}, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), in)
	if err == nil {
		_, err = openMode(out)
	}
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err == nil && sum(h.Sum(nil)) != want.sum {
		err = errAltered
	}
	if err != nil {
		return stamp{}, err
	}
	when := time.Unix(0, want.stamp.time)
	if err := os.Chtimes(to, when, when); err != nil {
		return stamp{}, err
	}
	return stampOf(to)
}

// replaceFiles publishes file by file: for a folder that this process alone
// reads. What goes is removed first, for a folder may take a file's name; pages
// come last, for they name the rest.
func (o *output) replaceFiles(c Changes) error {
	for _, f := range c.Deleted {
		full := o.target.file(f.File)
		if err := os.Remove(full); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return o.fault(f.File, err)
		}
		for dir := filepath.Dir(full); dir != o.target.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) {
		}
	}
	names := fileNames(c.Changed)
	slices.SortStableFunc(names, func(a, b string) int { return isPage(a) - isPage(b) })
	for _, name := range append(names, manifestFile) {
		to := o.target.file(name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return o.fault(name, err)
		}
		if err := os.Rename(filepath.Join(o.staging, filepath.FromSlash(name)), to); err != nil {
			return o.fault(name, err)
		}
	}
	return nil
}

func isPage(name string) int {
	if strings.EqualFold(path.Ext(name), ".html") {
		return 1
	}
	return 0
}
