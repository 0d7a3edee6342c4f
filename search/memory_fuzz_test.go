package search

import (
	"encoding/binary"
	"hash/crc32"
	"testing"

	"deskbell/diag/mutate"
)

// Whatever the memory of an index holds, it is taken or not.
func FuzzIndexMemory(f *testing.F) {
	_, left, _ := knownBuild(f, "en", fixture(), nil, nil)
	for _, text := range mutate.Texts(200, left[len(memoryMagic):len(left)-crc32.Size]) {
		f.Add(text)
	}
	f.Add(append(make([]byte, len(Key{})+1), 0xff, 0xff, 0xff, 0xff, 7)) // no pages, and two thousand million forms
	f.Fuzz(func(t *testing.T, body []byte) {
		text := append([]byte(memoryMagic), body...)
		text = binary.LittleEndian.AppendUint32(text, crc32.Checksum(text, castagnoli)) // or nothing would get beyond it
		if m := ReadMemory(text); m != nil && len(m.shards) > len(body) {
			t.Fatalf("%d shards of %d bytes", len(m.shards), len(body))
		}
	})
}
