package site

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// identity tells this program from all others: entries of the cache that
// another one made are not used. It is the hash of the beginning of the program's
// file, which holds the build ID that Go gives it; without one, of the whole file.
var identity = sync.OnceValue(func() []byte {
	sum := sha256.New()
	if info, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(sum, info.GoVersion, info.Main.Version, info.Main.Sum)
	}
	name, err := os.Executable()
	if err != nil {
		return sum.Sum(nil)
	}
	f, err := os.Open(name)
	if err != nil {
		return sum.Sum(nil)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil {
		fmt.Fprintln(sum, info.Size())
	}
	head := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, head)
	sum.Write(head[:n])
	if !hasBuildID(head[:n]) {
		_, _ = io.Copy(sum, f)
	}
	return sum.Sum(nil)
})

// hasBuildID looks where the go command does: for the note of an ELF file, or
// the mark at the start of the program's text.
func hasBuildID(head []byte) bool {
	return bytes.Contains(head, []byte("\x04\x00\x00\x00Go\x00\x00")) || bytes.Contains(head, []byte("\xff Go build ID: \""))
}
