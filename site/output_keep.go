package site

import (
	"bytes"
	"os"

	"deskbell/content"
)

// keep adds a file whose bytes the caller need not make, for it knows their sum.
// It returns false, and adds nothing, unless the published file has these bytes:
// the sum is the one recorded, and so were size and time on disk when the build
// began. A dry run, which has no files, keeps any.
func (o *output) keep(name string, s sum) bool {
	if o.staging == "" {
		return o.add(name, made{sum: s}, 0) == nil
	}
	st, ok := o.intact(name, s)
	return ok && o.add(name, made{sum: s, stamp: st, same: true}, int(st.size)) == nil
}

// keepMade keeps the files of a page if they were made from what has a key: all of
// them, or none.
func (o *output) keepMade(names []string, key content.Key) (had bool, err error) {
	for i, name := range names {
		was := o.old.files[name]
		if was == nil || i == 0 && was.key != key || was.stamp == (stamp{}) || !was.whole && !o.options.Volatile {
			return false, nil
		}
	}
	for i, name := range names {
		m := *o.old.files[name]
		m.same, m.whole = true, false
		if i > 0 {
			m.key = content.Key{}
		}
		if err := o.add(name, m, int(m.stamp.size)); err != nil {
			return false, err
		}
	}
	return true, nil
}

// keepAsIs keeps the files of a page that is known to be what is published: all of
// them, or none.
func (o *output) keepAsIs(names []string, store *store) (had bool, err error) {
	was := o.old.files[names[0]]
	if was == nil || was.key == (content.Key{}) {
		return false, nil
	}
	had, err = o.keepMade(names, was.key)
	store.Has(was.key) // it is used
	return had, err
}

// keepOld keeps a file that is known to be what is published.
func (o *output) keepOld(name string) bool {
	was := o.old.files[name]
	return was != nil && o.keep(name, was.sum)
}

// madeFrom notes the key of what a page was made from.
func (o *output) madeFrom(name string, key content.Key) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.files[name]
	m.key = key
	o.files[name] = m
}

// sumOf is the sum of a file that was written or kept.
func (o *output) sumOf(name string) (sum, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m, ok := o.files[name]
	return m.sum, ok
}

// intact says whether the published file is the recorded one and has this sum.
func (o *output) intact(name string, s sum) (stamp, bool) {
	was := o.old.files[name]
	if was == nil || was.sum != s || was.stamp == (stamp{}) {
		return stamp{}, false
	}
	return was.stamp, was.whole || o.options.Volatile // where nobody else writes
}

// equal says whether the published file holds these bytes: for files of which
// there is no record.
func (o *output) equal(name string, data []byte) (stamp, bool) {
	if _, ok := o.old.files[name]; !ok {
		return stamp{}, false
	}
	is, err := stampOf(o.target.file(name))
	if err != nil || is.size != int64(len(data)) || hasModes && is.mode.Perm() != fileMode {
		return stamp{}, false
	}
	text, err := os.ReadFile(o.target.file(name))
	return is, err == nil && bytes.Equal(text, data)
}
