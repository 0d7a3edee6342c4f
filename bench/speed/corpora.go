package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/data"
	"deskbell/bench/internal/report"
)

// kind says which figures are wanted of a corpus.
type kind int

const (
	codeHeavy kind = iota
	plainText
	generated
)

// site is a corpus as sites of both tools.
type site struct {
	name           report.Words
	kind           kind
	pages          int
	bytes          int64
	dir            string // Deskbell's site; Hugo's reads its articles
	hugoDir        string
	edited         string // the article that is changed
	withPagefind   bool   // whether Pagefind is run on it
	deskbellPublic string
	hugoPublic     string
}

// copies is how often the plain articles stand in their site.
const copies = 4

// articles are the corpora of real articles: those of the folder that was named,
// and help articles where they are there.
func (b *bench) articles() ([]*site, error) {
	var out []*site
	if b.own != "" {
		files, err := corpus.Folder(b.own)
		if err != nil {
			return nil, err
		}
		s, err := b.write(report.Words{EN: "articles of " + filepath.Base(b.own), ZH: filepath.Base(b.own) + " 的文章"}, codeHeavy, corpus.Site{Files: corpus.Bare(files), Title: "Help"})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	for _, c := range []struct {
		name report.Words
		lang string
		kind kind
	}{
		{report.Words{EN: "Chinese help articles with code", ZH: "含代码的中文帮助文章"}, "zh-CN", codeHeavy},
		{report.Words{EN: "English help articles without code", ZH: "不含代码的英文帮助文章"}, "en", plainText},
	} {
		files, err := corpus.ECS(b.data, c.lang)
		if errors.Is(err, data.ErrNone) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		files = corpus.Bare(corpus.WithCode(files, c.kind == codeHeavy))
		if c.kind == plainText {
			files = corpus.Copies(files, copies)
		}
		s, err := b.write(c.name, c.kind, corpus.Site{Files: files, Title: "Help"})
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// generatedSite is a generated corpus of n pages.
func (b *bench) generatedSite(n int) (*site, error) {
	name := report.Words{EN: fmt.Sprintf("generated, %d pages", n), ZH: fmt.Sprintf("生成的 %d 页", n)}
	return b.write(name, generated, corpus.Site{Files: corpus.Generated(n), Languages: "[en, zh-CN]", Title: "Help"})
}

// write puts a corpus on the disk.
func (b *bench) write(name report.Words, kind kind, c corpus.Site) (*site, error) {
	b.say("writing " + name.EN)
	dir, err := os.MkdirTemp(b.dir, "site-")
	if err != nil {
		return nil, err
	}
	s := &site{
		name: name, kind: kind, pages: len(c.Files),
		dir: filepath.Join(dir, "deskbell"), hugoDir: filepath.Join(dir, "hugo"),
		deskbellPublic: filepath.Join(dir, "deskbell-public"), hugoPublic: filepath.Join(dir, "hugo-public"),
		withPagefind: kind != generated || len(c.Files) <= b.pagefindMax,
	}
	for _, f := range c.Files {
		s.bytes += int64(len(f.Text))
	}
	s.edited = filepath.Join(s.dir, "content", filepath.FromSlash(c.Files[len(c.Files)/2].Name))
	if err := c.WriteDeskbell(s.dir); err != nil {
		return nil, err
	}
	return s, c.WriteHugo(s.hugoDir, filepath.Join(s.dir, "content"))
}

// remove takes a corpus off the disk.
func (s *site) remove() error { return os.RemoveAll(filepath.Dir(s.dir)) }

// edit changes the text of an article, differently each time.
func (s *site) edit(n int) error {
	text, err := os.ReadFile(s.edited)
	if err != nil {
		return err
	}
	text = append(text, fmt.Sprintf("\nA sentence that was added in edit %d.\n", n)...)
	return os.WriteFile(s.edited, text, 0o666)
}

var titleLine = regexp.MustCompile(`(?m)^title: .*$`)

// retitle gives the article another title, which stands in the navigation.
func (s *site) retitle(n int) error {
	text, err := os.ReadFile(s.edited)
	if err != nil {
		return err
	}
	return os.WriteFile(s.edited, titleLine.ReplaceAll(text, fmt.Appendf(nil, "title: Another title %d", n)), 0o666)
}
