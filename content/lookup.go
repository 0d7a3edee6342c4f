package content

import (
	"cmp"
	"path"
	"strings"

	"deskbell/diag"
)

// ComparePages orders pages as the listing of their section does.
func ComparePages(a, b *Page) int { return comparePages(a, b) }

// CompareSections orders sections as the listing of their parent does.
func CompareSections(a, b *Section) int {
	return cmp.Or(byWeight(a.Weight, b.Weight), Natural(a.Path, b.Path))
}

// KeyOf is the key of a page whose file has a path below its language's folder
// and no 'translation' of its own: "faq/index.md" is "faq/index".
func KeyOf(name string) string {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if isIndexName(path.Base(name)) {
		return path.Join(path.Dir(name), "index")
	}
	return stem(name)
}

// FrontKeyPos is where a key of the front matter stands, or the file's first
// line; the path is that of strictyaml.Doc.KeyAt.
func (p *Page) FrontKeyPos(path ...any) diag.Position {
	if !p.hasHead() {
		return p.start()
	}
	return p.doc().KeyAt(path...)
}

// ByPath is the page of a file below a language's folder, or what is shown there
// for want of a translation; nil where there is none.
func (t *Tree) ByPath(tree, name string) *Page {
	key := KeyOf(name)
	if p := t.Translation(key, tree); p != nil {
		return p
	}
	return t.FallbackFor(key, tree)
}
