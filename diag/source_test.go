package diag

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// Positions are the same in whatever order they are asked for.
func TestPositionsInAnyOrder(t *testing.T) {
	text := []byte("one\n中文 and ä\r\n\n\xff bad\nlast")
	s := NewSource("f", text)
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		at := random.IntN(len(text) + 1)
		if at < len(text) && !utf8.RuneStart(text[at]) {
			continue
		}
		before := text[:at]
		line := bytes.Count(before, []byte("\n")) + 1
		start := bytes.LastIndexByte(before, '\n') + 1
		got := s.At(at)
		if got.Line != line || got.Column != utf8.RuneCount(text[start:at])+1 || got.Text != s.Line(line) {
			t.Fatalf("byte %d: %+v, want line %d, column %d", at, got, line, utf8.RuneCount(text[start:at])+1)
		}
		if random.IntN(2) == 0 {
			n := random.IntN(8)
			if p := s.LineColumn(n, 3); p.Line != n || p.Column != 3 || p.Text != s.Line(n) {
				t.Fatalf("line %d: %+v", n, p)
			}
		}
	}
}

// A thousand problems in one line of a megabyte hold it once, and are soon found.
func TestManyProblemsInALongLine(t *testing.T) {
	s := NewSource("f", bytes.Repeat([]byte("[x](y) "), 150_000))
	allocated := testing.AllocsPerRun(1, func() {
		for i := range 1000 {
			s.At(i * 1000)
		}
	})
	if allocated > 10 {
		t.Errorf("%.0f allocations", allocated)
	}
}
