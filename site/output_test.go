package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// publishing makes an output from files, as a build does, and publishes it.
func publishing(t *testing.T, o Options, files map[string]string) Changes {
	t.Helper()
	out, err := begun(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := out.write(name, []byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	c, err := out.publish(func() error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	out.saveRecord()
	return c
}

// begun is an output in which files can be written.
func begun(ctx context.Context, o Options) (*output, error) {
	out, err := openOutput(ctx, o)
	if err == nil {
		if err = out.begin(); err != nil {
			out.discard()
		}
	}
	return out, err
}

// holds asserts that a folder holds these files and its manifest, and nothing
// lies beside it.
func holds(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		if rel, _ := filepath.Rel(dir, name); rel != manifestFile {
			got[filepath.ToSlash(rel)] = string(text)
		}
		return err
	})
	if err != nil || !maps.Equal(got, files) {
		t.Errorf("%s holds %v, want %v: %v", dir, got, files, err)
	}
	beside(t, dir)
}

// beside asserts that builds left nothing beside an output folder.
func beside(t *testing.T, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".deskbell-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left beside the output: %v %v", left, err)
	}
}

func inode(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func same(a, b os.FileInfo) bool { return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) }

func TestUnchangedFilesStayAsTheyAre(t *testing.T) {
	for _, noCache := range []bool{false, true} {
		dir := t.TempDir()
		o := Options{Dir: dir, NoCache: noCache}
		public := filepath.Join(dir, "public")
		files := map[string]string{"index.html": "home", "a/index.html": "a", "b/index.html": "b", "c.txt": "c"}
		if c := publishing(t, o, files); len(c.Changed) != 4 || len(c.Deleted) != 0 {
			t.Errorf("first build: %+v", c)
		}
		folder, a, b := inode(t, public), inode(t, public+"/a/index.html"), inode(t, public+"/b/index.html")
		if c := publishing(t, o, files); len(c.Changed)+len(c.Deleted) > 0 || !same(folder, inode(t, public)) {
			t.Errorf("nothing changed, but: %+v", c)
		}
		files["a/index.html"] = "A"
		delete(files, "c.txt")
		c := publishing(t, o, files)
		if !slices.Equal(fileNames(c.Changed), []string{"a/index.html"}) || !slices.Equal(fileNames(c.Deleted), []string{"c.txt"}) {
			t.Errorf("one of each: %+v", c)
		}
		if same(a, inode(t, public+"/a/index.html")) || !same(b, inode(t, public+"/b/index.html")) {
			t.Error("what changed must be another file, and what did not the same")
		}
		holds(t, public, files)
	}
}

// What somebody else did to the output is undone, though the record says that
// the file is known.
func TestTamperedFilesAreWrittenAgain(t *testing.T) {
	for name, tamper := range map[string]func(string) error{
		"same length":  func(f string) error { return os.WriteFile(f, []byte("BAD!"), 0o644) },
		"appended":     func(f string) error { return os.WriteFile(f, []byte("goodbad"), 0o644) },
		"removed":      os.Remove,
		"replaced":     func(f string) error { return errors.Join(os.Remove(f), os.WriteFile(f, []byte("bad!"), 0o644)) },
		"a link":       func(f string) error { return errors.Join(os.Remove(f), os.Symlink("/etc/hostname", f)) },
		"a folder":     func(f string) error { return errors.Join(os.Remove(f), os.Mkdir(f, 0o755)) },
		"another mode": func(f string) error { return errors.Join(os.WriteFile(f, []byte("evil"), 0o644), os.Chmod(f, 0o600)) },
	} {
		dir := t.TempDir()
		o := Options{Dir: dir}
		files := map[string]string{"index.html": "good", "other.html": "other"}
		publishing(t, o, files)
		tick(t)
		victim := filepath.Join(dir, "public/index.html")
		if err := tamper(victim); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Lstat(victim); err == nil && info.Mode().IsRegular() {
			// The clock of files may stand still for some milliseconds.
			later := info.ModTime().Add(10 * time.Millisecond)
			if err := os.Chtimes(victim, later, later); err != nil {
				t.Fatal(err)
			}
		}
		if c := publishing(t, o, files); !slices.Equal(fileNames(c.Changed), []string{"index.html"}) {
			t.Errorf("%s: %+v", name, c)
		}
		holds(t, filepath.Join(dir, "public"), files)
	}
}

