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
	"time"
)

// circumstance is what must not matter to a build.
type circumstance struct {
	folder int // 1: a longer path, other order of files in their folders, other times of theirs
	procs  int
	locale int // and zone, and umask
	load   bool
	cache  string // "none", "cold", "warm", or "alone": warm, with the output gone
}

// circumstances are all of the first four with no cache, and then what a cache may
// be. A small run takes the two of which all is different.
func circumstances() (out []circumstance) {
	for i := range 16 {
		if *full || i == 0 || i == 15 {
			out = append(out, circumstance{i & 1, 1 + i>>1&1, i >> 2 & 1, i>>3 == 1, "none"})
		}
	}
	if *full {
		out = append(out, circumstance{0, 2, 0, false, "cold"}, circumstance{0, 1, 1, true, "warm"}, circumstance{0, 2, 1, false, "alone"})
	}
	return out
}

var locales = [2]struct {
	env   []string
	umask string
}{
	{[]string{"LC_ALL=C", "TZ=UTC"}, "022"},
	{[]string{"LC_ALL=tr_TR.UTF-8", "LANG=zh_CN.GB18030", "TZ=Asia/Kathmandu"}, "077"},
}

// The example is built in every circumstance that must not matter: folder,
// processors, locale, zone and umask, load, order and times of files, what the
// cache holds. The output is compared byte by byte, through the sums of its
// manifest, and the modes of its files and folders are.
func TestReproducible(t *testing.T) {
	t.Parallel()
	folders := [2]string{t.TempDir(), filepath.Join(t.TempDir(), "another folder", "with a longer name")}
	for i, dir := range folders {
		copySite(t, "../../examples/acme", filepath.Join(dir, "site"), i == 1)
	}
	result := row{fault: "folder × processors × locale, zone and umask × load × order and times of files; then the cache"}
	outputs := map[string]string{}
	for _, c := range circumstances() {
		w := &world{t: t, dir: filepath.Join(folders[c.folder], "site")}
		w.public = filepath.Join(filepath.Dir(w.dir), "public")
		result.n++
		outputs[w.madeIn(c)] = fmt.Sprintf("%+v", c)
	}
	result.torn = len(outputs) - 1
	result.note = "0 bytes differ, nor do modes"
	if result.torn > 0 {
		result.note = fmt.Sprintf("%d different outputs: %v", len(outputs), outputs)
	}
	result.report(t)
}

// madeIn builds in a circumstance and gives the hash of the output and the modes
// that its files and folders have.
func (w *world) madeIn(c circumstance) string {
	w.t.Helper()
	if c.cache == "alone" || c.cache == "cold" {
		if err := os.RemoveAll(w.public); err != nil {
			w.t.Fatal(err)
		}
	}
	args := []string{"-c", "umask " + locales[c.locale].umask + `; exec "$@"`, "sh", deskbell, "build", w.dir, "-o", w.public, "--now", clock}
	if c.cache == "none" {
		args = append(args, "--no-cache")
	}
	cmd := exec.Command("sh", args...)
	cmd.Env = append(append(os.Environ(), locales[c.locale].env...), fmt.Sprintf("GOMAXPROCS=%d", c.procs))
	stop := load(c.load)
	out, err := cmd.CombinedOutput()
	stop()
	if err != nil {
		w.t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), w.hash()) {
		w.t.Errorf("the hash is not printed:\n%s", out)
	}
	if _, err := w.look(); err != nil {
		w.t.Error(err)
	}
	var modes []string
	err = filepath.WalkDir(w.public, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && !slices.Contains(modes, info.Mode().String()) {
			modes = append(modes, info.Mode().String())
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	slices.Sort(modes)
	return w.hash() + " " + strings.Join(modes, " ")
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

// copySite copies a site, in the order of its files or in the reverse, with old
// times: file systems such as tmpfs list files as they came.
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
		if reverse {
			if err := os.Chtimes(target, time.Time{}, time.Unix(1_000_000_000+int64(len(name)), 0)); err != nil {
				t.Fatal(err)
			}
		}
	}
}
