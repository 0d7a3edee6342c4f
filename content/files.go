package content

import (
	"io/fs"
	"sync"

	"deskbell/diag"
)

// files tells what texts ask of other files, each read once in a build.
type files struct {
	fs    fs.FS
	most  int64    // bytes of an included file
	sizes sync.Map // source → image.Point; a function of the file alone
	texts sync.Map // source → *diag.Source of an included file; nil for one that cannot be
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