func TestKeep(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir}
	good := sha256.Sum256([]byte("good"))
	keeps := func(when string, want bool, s sum) {
		t.Helper()
		out, err := begun(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer out.discard()
		if got := out.keep("index.html", s); got != want {
			t.Errorf("%s: keep is %v", when, got)
		}
		if !want {
			if err := out.write("index.html", []byte("good")); err != nil {
				t.Error(err)
			}
		}
		if got, ok := out.sumOf("index.html"); !ok || got != good {
			t.Errorf("%s: the sum is %x, %v", when, got, ok)
		}
		if _, err := out.publish(func() error { return nil }); err != nil {
			t.Error(err)
		}
		out.saveRecord()
	}
	keeps("nothing is published", false, good)
	keeps("published", true, good)
	keeps("published with other bytes", false, sha256.Sum256([]byte("other")))
	if err := os.WriteFile(filepath.Join(dir, "public/index.html"), []byte("evil"), 0o644); err != nil {
		t.Fatal(err)
	}
	keeps("tampered with", false, good)
	keeps("mended", true, good)
	if err := os.RemoveAll(filepath.Join(dir, cacheFolder)); err != nil {
		t.Fatal(err)
	}
	keeps("no record", false, good)
	holds(t, filepath.Join(dir, "public"), map[string]string{"index.html": "good"})
	o.DryRun = true
	keeps("a dry run", true, good)
}

// A file that changes after it was looked at, and before it is taken over, ends
// the build.
func TestAlteredWhileBuilding(t *testing.T) {
	o := Options{Dir: t.TempDir()}
	publishing(t, o, map[string]string{"a.html": "aaaa", "b.html": "b"})
	out, err := begun(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	if err := errors.Join(out.write("a.html", []byte("aaaa")), out.write("b.html", []byte("B")),
		os.WriteFile(out.target.file("a.html"), []byte("evil!"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := out.publish(func() error { return nil }); err == nil || !strings.Contains(err.Error(), "public/a.html: something else changed it") {
		t.Errorf("published: %v", err)
	}
}

func TestCopyWhereThereAreNoLinks(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	if err := os.WriteFile(from, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	st, err := stampOf(from)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := copyChecked(from, to, made{sum: sha256.Sum256([]byte("text")), stamp: st}); err != nil || got != st {
		t.Errorf("copied as %+v, want %+v: %v", got, st, err)
	}
	if _, err := copyChecked(from, to+"2", made{sum: sha256.Sum256([]byte("other")), stamp: st}); !errors.Is(err, errAltered) {
		t.Errorf("other bytes were copied: %v", err)
	}
}

func TestLeftoversOfKilledBuilds(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	files := map[string]string{"index.html": "home"}
	for _, left := range []string{".deskbell-staging-public/half/index.html", ".deskbell-lock-public", ".deskbell-staging-public.old/index.html"} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(dir, left)), 0o755), os.WriteFile(filepath.Join(dir, left), []byte("half"), 0o644)); err != nil {
			t.Fatal(err)
		}
		if left == ".deskbell-staging-public.old/index.html" {
			os.Mkdir(public, 0o755)
		}
		publishing(t, Options{Dir: dir}, files)
		holds(t, public, files)
		if err := os.RemoveAll(public); err != nil {
			t.Fatal(err)
		}
	}
	// Other outputs' folders are none of this one's concern.
	other := filepath.Join(dir, ".deskbell-staging-public-2")
	if err := os.Mkdir(other, 0o755); err != nil {
		t.Fatal(err)
	}
	publishing(t, Options{Dir: dir}, files)
	if inode(t, other); os.Remove(other) != nil {
		t.Error("another output's staging folder is gone")
	}
	// A folder that may not be written to is removed all the same.
	stuck := filepath.Join(dir, ".deskbell-staging-public", "a")
	if err := errors.Join(os.MkdirAll(stuck, 0o755), os.WriteFile(stuck+"/b", nil, 0o644), os.Chmod(stuck, 0o500)); err != nil {
		t.Fatal(err)
	}
	publishing(t, Options{Dir: dir}, files)
	holds(t, public, files)
}

// An exchange by renames that was killed after any of its steps is mended.
func TestExchangeByRename(t *testing.T) {
	for step := range 4 {
		dir := t.TempDir()
		a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
		os.Mkdir(a, 0o755)
		os.Mkdir(b, 0o755)
		os.WriteFile(filepath.Join(a, "new"), nil, 0o644)
		os.WriteFile(filepath.Join(b, "old"), nil, 0o644)
		want := "old"
		steps := [][2]string{{b, a + asideSuffix}, {a, b}, {a + asideSuffix, a}}
		for _, s := range steps[:step] {
			if err := os.Rename(s[0], s[1]); err != nil {
				t.Fatal(err)
			}
		}
		if step >= 2 {
			want = "new"
		}
		if err := recoverExchange(a, b); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(b, want)); err != nil {
			t.Errorf("killed after step %d: %v", step, err)
		}
		if _, err := os.Lstat(a + asideSuffix); err == nil {
			t.Errorf("killed after step %d: the old folder is left aside", step)
		}
	}
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	os.Mkdir(b, 0o755)
	os.WriteFile(filepath.Join(b, "old"), nil, 0o644)
	if err := exchangeByRename(a, b); err == nil {
		t.Error("there is nothing to put in place")
	}
	if _, err := os.Stat(filepath.Join(b, "old")); err != nil {
		t.Errorf("a failed exchange is undone: %v", err)
	}
}

