package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// served is a site that is built again and again with the memory of the last
// build, as a server does.
type served struct {
	out    string
	memory *Memory
	files  map[string]string // of the site, as the last build found them
	again  int               // builds for which the joined site was used again
}

// build builds after an edit, and compares with a build that had nothing.
func (s *served) build(t *testing.T, e *editor, cold *Result, clean string) error {
	t.Helper()
	s.memory.Saw(s.changes(e.dir))
	before := s.memory.last
	var wrong []string
	result, err := Build(t.Context(), Options{Dir: e.dir, Out: s.out, Now: e.now, Volatile: true, Memory: s.memory,
		Ready: func(d *Draft) { wrong = differs(d, clean) }})
	switch {
	case err != nil:
		return err
	case len(wrong) > 0:
		return fmt.Errorf("the draft differs from a build without cache: %q", wrong)
	case !reflect.DeepEqual(result.Diagnostics, cold.Diagnostics):
		return fmt.Errorf("problems\n%v\nand without memory\n%v", result.Diagnostics, cold.Diagnostics)
	case result.Hash != cold.Hash:
		return fmt.Errorf("it differs from a build without cache: %q", e.differences(t, s.out))
	}
	if before != nil && before == s.memory.last && result.Written {
		s.again++
	}
	return nil
}

// changes are the files that changed since it was asked last, as a watcher tells
// of them.
func (s *served) changes(dir string) []string {
	now := map[string]string{}
	_ = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(path.Base(name), ".") && name != "." {
			return fs.SkipDir
		}
		if err == nil && !d.IsDir() {
			text, _ := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			now[name] = string(text)
		}
		return err
	})
	var changed []string
	for name, text := range now {
		if was, ok := s.files[name]; !ok || was != text {
			changed = append(changed, name)
		}
	}
	for name := range s.files {
		if _, ok := now[name]; !ok {
			changed = append(changed, name)
		}
	}
	s.files = now
	slices.Sort(changed)
	return changed
}

// differs are the pages of a folder that a draft makes otherwise, or not at all.
func differs(d *Draft, clean string) (wrong []string) {
	_ = fs.WalkDir(os.DirFS(clean), ".", func(name string, f fs.DirEntry, err error) error {
		if err != nil || f.IsDir() || path.Ext(name) != ".html" && path.Ext(name) != ".png" {
			return err
		}
		want, _ := os.ReadFile(filepath.Join(clean, filepath.FromSlash(name)))
		if got, ok, err := d.File(name); !ok || err != nil || !bytes.Equal(got, want) {
			wrong = append(wrong, name)
		}
		return nil
	})
	return wrong
}
