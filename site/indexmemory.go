package site

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"deskbell/content"
	"deskbell/diag/wire"
	"deskbell/search"
)

// indexed is what an edition's index is made from. Articles are the first of its
// pages; they get their texts as they are asked for, for all texts are much
// memory.
type indexed struct {
	lang     string
	pages    []search.Page
	articles []*content.Page
	keys     []search.Key // of each page, the hash of all that it is made from
	reused   int          // pages that were known
	last     bool         // of the indexes that a build makes
}

func (m *model) indexed(ctx context.Context, e *edition) (*indexed, error) {
	x := &indexed{lang: e.lang, pages: m.trees[e.lang]}
	for _, entry := range e.entries {
		if !entry.fallback {
			x.articles = append(x.articles, entry.page)
		}
	}
	x.keys = make([]search.Key, len(x.pages))
	inShares(len(x.pages), keyShare, func(from, to int) {
		var w wire.Writer
		for i := from; i < to && ctx.Err() == nil; i++ {
			w.B = w.B[:0]
			wire.Plain{}.Write(&w, &x.pages[i])
			var made []byte
			if i < len(x.articles) {
				made = x.articles[i].Made[:]
			}
			x.keys[i] = search.Key(content.NewKey(w.B, made))
		}
	})
	return x, ctx.Err()
}

// keyShare is how many pages' keys a processor makes at a time.
const keyShare = 256

// all is the keys of all pages.
func (x *indexed) all() []byte {
	out := make([]byte, 0, len(x.keys)*len(search.Key{}))
	for i := range x.keys {
		out = append(out, x.keys[i][:]...)
	}
	return out
}

// fewPages is how many pages may have changed since the memory of an index, or of the
// articles, was written before it is written anew: it is as large as the index.
const fewPages = 8

// build makes the index from what an earlier build left and what changed since.
func (x *indexed) build(r *run, m *model, out *output, files *indexFiles) error {
	b := search.NewBuilder(x.lang, m.search, func(f search.File) error {
		if r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		return files.write(out, f, r.o.DryRun)
	})
	b.Within(r.ctx)
	memory := r.indexMemory(x.lang)
	keeps := !r.o.NoCache && !r.o.DryRun
	room := &scratch{}
	if keeps {
		room.dir = filepath.Join(r.o.Dir, filepath.FromSlash(cacheFolder))
	}
	defer room.close()
	b.Scratch(room)
	if keeps {
		if known := r.knownIndex(memory, x.lang); known != nil {
			b.Resume(known, func(name string, s search.Sum) bool {
				_, ok := out.intact("_deskbell/"+name, s)
				return ok
			})
			b.Reuse(out.bySum("_deskbell/search/" + x.lang + "/"))
		}
	}
	err := b.AddKnown(x.pages, x.keys, func(i int) []search.Section {
		if i >= len(x.articles) || r.ctx.Err() != nil {
			return x.pages[i].Sections
		}
		defer r.o.Memory.look()()
		return searchSections(x.articles[i])
	})
	if err == nil {
		err = b.Finish()
	}
	if r.ctx.Err() != nil { // the texts were none, or those of the next build
		return r.ctx.Err()
	}
	if err != nil {
		return err
	}
	var changed int
	if x.reused, changed = b.Reused(); keeps && changed > fewPages {
		r.afterwards(x.last, func() { memory.write(b) })
	}
	return nil
}

// indexPrefix begins the names of the files of the cache that hold what indexes
// leave; the rest is the language.
const indexPrefix = "index-"

// indexMemory is such a file: the hash of the program's version, then what
// package search writes and checks.
type indexMemory struct {
	name    string
	version []byte
}

// read is what the file holds; nil where it is not whole, or of another program.
func (x indexMemory) read() *search.Memory {
	text, err := os.ReadFile(x.name)
	head := sha256.Sum256(x.version)
	if err != nil || !bytes.HasPrefix(text, head[:]) {
		return nil
	}
	return search.ReadMemory(text[len(head):])
}

// readAhead reads, while the site is read, what the indexes of the languages left in
// whose folders names changed.
func (b *run) readAhead(changed []string, cfg content.Config) {
	for _, name := range changed {
		lang, _, _ := strings.Cut(strings.TrimPrefix(name, cfg.Dir+"/"), "/")
		if len(cfg.Languages) == 1 {
			lang = cfg.Languages[0]
		}
		if b.ahead[lang] != nil || !slices.Contains(cfg.Languages, lang) {
			continue
		}
		var known *search.Memory
		ready := meanwhile(func() error { known = b.indexMemory(lang).read(); return nil })
		if b.ahead == nil {
			b.ahead = map[string]func() *search.Memory{}
		}
		b.ahead[lang] = func() *search.Memory {
			_ = ready() // it has no errors
			return known
		}
	}
}

func (b *run) indexMemory(lang string) indexMemory {
	return indexMemory{filepath.Join(b.o.Dir, filepath.FromSlash(cacheFolder), indexPrefix+lang), b.store.version}
}

// knownIndex is what the index of a language left, which is used up.
func (b *run) knownIndex(m indexMemory, lang string) *search.Memory {
	ahead := b.ahead[lang]
	if ahead == nil {
		return m.read()
	}
	delete(b.ahead, lang)
	return ahead()
}

// write writes the file. Where that fails the next build takes longer.
func (x indexMemory) write(b *search.Builder) {
	head := sha256.Sum256(x.version)
	writeCacheFile(x.name, func(w io.Writer) error {
		if _, err := w.Write(head[:]); err != nil {
			return err
		}
		return b.WriteMemory(w)
	})
}

// dropIndexes removes what indexes left in languages that the site no longer has.
func (b *run) dropIndexes(editions []*edition) {
	if b.o.NoCache || b.o.DryRun {
		return
	}
	names, _ := filepath.Glob(filepath.Join(b.o.Dir, filepath.FromSlash(cacheFolder), indexPrefix+"*"))
	for _, name := range names {
		lang := strings.TrimPrefix(filepath.Base(name), indexPrefix)
		if !slices.ContainsFunc(editions, func(e *edition) bool { return e.lang == lang }) {
			os.Remove(name)
		}
	}
}
