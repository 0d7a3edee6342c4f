package site

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"
)

// Draft is a site that is joined but not written yet: any of its pages can be
// made at once, before all are. It serves until the next build with the same
// Memory has another one.
type Draft struct {
	Same bool // the site is the one of the build before

	site   *joined
	memory *Memory

	once  sync.Once
	pages map[string]*sheet // by the names of their files
	files map[string]func() ([]byte, error)
}

// Has says whether a file of the output is one that the draft makes. Feeds, data
// and search are made by the build alone.
func (d *Draft) Has(name string) bool {
	d.memory.texts.RLock()
	defer d.memory.texts.RUnlock()
	if d.memory.last != d.site {
		return false
	}
	d.find()
	return d.pages[name] != nil || d.files[name] != nil
}

// File makes a file of the output; ok is false for one that the draft does not
// make, and once another draft took its place.
func (d *Draft) File(name string) (data []byte, ok bool, err error) {
	d.memory.texts.RLock()
	defer d.memory.texts.RUnlock()
	if d.memory.last != d.site {
		return nil, false, nil
	}
	d.find()
	if file := d.files[name]; file != nil {
		data, err = file()
		return data, err == nil, err
	}
	s := d.pages[name]
	if s == nil {
		return nil, false, nil
	}
	var b bytes.Buffer
	if err := s.render(s.view(), s.doc(), &b); err != nil {
		return nil, false, err
	}
	if name != fileOf(s.url) {
		return s.markdownOf(d.site.model.address, &b), true, nil
	}
	return b.Bytes(), true, nil
}

// find lists what the draft makes, the first time that it is asked.
func (d *Draft) find() {
	d.once.Do(func() {
		d.pages, d.files = map[string]*sheet{}, map[string]func() ([]byte, error){}
		for _, s := range d.site.allSheets() {
			for _, name := range s.files() {
				d.pages[name] = s
			}
		}
		in := d.site.in
		given := func(data []byte) func() ([]byte, error) {
			return func() ([]byte, error) { return data, nil }
		}
		for _, a := range in.theme.Assets() {
			d.files["_deskbell/"+a.Name] = given(a.Data)
		}
		if r := in.theme.ReloadScript(); d.site.model.reload {
			d.files["_deskbell/"+r.Name] = given(r.Data)
		}
		for _, f := range in.tree.Files {
			d.files[strings.TrimPrefix(f.URL, "/")] = func() ([]byte, error) { return fs.ReadFile(in.fs, f.Source) }
		}
	})
}
