package content

import (
	"io/fs"
	"sync"
	"sync/atomic"

	"deskbell/diag"
)

// files tells what texts ask of other files, each read once in a build.
type files struct {
	fs    fs.FS
	most  int64    // bytes of an included file
	sizes sync.Map // source → image.Point; a function of the file alone
	texts sync.Map // source → *diag.Source of an included file; nil for one that cannot be

	absent absent
}

func newFiles(site fs.FS, l Limits) *files { return &files{fs: site, most: l.orDefault().Article} }

// text is a file's text, nil for one that cannot be included.
func (f *files) text(source string) *diag.Source {
	if src, ok := f.texts.Load(source); ok {
		return src.(*diag.Source)
	}
	var src *diag.Source
	if text, err := fs.ReadFile(f.fs, source); err == nil && int64(len(text)) <= f.most {
		src = diag.NewSource(source, text)
	}
	kept, _ := f.texts.LoadOrStore(source, src)
	return kept.(*diag.Source)
}

// absent are destinations, each of a language, that lead nowhere.
type absent struct {
	known sync.Map // absentName → true
	count atomic.Int64
}

type absentName struct{ tree, dest string }

// mostAbsent is how many are remembered: a site of many pages with links to what is
// not there has most of them in its menus.
const mostAbsent = 10_000

func (a *absent) has(tree, dest string) bool {
	_, ok := a.known.Load(absentName{tree, dest})
	return ok
}

func (a *absent) add(tree, dest string) {
	if a.count.Add(1) <= mostAbsent {
		a.known.Store(absentName{tree, dest}, true)
	}
}
