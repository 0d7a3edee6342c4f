package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// spared is an output that was published twice, so that a spare lies beside it.
// Most files stay the same.
func spared(t *testing.T) (o Options, files map[string]string, spare string) {
	t.Helper()
	o = Options{Dir: t.TempDir()}
	files = map[string]string{"index.html": "home", "a/b/index.html": "b", "a/b/c/index.html": "c", "x": "file"}
	for i := range 40 {
		files[fmt.Sprintf("many/%d/index.html", i)] = fmt.Sprint(i)
	}
	publishing(t, o, files)
	tick(t)
	files["index.html"] = "home 2"
	publishing(t, o, files)
	tick(t)
	names, err := filepath.Glob(filepath.Join(o.Dir, ".deskbell", spareFolder+"*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("spares: %v %v", names, err)
	}
	return o, files, names[0]
}

// tick waits until the clock of files has gone on.
func tick(t *testing.T) { saved(t, filepath.Join(t.TempDir(), "tick"), "") }

// The folder that was replaced takes the place of the one that replaced it, with
// all that changed since, and nothing of what it held itself.
func TestSpareTakesTurns(t *testing.T) {
	o, files, spare := spared(t)
	public := filepath.Join(o.Dir, "public")
	for i, change := range []func(){
		func() { files["index.html"] = "home 3" },
		func() { delete(files, "a/b/c/index.html"); files["new/index.html"] = "new" },
		func() { delete(files, "x"); files["x/y/index.html"] = "a folder where a file was" },
		func() { delete(files, "new/index.html"); files["new"] = "a file where a folder was" },
		func() { delete(files, "x/y/index.html"); files["a/b/index.html"] = "b 2" },
	} {
		change()
		was := inode(t, spare)
		publishing(t, o, files)
		holds(t, public, files)
		if !os.SameFile(was, inode(t, public)) {
			t.Errorf("step %d: the spare was not used", i)
		}
		checkManifestFolders(t, public, files)
		tick(t)
	}
}

// checkManifestFolders fails where a folder is there that holds nothing.
func checkManifestFolders(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	want := map[string]bool{".": true}
	for name := range files {
		for above := filepath.Dir(name); above != "."; above = filepath.Dir(above) {
			want[above] = true
		}
	}
	_ = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && !want[name] {
			t.Errorf("folder %s: %v", name, err)
		}
		return nil
	})
}

// Whatever somebody does to a spare, or to its record, the next site holds what it
// should and nothing else.
func TestSparesAreChecked(t *testing.T) {
	for name, do := range map[string]func(spare, record string) error{
		"a file of somebody else": func(spare, _ string) error { return os.WriteFile(spare+"/many/3/mine", []byte("mine"), 0o644) },
		"a folder of somebody else": func(spare, _ string) error {
			return errors.Join(os.MkdirAll(spare+"/mine", 0o755), os.WriteFile(spare+"/mine/x", nil, 0o644))
		},
		"one at the top": func(spare, _ string) error { return os.WriteFile(spare+"/mine", []byte("mine"), 0o644) },
		"a lost file":    func(spare, _ string) error { return os.Remove(spare + "/many/3/index.html") },
		"a lost folder":  func(spare, _ string) error { return os.RemoveAll(spare + "/many") },
		"a replaced file": func(spare, _ string) error {
			return errors.Join(os.Remove(spare+"/many/3/index.html"), os.WriteFile(spare+"/many/3/index.html", []byte("evil"), 0o644))
		},
		"a file that is a link": func(spare, _ string) error {
			return errors.Join(os.Remove(spare+"/x"), os.Symlink("/etc/hostname", spare+"/x"))
		},
		"a folder that is a link": func(spare, _ string) error {
			return errors.Join(os.RemoveAll(spare+"/many"), os.Symlink("/etc", spare+"/many"))
		},
		"a closed folder": func(spare, _ string) error { return os.Chmod(spare+"/many/3", 0o700) },
		"another manifest": func(spare, _ string) error {
			return errors.Join(os.Remove(spare+"/"+manifestFile), os.WriteFile(spare+"/"+manifestFile, []byte("{}"), 0o644))
		},
		"no manifest":      func(spare, _ string) error { return os.Remove(spare + "/" + manifestFile) },
		"no spare":         func(spare, _ string) error { return os.RemoveAll(spare) },
		"a killed build's": func(spare, record string) error { return errors.Join(os.Remove(record), os.Remove(spare+"/x")) },
		"a damaged record": func(_, record string) error {
			text, err := os.ReadFile(record)
			if err == nil {
				text[len(text)/2] ^= 1
				err = os.WriteFile(record, text, 0o644)
			}
			return err
		},
		"a record cut short": func(_, record string) error { return os.Truncate(record, 100) },
	} {
		t.Run(name, func(t *testing.T) {
			o, files, spare := spared(t)
			if err := do(spare, theFile(t, o, sparePrefix)); err != nil {
				t.Fatal(err)
			}
			for i := range 3 {
				files["index.html"] = fmt.Sprint("home again ", i)
				publishing(t, o, files)
				holds(t, filepath.Join(o.Dir, "public"), files)
				checkManifestFolders(t, filepath.Join(o.Dir, "public"), files)
				if info, err := os.Stat(filepath.Join(o.Dir, "public", "many/3")); err != nil || info.Mode().Perm() != folderMode {
					t.Errorf("folder: %v %v", info, err)
				}
			}
		})
	}
}

