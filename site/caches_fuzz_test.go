package site

import (
	"bytes"
	"testing"
	"time"

	"deskbell/diag/mutate"
)

// Whatever the caches of changes and of smaller pictures hold, they are taken or
// not.
func FuzzSmallCaches(f *testing.F) {
	changes := encodeChanges(map[string]time.Time{"a.md": time.Unix(1, 0), "b/c.md": time.Unix(1_700_000_000, 0)}, 3)
	copies := encodeCopies([]scaled{{480, []byte("picture")}, {960, nil}})
	for _, text := range mutate.Texts(150, changes, copies) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if at, _, ok := decodeChanges(string(text)); ok && len(at) > len(text) {
			t.Fatalf("%d changes of %d bytes", len(at), len(text))
		}
		total := 0
		for _, c := range decodeCopies(string(text)) {
			total += len(c.data)
		}
		if total > len(text) {
			t.Fatalf("pictures of %d bytes in %d", total, len(text))
		}
	})
}

// Whatever a picture holds, smaller copies of it are made or not.
func FuzzCopies(f *testing.F) {
	for i, text := range mutate.Texts(40, pngOf(f, photo(40, 20)), jpegOf(f, 40, 20)) {
		f.Add(text, byte(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, quality byte) {
		if len(data) > 1<<14 {
			return
		}
		jpegIsSpecial(data)
		pngIsSpecial(data)
		for _, c := range smaller(data, []int{8, 16}, 1+int(quality)%100) {
			if c.width != 8 && c.width != 16 || len(c.data) == 0 || bytes.Equal(c.data, data) {
				t.Fatalf("a copy of %d, %d bytes", c.width, len(c.data))
			}
		}
	})
}

// Whatever an article says of its versions, a lifecycle is about it or not.
func FuzzVersionSpans(f *testing.F) {
	for _, text := range mutate.Strings(200, "4.8 – 5.2", ">=4.8 <6", "4.x, 5.1+", "5.0 and later", "4.8 以上") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spans, ok := versionSpans(text)
		if ok && len(spans) > len(text)+1 {
			t.Fatalf("%d spans of %q", len(spans), text)
		}
		for _, s := range spans {
			if s.overlaps(spans[0]) != spans[0].overlaps(s) {
				t.Fatalf("%q: %v and %v, seen from both sides", text, s, spans[0])
			}
		}
	})
}