func TestOutputTargets(t *testing.T) {
	dir := t.TempDir()
	real := filepath.Join(dir, "www", "v1")
	files := map[string]string{"index.html": "home"}
	if err := errors.Join(os.MkdirAll(real, 0o755), os.Symlink(real, filepath.Join(dir, "public")), os.Symlink("nowhere", filepath.Join(dir, "dangling")),
		os.WriteFile(filepath.Join(dir, "file"), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	publishing(t, Options{Dir: dir}, files)
	holds(t, real, files)
	if info := inode(t, filepath.Join(dir, "public")); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	for out, want := range map[string]string{"dangling": "leads nowhere", "file": "is a file", "file/public": "not a directory"} {
		if o, err := begun(t.Context(), Options{Dir: dir, Out: filepath.Join(dir, out)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", out, o, err)
		}
	}
	mount := (*MountError)(nil)
	if _, err := begun(t.Context(), Options{Dir: dir, Out: "/"}); !errors.As(err, &mount) {
		t.Errorf("/: %v", err)
	}
	if _, err := begun(t.Context(), Options{Dir: dir, Out: "/proc"}); runtime.GOOS == "linux" && !errors.As(err, &mount) {
		t.Errorf("/proc: %v", err)
	}
	// Parents that a build made for nothing go again.
	out, err := begun(t.Context(), Options{Dir: dir, Out: filepath.Join(dir, "x/y/public")})
	if err != nil {
		t.Fatal(err)
	}
	out.discard()
	if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
		t.Error("x was left")
	}
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	files := map[string]string{"index.html": "home"}
	foreign := (*ForeignError)(nil)
	refused := func(why string) {
		t.Helper()
		if _, err := begun(t.Context(), Options{Dir: dir}); !errors.As(err, &foreign) {
			t.Errorf("%s: %v", why, err)
		}
		beside(t, public)
	}
	os.Mkdir(public, 0o755)
	os.WriteFile(filepath.Join(public, "mine.txt"), nil, 0o644)
	refused("a file of somebody else")
	os.WriteFile(filepath.Join(public, manifestFile), []byte("{"), 0o644)
	refused("a broken manifest")
	publishing(t, Options{Dir: dir, Replace: true}, files)
	holds(t, public, files)
	os.MkdirAll(filepath.Join(public, ".git"), 0o755)
	os.WriteFile(filepath.Join(public, ".git/config"), nil, 0o644)
	refused("a checkout")
}

func TestLock(t *testing.T) {
	o := Options{Dir: t.TempDir()}
	first, err := begun(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	busy := (*BusyError)(nil)
	if _, err := begun(t.Context(), Options{Dir: o.Dir, NoWait: true}); !errors.As(err, &busy) {
		t.Errorf("not to wait: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	waiting := o
	waiting.Waiting = func(string) { cancel() }
	if _, err := begun(ctx, waiting); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted while waiting: %v", err)
	}
	waiting.Waiting = func(string) { first.discard() }
	second, err := begun(t.Context(), waiting)
	if err != nil {
		t.Fatal(err)
	}
	second.discard()
	beside(t, filepath.Join(o.Dir, "public"))
}

// A record with any byte changed, and any part of one, is passed over.
func TestRecordIsChecked(t *testing.T) {
	o := Options{Dir: t.TempDir()}
	publishing(t, o, map[string]string{"index.html": "home", "a/b.txt": "b"})
	out, err := begun(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	text, err := os.ReadFile(out.recordFile())
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := os.ReadFile(out.target.file(manifestFile))
	if err != nil {
		t.Fatal(err)
	}
	dir, of := out.target.dir, sha256.Sum256(manifest)
	if p, ok := parseRecord(text, dir, of); !ok || len(p.list) != 2 || p.list[0].sum != sha256.Sum256([]byte("b")) || len(p.folders) != 2 {
		t.Fatalf("the record is %v, %v", p, ok)
	}
	for i := range text {
		flipped := slices.Clone(text)
		flipped[i] ^= 1
		_, a := parseRecord(flipped, dir, of)
		_, b := parseRecord(text[:i], dir, of)
		if a || b {
			t.Errorf("byte %d: changed %v, cut %v", i, a, b)
		}
	}
	if _, ok := parseRecord(text, dir, sum{}); ok {
		t.Error("a record of another manifest is used")
	}
	if _, ok := parseRecord(text, dir+"2", of); ok {
		t.Error("a record of another folder is used")
	}
}

// A record of a folder that is gone goes.
func TestRecordsDoNotGather(t *testing.T) {
	o := Options{Dir: t.TempDir()}
	for _, out := range []string{"a", "b", "c"} {
		o.Out = filepath.Join(o.Dir, out)
		publishing(t, o, map[string]string{"index.html": out})
		if err := os.RemoveAll(o.Out); err != nil {
			t.Fatal(err)
		}
	}
	if names, err := filepath.Glob(filepath.Join(o.Dir, cacheFolder, recordPrefix+"*")); err != nil || len(names) != 1 {
		t.Errorf("records: %v %v", names, err)
	}
}

// The output of serve is changed in place, also where a folder takes the name
// of a file.
func TestVolatile(t *testing.T) {
	dir := t.TempDir()
	o := Options{Dir: dir, Out: filepath.Join(dir, "serve", "public"), Volatile: true}
	for i, files := range []map[string]string{
		{"index.html": "home", "a": "file", "b/c/index.html": "c"},
		{"index.html": "home", "a/index.html": "folder", "b": "file"},
		{"index.html": "home 2", "a/index.html": "folder", "b": "file"},
		{"index.html": "home 2", "a/index.html": "folder", "b": "file"},
	} {
		c := publishing(t, o, files)
		holds(t, o.Out, files)
		if n := []int{3, 2, 1, 0}[i]; len(c.Changed) != n {
			t.Errorf("step %d: %+v", i, c)
		}
	}
}

func TestOutputPaths(t *testing.T) {
	out, err := begun(t.Context(), Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer out.discard()
	for _, name := range []string{"../x", "/x", "a/../../x", "", ".", "a//b"} {
		if out.write(name, nil) == nil {
			t.Errorf("%q was written", name)
		}
	}
	if err := errors.Join(out.write("a", nil), out.write("a", nil)); err == nil || !strings.Contains(err.Error(), "made twice") {
		t.Errorf("written twice: %v", err)
	}
	if err := out.write("a/b", nil); err == nil || !strings.Contains(err.Error(), "public/a/b: not a directory; the published site is as it was") {
		t.Errorf("a file's name as a folder: %v", err)
	}
}
