package content

import (
	"path"
	"slices"
	"strings"

	"deskbell/diag"
)

// A folder whose index names 'versions' holds the same articles once for each
// version of a product, in a folder of its own for each.

// checkVersions reports versions that have no folder, and those that stand in
// an article instead of a folder's index.
func (t *Tree) checkVersions(list *diag.List) {
	for _, p := range t.Pages {
		if len(p.Front.Versions) == 0 {
			continue
		}
		if !p.IsIndex {
			list.Errorf("versions-folder", p.FrontPos("versions"), "write it into the index.md of the folder that has a folder for each version", "an article is not a folder of versions")
			continue
		}
		var folders []string
		for _, s := range p.Section.Sections {
			folders = append(folders, path.Base(s.Path))
		}
		for i, v := range p.Front.Versions {
			if !slices.Contains(folders, v) {
				list.Errorf("versions-folder", p.FrontPos("versions", i), diag.DidYouMean(v, folders, "make the folder "+path.Join(path.Dir(p.Source), v)), "there is no folder of articles for the version %q", v)
			}
		}
	}
}

// VersionOf is the folder of versions that a page stands in, below the
// language's folder, and its version's own; both are empty for other pages.
func (p *Page) VersionOf() (folder, version string) {
	s := p.Section
	for s != nil && s.Parent != nil {
		name := path.Base(s.Path)
		if i := s.Parent.Index; i != nil && slices.Contains(i.Front.Versions, name) {
			return s.Parent.Path, name
		}
		s = s.Parent
	}
	return "", ""
}

// otherVersion says whether two pages are versions of one article or of one text
// that people agree to: these are meant to be alike.
func otherVersion(a, b *Page) bool {
	if a.Section == b.Section && !a.Front.Effective.IsZero() && !b.Front.Effective.IsZero() {
		return true
	}
	folder, version := a.VersionOf()
	other, otherVersion := b.VersionOf()
	return version != "" && folder == other && version != otherVersion
}

// CounterpartKey is the key of the same article in another version, for a page
// of a folder of versions.
func CounterpartKey(key, folder, from, to string) (string, bool) {
	rest, ok := strings.CutPrefix(key, path.Join(folder, from)+"/")
	return path.Join(folder, to) + "/" + rest, ok
}
