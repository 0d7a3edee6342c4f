package git

import (
	"bytes"
	"compress/zlib"
	"os"
	"path/filepath"
	"testing"

	"deskbell/diag/mutate"
)

// Whatever the files of a repository hold, reading them ends: an object of its own,
// a tree, a delta, and a pack's index.
func FuzzObjects(f *testing.F) {
	deflated := func(text string) []byte {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		_, _ = z.Write([]byte(text)) // a buffer takes all
		_ = z.Close()
		return b.Bytes()
	}
	index := append([]byte("\xfftOc\x00\x00\x00\x02"), make([]byte, 1024+20+4+4+40)...)
	seeds := [][]byte{deflated("tree 35\x00100644 a.md\x0001234567890123456789"), []byte("100644 a.md\x0001234567890123456789040000 b\x0001234567890123456789"), {4, 6, 0x90, 4, 2, 'x', 'y'}, index}
	for _, text := range mutate.Texts(60, seeds...) {
		f.Add(text)
	}
	name := filepath.Join(f.TempDir(), "a.idx")
	if err := os.WriteFile(name[:len(name)-3]+"pack", []byte("PACK"), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if o, err := loose(bytes.NewReader(text)); err == nil && o.kind == 0 {
			t.Fatal("an object of no kind")
		}
		size := 0
		entries(text, func(name string, _ bool, _ Hash) { size += len(name) + len(Hash{}) })
		if size > len(text) {
			t.Fatalf("entries of %d bytes in %d", size, len(text))
		}
		if got, err := patch([]byte("base"), text); err == nil && len(got) > 1<<24 {
			t.Fatalf("%d bytes of %d", len(got), len(text))
		}
		seconds(string(text))
		parseHash(string(text))
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if p := openPack(name); p != nil {
			p.find(Hash{1})
			p.file.Close()
		}
	})
}