// What somebody does in place to a published file is done to the spare's, which is
// the same file: it is written anew in both.
func TestSpareAndTamperedFiles(t *testing.T) {
	o, files, _ := spared(t)
	public := filepath.Join(o.Dir, "public")
	if err := os.WriteFile(filepath.Join(public, "many/3/index.html"), []byte("evil"), 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		files["index.html"] = fmt.Sprint("home again ", i)
		publishing(t, o, files)
		holds(t, public, files)
	}
}

// An output of many files that is published for the first time has a spare too: the
// first edit brings it up to date.
func TestFirstSpare(t *testing.T) {
	o := Options{Dir: t.TempDir()}
	files := map[string]string{"index.html": "home", "a/b/index.html": "b"}
	for i := range fewForSpare - len(files) {
		files[fmt.Sprintf("many/%d.html", i)] = "some"
	}
	publishing(t, o, files)
	tick(t)
	names, err := filepath.Glob(filepath.Join(o.Dir, ".deskbell", spareFolder+"*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("spares: %v %v", names, err)
	}
	holds(t, names[0], files)
	was := inode(t, names[0])
	files["index.html"] = "home 2"
	publishing(t, o, files)
	public := filepath.Join(o.Dir, "public")
	holds(t, public, files)
	if !os.SameFile(was, inode(t, public)) {
		t.Error("the spare was not used")
	}
	checkManifestFolders(t, public, files)
}

// What a spare's folder says of a file is believed only while the folder is what it
// was: a file put there in the place of another is seen.
func TestSpareWithAnotherFile(t *testing.T) {
	o, files, spare := spared(t)
	name := filepath.Join(spare, "many", "3", "index.html")
	is, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	remove(t, name)
	saved(t, name, "9")
	if err := os.Chtimes(name, is.ModTime(), is.ModTime()); err != nil { // the same size, too
		t.Fatal(err)
	}
	files["index.html"] = "home 3"
	publishing(t, o, files)
	if text, err := os.ReadFile(filepath.Join(o.Dir, "public", "many", "3", "index.html")); err != nil || string(text) != "3" {
		t.Errorf("published %q %v", text, err)
	}
}

// A build that changes most files makes a folder of its own, and a spare goes with
// its output.
func TestSparesThatAreOfNoUse(t *testing.T) {
	o, files, spare := spared(t)
	was := inode(t, spare)
	for name := range maps.Clone(files) {
		files[name] += " new"
	}
	publishing(t, o, files)
	holds(t, filepath.Join(o.Dir, "public"), files)
	if os.SameFile(was, inode(t, filepath.Join(o.Dir, "public"))) {
		t.Error("the spare was used")
	}
	if err := os.RemoveAll(filepath.Join(o.Dir, "public")); err != nil {
		t.Fatal(err)
	}
	o.Out = filepath.Join(o.Dir, "elsewhere")
	publishing(t, o, files)
	if _, err := os.Stat(spare); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the spare is left: %v", err)
	}
}
