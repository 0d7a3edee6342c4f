package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"deskbell/diag"
)

// A limit against hostile folders.
const maxFolders = 64 // folders within folders

// entry is a file that the walk found.
type entry struct {
	source string // slash-separated path from the site's folder
	stamp  Stamp
	info   fs.FileInfo
}

// found is what a site's folder holds.
type found struct {
	articles []entry
	files    []entry
	folders  []FoundFolder // in the order in which they were listed
}

func bySource(e entry, name string) int { return cmp.Compare(e.source, name) }

// walker collects the files of the content folder.
type walker struct {
	cfg   Config
	whole bool // the folder is the content: only media are copied
	list  *diag.List
	found found
	names []listed
}

// listed is a name that a folder was found to hold, and what it is.
type listed struct {
	name string
	e    fs.DirEntry
	info fs.FileInfo
	err  error
}

// walk finds articles and files below cfg.Dir, sorted by path.
func walk(cfg Config, list *diag.List) found {
	w := &walker{cfg: cfg, whole: cfg.Dir == "." || cfg.Dir == "", list: list}
	w.folders([]string{path.Clean(cfg.Dir)}, 0)
	parallel(len(w.names), func(i int) { w.names[i].look(cfg.FS) })
	for i := range w.names {
		w.file(&w.names[i])
	}
	inOrder := func(a, b entry) int { return cmp.Compare(a.source, b.source) }
	slices.SortFunc(w.found.articles, inOrder)
	slices.SortFunc(w.found.files, inOrder)
	if most := cfg.Limits.orDefault().Pages; len(w.found.articles) > most {
		list.Errorf("limit-pages", diag.Position{File: w.found.articles[most].source, Line: 1, Column: 1}, "raise limits.pages if all of them are meant", "%d articles; at most %d are taken", len(w.found.articles), most)
		w.found.articles = w.found.articles[:most]
	}
	return w.found
}

// folders lists folders of one depth, side by side, and then those in them.
func (w *walker) folders(dirs []string, depth int) {
	if depth > maxFolders {
		for _, dir := range dirs {
			w.list.Errorf("limit-folders", diag.Position{File: dir}, "move the files up", "folders nested more than %d deep", maxFolders)
		}
		return
	}
	entries, errs := make([][]fs.DirEntry, len(dirs)), make([]error, len(dirs))
	parallel(len(dirs), func(i int) { entries[i], errs[i] = fs.ReadDir(w.cfg.FS, dirs[i]) })
	var inner []string
	for i, dir := range dirs {
		if errs[i] != nil {
			w.unreadable(dir, errs[i])
			continue
		}
		names, below := w.take(dir, entries[i], depth)
		w.names, inner = append(w.names, names...), append(inner, below...)
		w.found.folders = append(w.found.folders, FoundFolder{dir, depth, namesOf(names, below)})
	}
	if len(inner) > 0 {
		w.folders(inner, depth+1)
	}
}

// take is what of a folder's entries is looked at, and the folders in it.
func (w *walker) take(dir string, entries []fs.DirEntry, depth int) (names []listed, inner []string) {
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case w.skip(e.Name(), depth):
		case e.IsDir():
			inner = append(inner, name)
		case isArticle(name), w.isMedium(name), e.Type()&fs.ModeSymlink != 0:
			names = append(names, listed{name: name, e: e})
		}
	}
	return names, inner
}

// look finds what a file is, or what a symbolic link leads to.
func (l *listed) look(site fs.FS) {
	if l.info, l.err = l.e.Info(); l.e.Type()&fs.ModeSymlink != 0 {
		l.info, l.err = fs.Stat(site, l.name)
	}
}

