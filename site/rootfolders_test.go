package site

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Files opened by their folders are those that the site's folder gives, with the same
// links followed and refused, from several goroutines and after the handles are closed.
func TestRootFolders(t *testing.T) {
	dir := t.TempDir()
	want := map[string]string{}
	put := func(name, text string) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 3 * keptFolders {
		name := fmt.Sprintf("site/content/part-%d/topic/a.md", i)
		put(name, fmt.Sprint("article ", i))
		want[name[len("site/"):]] = fmt.Sprint("article ", i)
	}
	put("site/top.md", "top")
	put("outside/secret.md", "secret")
	want["top.md"], want["content/part-0/none.md"], want["none/none.md"] = "top", "", ""
	for name, to := range map[string]string{
		"content/part-0/topic/beside.md": "../../part-1/topic/a.md",
		"content/part-0/topic/out.md":    "../../../../outside/secret.md",
		"content/linked":                 "part-2",
		"content/out":                    "../../outside",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, "site", filepath.FromSlash(name))); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	want["content/part-0/topic/beside.md"], want["content/part-0/topic/out.md"] = "article 1", ""
	want["content/linked/topic/a.md"], want["content/out/secret.md"] = "article 2", ""

	root, err := os.OpenRoot(filepath.Join(dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := newRootFS(root)
	look := func() {
		for name, text := range want {
			got, err := fs.ReadFile(files, name)
			if string(got) != text || (err == nil) != (text != "") {
				t.Errorf("%s: %q, %v; want %q", name, got, err, text)
			}
		}
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(look)
	}
	wait.Wait()
	if n := len(files.folders.kept); n != keptFolders {
		t.Errorf("%d handles are kept", n)
	}
	open, err := files.Open("content/part-3/topic/a.md")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	files.folders.close()
	if text, err := io.ReadAll(open); err != nil || string(text) != "article 3" {
		t.Errorf("open meanwhile: %q, %v", text, err)
	}
	look()
	if len(files.folders.kept) > 0 {
		t.Error("handles are kept once the articles are read")
	}
}
