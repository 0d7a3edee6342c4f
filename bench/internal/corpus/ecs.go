// Package corpus makes what is measured: the pages of real help articles, sites
// of any size made of them or of words drawn by a seeded generator, and the
// same pages as the other tools read them. The same arguments give the same
// bytes.
package corpus

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ErrNoData says that the folder of shared data is not there.
var ErrNoData = errors.New("skipped: no shared data")

// File is a Markdown file of a site.
type File struct {
	Name string // slash-separated, below the folder of its articles
	Text []byte
}

// ecsFolders are the folders of the real articles by language.
var ecsFolders = map[string]string{"zh-CN": "cn.zh-CN", "en": "intl.en-US"}

// ECS reads the real help articles of a language from the folder of shared
// data, in the order of their names. They link to one another from the top of
// the archive, so that their names begin with the language's folder there.
func ECS(data, lang string) ([]File, error) {
	f, err := os.Open(filepath.Join(data, "articles", "ecs.tar.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoData
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var files []File
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(h.Name, "./")
		if h.Typeflag != tar.TypeReg || path.Ext(name) != ".md" || !strings.HasPrefix(name, ecsFolders[lang]+"/") {
			continue
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		files = append(files, File{name, text})
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// WithCode are the files that hold a fenced block of code, or those that do not.
func WithCode(files []File, code bool) []File {
	var out []File
	for _, f := range files {
		if bytes.Contains(f.Text, []byte("```")) == code {
			out = append(out, f)
		}
	}
	return out
}

// Copies are the files n times over, each time in a folder of its own.
func Copies(files []File, n int) []File {
	var out []File
	for i := range n {
		for _, f := range files {
			out = append(out, File{path.Join("copy"+string(rune('1'+i)), f.Name), f.Text})
		}
	}
	return out
}
