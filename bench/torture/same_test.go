package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// The example is built in every circumstance that must not matter: folder,
// processors, locale and zone, load, order of files in their folders. The
// output is compared byte by byte, through the sums of its manifest.
func TestReproducible(t *testing.T) {
	t.Parallel()
	folders := [2]string{t.TempDir(), filepath.Join(t.TempDir(), "another folder", "with a longer name")}
	for i, dir := range folders {
		copySite(t, "../../examples/acme", filepath.Join(dir, "site"), i == 1)
	}
	result := row{fault: "folder × processors × locale and zone × load × order of files"}
	locales := [][]string{{"LC_ALL=C", "TZ=UTC"}, {"LC_ALL=tr_TR.UTF-8", "LANG=zh_CN.GB18030", "TZ=Asia/Kathmandu"}}
	hashes := map[string]string{}
	for i := range 16 {
		if !*full && !slices.Contains([]int{0, 15}, i) {
			continue
		}
		w := &world{t: t, dir: filepath.Join(folders[i&1], "site")}
		w.public = filepath.Join(filepath.Dir(w.dir), "public")
		cmd := exec.Command(deskbell, "build", w.dir, "-o", w.public, "--now", clock, "--no-cache")
		cmd.Env = append(append(os.Environ(), locales[i>>2&1]...), fmt.Sprintf("GOMAXPROCS=%d", 1+i>>1&1))
		stop := load(i>>3 == 1)
		out, err := cmd.CombinedOutput()
		stop()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if !strings.Contains(string(out), w.hash()) {
			t.Errorf("the hash is not printed:\n%s", out)
		}
		if _, err := w.look(); err != nil {
			t.Error(err)
		}
		result.n++
		hashes[w.hash()] = fmt.Sprint(i)
	}
	result.torn = len(hashes) - 1
	result.note = "0 bytes differ"
	if result.torn > 0 {
		result.note = fmt.Sprintf("%d different outputs: %v", len(hashes), hashes)
	}
	result.report(t)
}

// load keeps the processors busy until it is stopped.
func load(on bool) (stop func()) {
	end := make(chan struct{})
	var wg sync.WaitGroup
	if on {
		for range 4 {
			wg.Go(func() {
				for n := 0; ; n++ {
					if n%1_000_000 == 0 {
						select {
						case <-end:
							return
						default:
						}
					}
				}
			})
		}
	}
	return func() { close(end); wg.Wait() }
}

// copySite copies a site, in the order of its files or in the reverse: file
// systems such as tmpfs list files as they came.
func copySite(t *testing.T, from, to string, reverse bool) {
	t.Helper()
	var names []string
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(name, "/public/") && !strings.Contains(name, "/.deskbell/") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if reverse {
		slices.Reverse(names)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(to, strings.TrimPrefix(name, from))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
