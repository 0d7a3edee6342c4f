package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// saving is a site with two articles, and what happens to it while it is read.
func saving(t *testing.T, during func(dir string, stage string)) (public string, r *Result, err error) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"a.md", "b.md"} {
		save(t, filepath.Join(dir, "content", name), "# Page "+name+"\n\nThe first text.\n")
	}
	o := Options{Dir: dir, Now: now, Progress: func(stage string, done, _ int) {
		if done == 0 {
			during(dir, stage)
		}
	}}
	r, err = Build(t.Context(), o)
	return filepath.Join(dir, "public"), r, err
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// A file that is saved between its reading and the end of the build is read
// again: half of it, or none, is never published.
func TestSavedWhileBuilding(t *testing.T) {
	for what, happen := range map[string]func(file string) error{
		"saved in place": func(f string) error { return os.WriteFile(f, []byte("# Page\n\nThe second text.\n"), 0o644) },
		"replaced": func(f string) error {
			return errors.Join(os.WriteFile(f+"~", []byte("# Page\n\nThe second text.\n"), 0o644), os.Rename(f+"~", f))
		},
		"half, then whole": func(f string) error { return os.WriteFile(f, []byte("# Pa"), 0o644) },
		"vanished":         os.Remove,
		"a folder of it":   func(f string) error { return errors.Join(os.Remove(f), os.Mkdir(f, 0o755)) },
		"another file comes": func(f string) error {
			return os.WriteFile(filepath.Dir(f)+"/c.md", []byte("# Page\n\nThe second text.\n"), 0o644)
		},
	} {
		times := 0
		public, r, err := saving(t, func(dir, stage string) {
			file := filepath.Join(dir, "content/a.md")
			switch {
			case stage == "render" && times == 0:
				times++
				if err := happen(file); err != nil {
					t.Fatal(err)
				}
			case stage == "read" && times == 1 && what == "half, then whole":
				times++
				save(t, file, "# Page\n\nThe second text.\n")
			}
		})
		if err != nil || !r.Written {
			t.Errorf("%s: %v, %+v", what, err, r)
			continue
		}
		a, errA := os.ReadFile(filepath.Join(public, "a/index.html"))
		c, _ := os.ReadFile(filepath.Join(public, "c/index.html"))
		gone := errors.Is(errA, fs.ErrNotExist)
		if want := what == "vanished" || what == "a folder of it"; gone != want {
			t.Errorf("%s: the page is there: %v", what, !gone)
		}
		if !gone && !strings.Contains(string(a)+string(c), "The second text.") {
			t.Errorf("%s: the last text is not shown", what)
		}
	}
}

func TestNeverSteady(t *testing.T) {
	n := 0
	public, _, err := saving(t, func(dir, stage string) {
		if stage == "write" {
			n++
			save(t, filepath.Join(dir, "content/a.md"), "# Page\n\n"+strings.Repeat("More. ", n))
		}
	})
	unsteady := (*UnsteadyError)(nil)
	if !errors.As(err, &unsteady) || unsteady.File != "content/a.md" || n != attempts {
		t.Errorf("after %d attempts: %v", n, err)
	}
	if _, err := os.Stat(public); err == nil {
		t.Error("a site was published")
	}
	beside(t, public)
}

// A file whose time lies ahead, as on a machine whose clock went back, is no
// reason to fail.
func TestTimesAhead(t *testing.T) {
	public, r, err := saving(t, func(dir, stage string) {
		if stage == "read" {
			ahead := now.AddDate(50, 0, 0)
			if err := os.Chtimes(filepath.Join(dir, "content/a.md"), ahead, ahead); err != nil {
				t.Fatal(err)
			}
		}
	})
	if err != nil || !r.Written {
		t.Fatalf("%v", err)
	}
	beside(t, public)
}
