package site

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"deskbell/content"
)

func storeKey(i int) content.Key { return content.NewKey([]byte(fmt.Sprint(i))) }

func storeText(i int) []byte { return []byte(fmt.Sprintf("entry %d of the cache", i)) }

// filled is a cache of n entries, and the path of its one file.
func filled(t *testing.T, n int) (dir, name string) {
	t.Helper()
	dir = t.TempDir()
	s := openStore(dir, []byte("a"))
	for i := range n {
		s.Put(storeKey(i), storeText(i))
	}
	s.save(true)
	s.close()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%q %v", names, err)
	}
	return dir, names[0]
}

// entriesIn is how many entries a cache gives out; one that is not what was put in
// is a failure.
func entriesIn(t *testing.T, dir, version string, n int) (found int) {
	t.Helper()
	s := openStore(dir, []byte(version))
	defer s.close()
	for i := range n {
		data, ok := s.Get(storeKey(i))
		if ok && data != string(storeText(i)) {
			t.Fatalf("entry %d is %q", i, data)
		}
		if ok {
			found++
		}
	}
	return found
}

func TestStoreKeeps(t *testing.T) {
	dir, _ := filled(t, 50)
	if n := entriesIn(t, dir, "a", 50); n != 50 {
		t.Errorf("%d of 50 entries", n)
	}
	if n := entriesIn(t, dir, "b", 50); n != 0 {
		t.Errorf("another version has %d entries", n)
	}
}

// With any one byte flipped, and at any length, a cache gives out what was put
// in or nothing.
func TestStoreDamaged(t *testing.T) {
	const n = 6
	dir, name := filled(t, n)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 0x20
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if entriesIn(t, dir, "a", n) == n {
			t.Errorf("byte %d of %d flipped, and all entries are used", i, len(whole))
		}
		if err := os.WriteFile(name, whole[:i], 0o644); err != nil {
			t.Fatal(err)
		}
		if found := entriesIn(t, dir, "a", n); found != 0 {
			t.Errorf("%d of %d bytes were written, and %d entries are used", i, len(whole), found)
		}
	}
}

// What no build uses any more goes, however many builds there are.
func TestStoreBounded(t *testing.T) {
	dir := t.TempDir()
	const live = 1 << 20
	for i := range 40 {
		s := openStore(dir, []byte("a"))
		s.Put(storeKey(i), bytes.Repeat([]byte{byte(i)}, live))
		s.save(true)
		s.close()
		size, files := int64(0), 0
		names, _ := filepath.Glob(filepath.Join(dir, "*"))
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
			files++
		}
		if size > 3*live+slack || files > maxPacks+1 {
			t.Fatalf("after %d builds %d bytes in %d files", i+1, size, files)
		}
	}
}

// Files of another program, and those of builds that did not end, are removed.
func TestStoreSweeps(t *testing.T) {
	dir, old := filled(t, 3)
	s := openStore(dir, []byte("b"))
	s.Put(storeKey(1), []byte("new"))
	s.save(true)
	s.close()
	if _, err := os.Stat(old); err == nil {
		t.Error("the other version's file is still there")
	}
	if n, _ := filepath.Glob(filepath.Join(dir, "*")); len(n) != 1 {
		t.Errorf("%q", n)
	}
}

// More is put in than waits in memory; all of it can be read at any time.
func TestStoreSpills(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		s := openStore(dir, []byte("a"))
		big := bytes.Repeat([]byte("0123456789abcdef"), 1<<14)
		for i := range 20 {
			s.Put(storeKey(i), append(big, byte(i)))
			for j := range i + 1 {
				if data, ok := s.Get(storeKey(j)); !ok || data[len(data)-1] != byte(j) || len(data) != len(big)+1 {
					t.Fatalf("entry %d after %d", j, i)
				}
			}
		}
		if len(s.waiting) >= flushAt {
			t.Errorf("%d bytes wait", len(s.waiting))
		}
		s.close()
	}
}

// Where the cache cannot be written, what was made is not kept anywhere else.
func TestStoreThatCannotBeKeptLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("TMPDIR", t.TempDir()) // on the same file system, so that a file could be moved from there
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := openStore(filepath.Join(blocked, "cache"), []byte("version"))
	s.Put(content.Key{1}, []byte("entry"))
	s.save(true)
	s.note(&content.Memory{}, 0)
	s.close()
	for _, d := range []string{dir, os.Getenv("TMPDIR")} {
		if left, err := os.ReadDir(d); err != nil || len(left) > 0 {
			t.Errorf("left in %s: %v %v", d, left, err)
		}
	}
}

// TestStoreOfManyBuilds holds that a store which serves one build after another
// keeps what a build did not ask for again: the joined site may still need it.
func TestStoreOfManyBuilds(t *testing.T) {
	s := openStore(t.TempDir(), []byte("1"))
	defer s.close()
	const n = 20
	text := func(i int) []byte { return bytes.Repeat(storeText(i), 1<<20/len(storeText(i))) }
	for i := range n {
		s.Put(storeKey(i), text(i))
	}
	s.save(true)
	for edit := range 2 * maxPacks {
		s.Put(storeKey(n+edit), storeText(edit))
		s.save(true)
	}
	for i := range n {
		if data, ok := s.Get(storeKey(i)); !ok || data != string(text(i)) {
			t.Fatalf("entry %d is gone", i)
		}
	}
}