// file takes a file or what a symbolic link leads to. One that leads out of the
// site cannot be read, and is an error. Folders behind links are not followed:
// they could lead round in circles.
func (w *walker) file(l *listed) {
	name, info, err := l.name, l.info, l.err
	if err == nil {
		w.cfg.look(name, info)
	}
	switch {
	case err != nil:
		w.unreadable(name, err)
	case info.IsDir():
		w.list.Warnf("link-folder", diag.Position{File: name}, "put the folder itself there", "a symbolic link to a folder is not followed")
	case !info.Mode().IsRegular():
		w.list.Errorf("file-unreadable", diag.Position{File: name, Line: 1, Column: 1}, hintUnreadable(errNoFile), "%v", errNoFile)
	case isArticle(name):
		w.found.articles = append(w.found.articles, entry{name, StampOf(info), info})
	case w.isMedium(name):
		limits, setting := w.cfg.Limits.orDefault(), "limits.download_mb"
		most := limits.Download
		if isPicture(name) {
			most, setting = limits.Picture, "limits.picture_mb"
		}
		if info.Size() > most {
			tooLarge(entry{name, StampOf(info), info}, most, "make it smaller, put it elsewhere and link to it, or raise "+setting, w.list)
			return
		}
		w.found.files = append(w.found.files, entry{name, StampOf(info), info})
	}
}

func (w *walker) unreadable(name string, err error) {
	err = causeOf(err)
	if name == w.cfg.Dir && errors.Is(err, fs.ErrNotExist) {
		w.list.Errorf("content-missing", diag.Position{File: name}, "make it and put Markdown into it", "there is no folder %s", name)
		return
	}
	w.list.Errorf("file-unreadable", diag.Position{File: name}, hintUnreadable(err), "%s", fmt.Sprintf("cannot be read: %v", err))
}

// causeOf is an error of the file system without the path that it names.
func causeOf(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

var (
	errNoFile   = errors.New("a pipe, a socket or a device, not a file")
	errTooLarge = errors.New("has more")
)

func hintUnreadable(err error) string {
	switch {
	case strings.Contains(err.Error(), "escapes"):
		return "replace the link by the file: the site's folder is not left"
	case errors.Is(err, errNoFile):
		return "put a file there, or take it away"
	case errors.Is(err, errTooLarge):
		return "split it, or raise limits.article_mb"
	}
	return "check that it exists and may be read"
}

// skip says whether a name is no part of the site: hidden, a backup, or at the
// top of a folder without configuration something of Deskbell's own. In a
// content folder names that begin with _ are for pages to include.
func (w *walker) skip(name string, depth int) bool {
	if strings.EqualFold(name, ".md") {
		return false // an article without a name; a copy of one's pages may hold it
	}
	if strings.HasPrefix(name, ".") || isBackup(name) {
		return true
	}
	if !w.whole {
		return strings.HasPrefix(name, "_") // parts that pages include
	}
	if name == "node_modules" {
		return true
	}
	return depth == 0 && (slices.Contains(w.cfg.Skip, name) || slices.Contains([]string{"public", "status", "search", "themes"}, name) && w.isOwn(name))
}

// isOwn says whether a top folder with a name of Deskbell's holds what the name
// promises; articles may stand in a folder that is called search.
func (w *walker) isOwn(name string) bool {
	if name == "public" {
		return true
	}
	entries, err := fs.ReadDir(w.cfg.FS, name)
	return err != nil || !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return isArticle(e.Name()) })
}

func isBackup(name string) bool {
	lower := strings.ToLower(name)
	for _, end := range []string{"~", ".bak", ".swp", ".swo", ".tmp", ".orig", ".rej"} {
		if strings.HasSuffix(lower, end) {
			return true
		}
	}
	return strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || strings.HasPrefix(name, "~$") || lower == "thumbs.db"
}

func isArticle(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

// isMedium says whether a file is copied. In a folder without configuration
// only what pages show is; in a content folder all but data and templates.
func (w *walker) isMedium(name string) bool {
	if isPicture(name) {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".mp4", ".webm", ".m4v", ".ogv", ".mov", ".vtt", ".pdf":
		return true
	case ".yaml", ".yml", ".toml", ".html", ".htm", ".js", ".mjs", ".css", ".php", ".env", ".key", ".pem", "":
		return false
	case ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".svgz", ".shtml", ".mht", ".mhtml", ".swf", ".hta", ".jsp", ".asp", ".aspx", ".cgi", ".wasm":
		return false // a browser or a host could run it
	}
	return !w.whole
}
