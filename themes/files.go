package themes

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"deskbell/diag"
)

// file is a file of the theme: the built-in one, or the site's in its place.
type file struct {
	src  *diag.Source
	site bool // it is the site's
}

// fileset holds the files by path below the theme, such as "templates/article.html".
type fileset map[string]file

// in lists the paths in a folder (and below it) with an extension, sorted.
func (s fileset) in(folder, ext string) []string {
	var out []string
	for _, p := range slices.Sorted(maps.Keys(s)) {
		if strings.HasPrefix(p, folder+"/") && path.Ext(p) == ext {
			out = append(out, p)
		}
	}
	return out
}

// replaced says whether the site has a file of its own in a folder.
func (s fileset) replaced(folder string) bool {
	for p, f := range s {
		if f.site && strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return false
}

// collect lays the site's files over the built-in ones.
func collect(cfg Config, list *diag.List) fileset {
	files := builtinFiles()
	if cfg.FS == nil {
		return files
	}
	known := slices.Sorted(maps.Keys(files))
	err := fs.WalkDir(cfg.FS, cfg.Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name == cfg.Dir {
				return fs.SkipAll // no themes folder
			}
			list.Errorf("theme-read", diag.Position{File: name}, "", "cannot be read: %v", err)
			return nil
		}
		base := path.Base(name)
		if d.IsDir() || strings.HasPrefix(base, ".") || strings.EqualFold(base, "README.md") {
			return nil
		}
		addOwn(cfg.FS, name, strings.TrimPrefix(name, cfg.Dir+"/"), known, files, list)
		return nil
	})
	if err != nil {
		list.Errorf("theme-read", diag.Position{File: cfg.Dir}, "", "cannot be read: %v", err)
	}
	return files
}

func addOwn(fsys fs.FS, name, rel string, known []string, files fileset, list *diag.List) {
	if _, ok := files[rel]; !ok && !mayBeNew(rel) {
		hint := "name it as a file of the built-in theme, or put it into templates/parts, i18n or icons"
		if near := diag.Suggest(rel, known); near != "" {
			hint = "did you mean " + path.Join(strings.TrimSuffix(name, rel), near) + "?"
		}
		list.Errorf("theme-file-unknown", diag.Position{File: name}, hint, "the theme has no file %s that this one could replace", rel)
		return
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		list.Errorf("theme-read", diag.Position{File: name}, "", "cannot be read: %v", err)
		return
	}
	files[rel] = file{diag.NewSource(name, text), true}
}

var newFile = regexp.MustCompile(`^(templates/parts/[^/]+\.html|i18n/[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*\.yaml|icons/[a-z0-9-]+\.svg)$`)

// mayBeNew says which files a site may add that the built-in theme lacks.
func mayBeNew(rel string) bool { return newFile.MatchString(rel) }

// builtinPrefix is how positions name a file of the built-in theme.
const builtinPrefix = "(built-in theme)/"

func builtinFiles() fileset {
	files := fileset{}
	err := fs.WalkDir(builtin, "default", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := builtin.ReadFile(name)
		rel := strings.TrimPrefix(name, "default/")
		files[rel] = file{diag.NewSource(builtinPrefix+rel, text), false}
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return files
}

// Files are the paths of the built-in theme's files, sorted: what a site may replace.
func Files() []string { return slices.Sorted(maps.Keys(builtinFiles())) }

// File is the text of a built-in theme's file, for copying it into a site.
func File(name string) ([]byte, bool) {
	f, ok := builtinFiles()[name]
	if !ok {
		return nil, false
	}
	return f.src.Text, true
}
