package content

import (
	"crypto/sha256"
	"io/fs"
	"slices"

	"deskbell/diag"
	"deskbell/diag/wire"
)

// Found is what a build found the content folder to hold, for a later one that knows
// by itself which names below the site's folder changed since: of ten thousand files
// it looks at these alone. See Tree.Found and Found.Since.
type Found struct {
	Articles, Files []FoundFile // in the order of their names
	Folders         []FoundFolder
}

// FoundFile is an article or a file that is copied.
type FoundFile struct {
	Source string // as Page.Source
	Stamp  Stamp
}

// FoundFolder is a folder of the content.
type FoundFolder struct {
	Name  string // slash-separated path from the site's folder
	Depth int    // 0 for the content folder itself
	Names Key    // the hash of the names in it that are of the site
}

// namesOf is the hash of names that a folder was found to hold, and what they are.
func namesOf(names []listed, inner []string) Key {
	var w wire.Writer
	for _, l := range names {
		w.String(l.name)
		w.Int(int(l.e.Type()))
	}
	w.Int(0)
	w.Strings(inner)
	return NewKey([]byte("folder"), w.B)
}

// Found is what the content folder holds, without stamps; nil where something in it
// is no part of the site, of which only a walk can tell.
func (t *Tree) Found() *Found {
	if t.folders == nil {
		return nil
	}
	f := &Found{Folders: t.folders}
	for _, r := range t.memory.list {
		f.Articles = append(f.Articles, FoundFile{Source: r.source})
	}
	for _, file := range t.Files {
		f.Files = append(f.Files, FoundFile{Source: file.Source})
	}
	return f
}

// Since is what the content folder holds after some names below the site's folder
// have changed, and no others: if these are articles, and folders in which stand the
// names that stood there. ok is false for any other change.
func (f *Found) Since(cfg Config, changed []string) (now *Found, ok bool) {
	w := &walker{cfg: cfg, whole: cfg.Dir == "." || cfg.Dir == "", list: &diag.List{}}
	now = &Found{slices.Clone(f.Articles), f.Files, f.Folders}
	for _, name := range changed {
		if i := slices.IndexFunc(f.Folders, func(d FoundFolder) bool { return d.Name == name }); i >= 0 {
			entries, err := fs.ReadDir(cfg.FS, name)
			if err != nil || namesOf(w.take(name, entries, f.Folders[i].Depth)) != f.Folders[i].Names {
				return nil, false
			}
			continue
		}
		i, ok := slices.BinarySearchFunc(now.Articles, name, bySourceOf)
		if !ok {
			return nil, false
		}
		info, err := fs.Stat(cfg.FS, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil, false
		}
		now.Articles[i].Stamp = StampOf(info)
	}
	return now, true
}

func bySourceOf(f FoundFile, name string) int { return bySource(entry{source: f.Source}, name) }

// entries are the files as a walk gives them, but for what it was told of each.
func (f *Found) entries() found {
	list := func(files []FoundFile) []entry {
		out := make([]entry, len(files))
		for i, file := range files {
			out[i] = entry{source: file.Source, stamp: file.Stamp}
		}
		return out
	}
	return found{list(f.Articles), list(f.Files), f.Folders}
}

// Heads is the hash of the heads of all articles, and of what they depend on beside
// their files: where it is what it was, no address, title or place of any is another.
func (t *Tree) Heads() Key {
	h := sha256.New()
	h.Write(t.memory.basis[:])
	var w wire.Writer
	for _, r := range t.memory.list {
		w.B = w.B[:0]
		w.String(r.source)
		w.String(r.head)
		h.Write(w.B)
	}
	return Key(h.Sum(nil))
}
