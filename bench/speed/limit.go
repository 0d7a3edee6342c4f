package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// limitJob does what no build of these files can do without: it reads each,
// has goldmark and chroma make HTML of it as Deskbell calls them, on all
// processors, and writes it as a page of its own. No links are resolved, there
// are no templates, and nothing is indexed.
type limitJob struct{ in, out string }

func (j limitJob) run() error {
	var names []string
	err := filepath.WalkDir(j.in, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) == ".md" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	converter := markdown.New(markdown.Options{})
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, name := range names {
		group.Go(func() error { return j.page(converter, name) })
	}
	return group.Wait()
}

func (j limitJob) page(converter *markdown.Converter, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(j.in, name)
	if err != nil {
		return err
	}
	doc := converter.Convert(diag.NewSource(rel, text), body(text), "en", nil, &diag.List{})
	dir := filepath.Join(j.out, strings.TrimSuffix(rel, ".md"))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), []byte(doc.HTML), 0o666)
}

// body is where the text begins behind its front matter.
func body(text []byte) int {
	if bytes.HasPrefix(text, []byte("---\n")) {
		if end := bytes.Index(text, []byte("\n---\n")); end > 0 {
			return end + len("\n---\n")
		}
	}
	return 0
}
