package main

import (
	"bufio"
	"context"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/measure"
	"deskbell/search"
)

// buildJob builds an index in a process of its own, so that its memory can be
// told from the rest.
type buildJob struct{ pages, lang, out string }

// built is what the process says of a build.
type built struct {
	CPU  time.Duration // of making, compressing and writing the index, not of reading pages
	Docs float64       // pages of 3 kB: the text in bytes by 3,000
}

func (j buildJob) run() (built, error) {
	// Pages are read twice, and never kept: what reading takes is no part of a build.
	start, err := measure.OwnCPU()
	if err != nil {
		return built{}, err
	}
	var text int64
	if err := eachPage(j.pages, func(p *search.Page) { text += corpus.TextBytes([]search.Page{*p}) }); err != nil {
		return built{}, err
	}
	read, err := measure.OwnCPU()
	if err != nil {
		return built{}, err
	}
	b := search.NewBuilder(j.lang, nil, j.write)
	var some []search.Page
	add := func() error {
		err := b.Add(len(some), func(i int) *search.Page { return &some[i] })
		some = some[:0]
		return err
	}
	var failed error
	err = eachPage(j.pages, func(p *search.Page) {
		if some = append(some, *p); len(some) == pagesAtOnce && failed == nil {
			failed = add()
		}
	})
	if err := errors.Join(err, failed); err != nil {
		return built{}, err
	}
	if err := errors.Join(add(), b.Finish(), j.write(search.File{Name: "search.js", Data: search.Script()})); err != nil {
		return built{}, err
	}
	end, err := measure.OwnCPU()
	if err != nil {
		return built{}, err
	}
	return built{(end - read) - (read - start), float64(text) / 3000}, nil
}

// pagesAtOnce is how many pages are in memory together.
const pagesAtOnce = 256

func (j buildJob) write(f search.File) error {
	name := filepath.Join(j.out, "_deskbell", filepath.FromSlash(f.Name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, f.Data, 0o666)
}

// eachPage reads pages one by one.
func eachPage(name string, do func(*search.Page)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for d := gob.NewDecoder(bufio.NewReader(f)); ; {
		var p search.Page
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		do(&p)
	}
}

func writePages(name string, pages []search.Page) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	e := gob.NewEncoder(f)
	for i := range pages {
		if err := e.Encode(&pages[i]); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}

// indexing is what it took to make an index, and how large it is.
type indexing struct {
	cpu       time.Duration
	docs      float64 // pages of 3 kB
	peak      int64
	disk      int64 // without the texts that are shown
	texts     int64
	fileCount int
}

func (i indexing) rate() float64 { return i.docs / i.cpu.Seconds() }

// indexDeskbell builds Deskbell's index of pages into a folder.
func indexDeskbell(ctx context.Context, dir, lang string, pages []search.Page) (indexing, error) {
	self, err := os.Executable()
	if err != nil {
		return indexing{}, err
	}
	list := dir + ".pages"
	if err := writePages(list, pages); err != nil {
		return indexing{}, err
	}
	defer os.Remove(list)
	usage, out, err := measure.Run(ctx, measure.Command{Args: []string{self, "-build", list, "-lang", lang, "-out", dir}})
	if err != nil {
		return indexing{}, err
	}
	var b built
	if err := json.Unmarshal([]byte(out), &b); err != nil {
		return indexing{}, fmt.Errorf("a build said %q: %w", out, err)
	}
	x := indexing{cpu: b.CPU, docs: b.Docs, peak: usage.Peak}
	return x, x.size(filepath.Join(dir, "_deskbell", "search"), "/x/")
}

// indexPagefind has Pagefind index pages in a folder.
func indexPagefind(ctx context.Context, program, dir string, pages []search.Page) (indexing, error) {
	if err := corpus.WriteHTML(dir, pages); err != nil {
		return indexing{}, err
	}
	usage, _, err := measure.Run(ctx, measure.Command{Args: []string{program, "--site", dir}})
	if err != nil {
		return indexing{}, err
	}
	x := indexing{cpu: usage.CPU, docs: float64(corpus.TextBytes(pages)) / 3000, peak: usage.Peak}
	return x, x.size(filepath.Join(dir, "pagefind"), "/fragment/")
}

// size adds up an index's files; those whose path holds part are texts.
func (i *indexing) size(dir, part string) error {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		i.fileCount++
		switch {
		case strings.Contains(filepath.ToSlash(name), part):
			i.texts += info.Size()
		case filepath.Ext(name) != ".js" && filepath.Ext(name) != ".css":
			i.disk += info.Size()
		}
		return nil
	})
	if err == nil && i.disk == 0 {
		err = fmt.Errorf("there is no index in %s", dir)
	}
	return err
}
