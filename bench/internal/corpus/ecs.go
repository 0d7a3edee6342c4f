// Package corpus makes what is measured: the pages of real help articles, sites
// of any size made of them or of words drawn by a seeded generator, and the
// same pages as the other tools read them. The same arguments give the same
// bytes.
package corpus

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"deskbell/bench/internal/data"
)

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
func ECS(folder, lang string) ([]File, error) {
	var files []File
	err := data.Read(folder, "articles/ecs.tar.gz", func(r io.Reader) (err error) {
		files, err = unpack(r, ecsFolders[lang]+"/")
		return err
	})
	return files, err
}

// unpack gives the Markdown files of an archive below a folder.
func unpack(archive io.Reader, folder string) ([]File, error) {
	var files []File
	for r := tar.NewReader(archive); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		name := strings.TrimPrefix(h.Name, "./")
		if h.Typeflag != tar.TypeReg || path.Ext(name) != ".md" || !strings.HasPrefix(name, folder) {
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

// Folder are the Markdown files of a folder, by name. Whatever else is there is
// left alone.
func Folder(dir string) ([]File, error) {
	var files []File
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files = append(files, File{name, text})
		return err
	})
	return files, err
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

// Bare are the files without their front matter, which in some of the real
// articles is no YAML, and stops other tools. Hugo takes a list that a text begins
// with for front matter unless there is some, if empty.
func Bare(files []File) []File {
	out := make([]File, len(files))
	for i, f := range files {
		text := f.Text[body(f.Text):]
		if begins := bytes.TrimSpace(text); len(begins) > 0 && bytes.IndexByte([]byte("-+{"), begins[0]) >= 0 {
			text = append([]byte("---\n---\n"), text...)
		}
		out[i] = File{f.Name, text}
	}
	return out
}
