package site

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Whichever file of the cache is damaged or of another version, the next build
// makes the same site.
func TestDamagedCacheIsRebuilt(t *testing.T) {
	dir, out := filepath.Join(t.TempDir(), "site"), filepath.Join(t.TempDir(), "public")
	if err := os.CopyFS(dir, os.DirFS("testdata/basic")); err != nil {
		t.Fatal(err)
	}
	build := func() *Result {
		t.Helper()
		r, err := Build(t.Context(), Options{Dir: dir, Out: out, Now: now})
		if err != nil || !r.Written {
			t.Fatal(err, r)
		}
		return r
	}
	want := build().Hash
	names, err := filepath.Glob(filepath.Join(dir, cacheFolder, "*"))
	if err != nil || len(names) < 3 {
		t.Fatalf("%q %v", names, err)
	}
	for _, name := range names {
		whole, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		for _, at := range []int{0, len(whole) / 3, len(whole) / 2, len(whole) - 40, len(whole)} {
			bad := bytes.Clone(whole[:at])
			if at > 0 && at < len(whole) {
				bad = bytes.Clone(whole)
				bad[at] ^= 0x20
			}
			if err := os.WriteFile(name, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(out); err != nil { // so that texts are asked for
				t.Fatal(err)
			}
			if got := build().Hash; got != want {
				t.Errorf("%s damaged at %d: another site is made", filepath.Base(name), at)
			}
		}
	}
}
