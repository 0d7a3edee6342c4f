package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"deskbell/diag"
)

// Missing says why a destination was not found, how bad that is, and what may
// have been meant.
func (r *resolver) Missing(what, dest string) (severity diag.Severity, message, hint string) {
	severity = diag.Warning
	noun := "page or file"
	switch what {
	case "image":
		noun = "picture"
	case "include":
		noun = "file"
	}
	if what != "link" && !r.cfg.Lenient {
		severity = diag.Error
	}
	if what == "include" {
		if name, err := r.unreadable(dest); err != nil {
			return diag.Error, fmt.Sprintf("%s cannot be read: %v", name, err), hintUnreadable(err)
		}
	}
	if why := r.hidden(dest); why != "" {
		return severity, dest + " is " + why, "publish it, or take the link out"
	}
	if near := r.nearest(dest); near != "" {
		hint = "did you mean " + near + "?"
	} else {
		hint = "write the path of a file, from this file's folder, the content folder or the site's folder"
	}
	return severity, "there is no " + noun + " " + dest, hint
}

// hidden says why a page that is there is not published; "" where there is none.
func (r *resolver) hidden(dest string) string {
	if len(r.t.hidden) == 0 {
		return ""
	}
	for source := range r.candidates(strings.TrimSuffix(dest, "/")) {
		for _, end := range []string{"", ".md", "/index.md"} {
			if why := r.t.hidden[source+end]; why != "" {
				return why
			}
		}
	}
	return ""
}

// nearest is the relative path of a file with the same name elsewhere, or with
// a similar name in the folder that was meant.
func (r *resolver) nearest(dest string) string {
	r.t.indexNames()
	name := path.Base(dest)
	for _, n := range []string{name, name + ".md"} {
		if all := r.t.byName[n]; len(all) > 0 {
			return relativePath(r.dir, all[0])
		}
	}
	for source := range r.candidates(dest) {
		if near := suggestName(name, r.t.inFolder[path.Dir(source)]); near != "" {
			return path.Join(path.Dir(dest), near)
		}
	}
	return ""
}

// suggestName is the name most like one that was not found. Names of another
// length are passed over before they are compared.
func suggestName(name string, names []string) string {
	var alike []string
	for _, n := range names {
		if d := len(n) - len(name); d*3 <= len(name) && -d*3 <= len(name) {
			alike = append(alike, n)
		}
	}
	return diag.Suggest(name, alike[:min(len(alike), 100)])
}

// relativePath is how a file in a folder writes the path to another.
func relativePath(from, to string) string {
	if from == "." {
		return to
	}
	from, at := from+"/", 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			at = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(from[at:], "/")) + to[at:]
}

// unreadable is a file that an include may mean, which is there and cannot be
// read: it is a link that leaves the site, for one, a pipe, or too large.
func (r *resolver) unreadable(dest string) (name string, err error) {
	for source := range r.candidates(dest) {
		for _, name := range []string{source, source + ".md"} {
			info, err := fs.Stat(r.shared.fs, name)
			switch {
			case !fs.ValidPath(name) || errors.Is(err, fs.ErrNotExist):
			case err != nil:
				return name, causeOf(err)
			case info.IsDir():
			case !info.Mode().IsRegular():
				return name, errNoFile
			case info.Size() > r.shared.most && isArticle(name):
				return name, fmt.Errorf("it %w than %d MB", errTooLarge, r.shared.most>>20)
			}
		}
	}
	return "", nil
}
