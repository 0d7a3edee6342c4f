package search

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

const sharedData = "../../shared/data"

var headingLine = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*(?:\{#([^}\s]*)[^}]*\})?\s*$`)

// articles reads the pages of a language of the ECS help articles, with a plain
// reading of Markdown that is enough for an index.
func articles(tb testing.TB, folder, lang string) []Page {
	tb.Helper()
	f, err := os.Open(sharedData + "/articles/ecs.tar.gz")
	if errors.Is(err, os.ErrNotExist) {
		tb.Skip("skipped: no shared data")
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var pages []Page
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			tb.Fatal(err)
		}
		name := strings.TrimPrefix(h.Name, "./")
		if path.Ext(name) != ".md" || !strings.Contains(name, folder+"/") {
			continue
		}
		pages = append(pages, article(r, name, lang))
	}
}

// corpus is the articles of a language with their index, made once.
type corpus struct {
	pages []Page
	files []File
}

var corpora = map[string]*corpus{}

func ecs(tb testing.TB, lang string) *corpus {
	tb.Helper()
	if c, ok := corpora[lang]; ok {
		return c
	}
	pages := articles(tb, map[string]string{"zh-CN": "cn.zh-CN", "en": "intl.en-US"}[lang], lang)
	corpora[lang] = &corpus{pages, build(tb, lang, pages, nil)}
	return corpora[lang]
}

func article(r io.Reader, name, lang string) Page {
	p := Page{URL: "/" + strings.ToLower(strings.TrimSuffix(name, ".md")) + "/", Source: name, Lang: lang, Tree: lang, Kind: "page"}
	if strings.Contains(strings.ToLower(name), "faq") {
		p.Kind = "faq"
	}
	p.Sections = []Section{{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if m := headingLine.FindStringSubmatch(line); m != nil {
			if p.Title == "" {
				p.Title = m[2]
			} else {
				p.Sections = append(p.Sections, Section{Anchor: m[3], Heading: m[2]})
			}
			continue
		}
		if s := &p.Sections[len(p.Sections)-1]; strings.TrimSpace(line) != "" {
			s.Text += line + "\n"
		}
	}
	return p
}
