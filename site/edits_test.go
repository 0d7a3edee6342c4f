package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"deskbell/diag"
)

var (
	edits    = flag.Int("edits", 100, "how many edits TestEdits makes")
	editSeed = flag.Uint64("edit-seed", 1, "of the edits")
)

// After any edit, a build that has what earlier builds kept makes the same site,
// with the same problems, as one that has nothing.
func TestEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: -short")
	}
	e := newEditor(t, *editSeed)
	out, clean := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	s := &served{out: filepath.Join(t.TempDir(), "public"), memory: &Memory{}}
	defer s.memory.Close()
	for i := range *edits {
		what := e.edit()
		warm, err := Build(t.Context(), Options{Dir: e.dir, Out: out, Now: e.now})
		if err != nil {
			t.Fatalf("edit %d, %s: %v", i, what, err)
		}
		cold, err := Build(t.Context(), Options{Dir: e.dir, Out: clean, Now: e.now, NoCache: true, Volatile: true})
		if err != nil {
			t.Fatalf("edit %d, %s: without cache: %v", i, what, err)
		}
		if !reflect.DeepEqual(warm.Diagnostics, cold.Diagnostics) {
			t.Fatalf("edit %d, %s: problems\n%v\nand without cache\n%v", i, what, warm.Diagnostics, cold.Diagnostics)
		}
		if warm.Hash != cold.Hash {
			t.Fatalf("edit %d, %s: these differ from a build without cache: %q", i, what, e.differences(t, out))
		}
		if err := s.build(t, e, cold, clean); err != nil {
			t.Fatalf("edit %d, %s: a server's build: %v", i, what, err)
		}
		if warm.Written {
			checkManifest(t, out)
			e.written++
		} else if what != "fault" && testing.Verbose() {
			for _, d := range warm.Diagnostics {
				if d.Severity == diag.Error {
					t.Logf("edit %d, %s: %s %s", i, what, d.Pos, d.Message)
				}
			}
		}
	}
	t.Logf("%d of %d of a server's builds changed nothing but texts", s.again, *edits)
	t.Logf("%d of %d builds were written after %d kinds of edit: %v", e.written, *edits, len(e.made), e.made)
	if e.written < *edits/2 {
		t.Error("most builds had errors, and show little")
	}
}

// checkManifest fails unless a folder holds what its manifest says, to the byte.
func checkManifest(t *testing.T, out string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, manifestFile))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == manifestFile {
			return err
		}
		data, err := os.ReadFile(filepath.Join(out, name))
		if s := sha256.Sum256(data); err == nil && m.Files[name] != hex.EncodeToString(s[:]) {
			return fmt.Errorf("%s is not what the manifest says", name)
		}
		delete(m.Files, name)
		return err
	})
	if err != nil || len(m.Files) > 0 {
		t.Fatal(err, m.Files)
	}
}

// differences are the files in which a folder differs from a build without cache.
func (e *editor) differences(t *testing.T, out string) []string {
	clean := filepath.Join(t.TempDir(), "public")
	if _, err := Build(t.Context(), Options{Dir: e.dir, Out: clean, Now: e.now, NoCache: true}); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, side := range []string{out, clean} {
		_ = fs.WalkDir(os.DirFS(side), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			a, _ := os.ReadFile(filepath.Join(out, name))
			b, _ := os.ReadFile(filepath.Join(clean, name))
			if !bytes.Equal(a, b) && !slices.Contains(names, name) {
				names = append(names, name)
			}
			return nil
		})
	}
	return names
}
