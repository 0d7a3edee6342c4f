package content

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

func names(entries []entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, e.source)
	}
	return strings.Join(out, " ")
}

func TestWalkOfAFolder(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{
		"README.md", "a.markdown", "b.MD", "public/old.md", "out/x.md", "node_modules/y/README.md", "status/services.yaml", "search/how.md",
		".git/config.md", ".hidden.md", "x/.md", "a.md~", "#b.md#", ".#c.md", "d.md.bak", "e.swp", "pic.png", "doc.pdf", "LICENSE", "data.zip", "deskbell.go",
	} {
		files[name] = &fstest.MapFile{}
	}
	list := &diag.List{}
	f := walk(Config{FS: files, Dir: ".", Skip: []string{"out"}}, list)
	if got := names(f.articles); got != "README.md a.markdown b.MD search/how.md x/.md" {
		t.Error(got)
	}
	if got := names(f.files); got != "doc.pdf pic.png" {
		t.Error(got)
	}
	f = walk(Config{FS: fstest.MapFS{"content/a.md": {}, "content/_part.md": {}, "content/tool.zip": {}, "content/x.yaml": {}, "content/evil.html": {}, "content/.env": {}, "b.md": {}}, Dir: "content"}, list)
	if got := names(f.articles) + "; " + names(f.files); got != "content/a.md; content/tool.zip" {
		t.Error(got)
	}
	if d := list.Sorted(); len(d) > 0 {
		t.Error(d)
	}
}

func TestWalkDoesNotLeaveTheSite(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{filepath.Join(outside, "secret.md"): "# Secret", filepath.Join(dir, "page.md"): "# Page"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"out.md": filepath.Join(outside, "secret.md"), "in.md": "page.md", "loop": ".", "gone.md": "nowhere.md"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip("skipped: no symbolic links here")
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	list := &diag.List{}
	f := walk(Config{FS: root.FS(), Dir: "."}, list)
	if got := names(f.articles); got != "in.md page.md" {
		t.Error(got)
	}
	var ids []string
	for _, d := range list.Sorted() {
		ids = append(ids, d.Pos.File+" "+d.ID)
	}
	if want := []string{"gone.md file-unreadable", "loop link-folder", "out.md file-unreadable"}; !slices.Equal(ids, want) {
		t.Error(ids)
	}
}

func TestLimitsOfFolders(t *testing.T) {
	deep := strings.Repeat("d/", maxFolders+2) + "x.md"
	list := &diag.List{}
	tree := Read(Config{FS: fstest.MapFS{
		deep:       {Data: []byte("# X")},
		"big.md":   {Data: make([]byte, DefaultLimits.Article+1)},
		"nul.md":   {Data: []byte("a\x00b")},
		"empty.md": {},
	}, Dir: ".", Lenient: true}, list)
	var ids []string
	for _, d := range list.Sorted() {
		ids = append(ids, d.ID)
	}
	slices.Sort(ids)
	if want := []string{"limit-file", "limit-folders", "utf8-invalid"}; !slices.Equal(ids, want) {
		t.Error(ids)
	}
	if len(tree.Pages) != 1 || tree.Pages[0].Title != "Empty" || tree.Languages[0] != "en" {
		t.Errorf("%+v", tree.Pages)
	}
}
