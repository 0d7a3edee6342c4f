package diag

import (
	"bytes"
	"math/rand/v2"
	"strings"
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

// Of a long line a position holds what stands around it, wherever that is.
func TestPositionsInALongLine(t *testing.T) {
	line := strings.Repeat("中文 and ä, ", 20_000)
	s := NewSource("f", []byte("one\n"+line+"\nthree"))
	all := []rune(line)
	for at := range line {
		if at%997 > 2 {
			continue
		}
		p := s.At(len("one\n") + at)
		text := []rune(p.Text)
		if len(p.Text) > keptBefore+keptBehind+8 || p.Line != 2 || p.Column != utf8.RuneCountInString(line[:at])+1 {
			t.Fatalf("byte %d: %d:%d with %d bytes", at, p.Line, p.Column, len(p.Text))
		}
		if i := p.Column - 1 - p.Cut; i < 0 || i >= len(text) || text[i] != all[p.Column-1] {
			t.Fatalf("byte %d: column %d, cut %d", at, p.Column, p.Cut)
		}
		if again := s.LineColumn(2, p.Column); again != p {
			t.Fatalf("byte %d: %+v, want %+v", at, again, p)
		}
	}
	shown, caret := cut(s.At(len("one\n") + strings.Index(line[100_000:], "and") + 100_000))
	if before := utf8.RuneCountInString(shown[:strings.Index(shown, "and")]); !strings.HasPrefix(shown, "…") || !strings.Contains(caret, "^") || before == 0 {
		t.Errorf("%s\n%s", shown, caret)
	}
}
