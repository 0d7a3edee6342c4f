package diag

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// Source is a file's text with the means to turn byte offsets into positions.
// The line table is made on first use, so a file without problems costs nothing.
type Source struct {
	Name string // as Position.File
	Text []byte

	once  sync.Once
	lines []int // offset of each line's first byte

	mu   sync.Mutex
	last place // that was asked for last: many problems may stand in one long line
}

// place is a byte of a source.
type place struct {
	line, offset, column int
	text                 string // of the line
}

// NewSource returns a source; text is not copied.
func NewSource(name string, text []byte) *Source {
	return &Source{Name: name, Text: text}
}

// At is the position of the byte at offset; an offset past the end is the end.
func (s *Source) At(offset int) Position {
	s.index()
	offset = max(0, min(offset, len(s.Text)))
	line := sort.SearchInts(s.lines, offset+1)
	s.mu.Lock()
	defer s.mu.Unlock()
	p := place{line, s.lines[line-1], 1, ""}
	if s.last.line == line && s.last.offset <= offset {
		p = s.last
	}
	p.column += utf8.RuneCount(s.Text[p.offset:offset])
	p.offset = offset
	if s.last.line == line {
		p.text = s.last.text
	} else {
		p.text = s.line(line)
	}
	s.last = p
	text, cut := around(p.text, offset-s.lines[line-1], p.column-1)
	return Position{File: s.Name, Line: line, Column: p.column, Text: text, Cut: cut}
}

// A line longer than longLine is not kept with each problem in it, but so much of
// it before and behind the place: five hundred problems in a line of a megabyte
// would be half a gigabyte wherever they are written.
const (
	longLine   = 16 << 10
	keptBefore = 1 << 10
	keptBehind = 3 << 10
)

// around is what is kept of a line for a place, of which the byte and the
// character within the line are given, and how many characters of the line stand
// before it.
func around(line string, at, column int) (text string, cut int) {
	if len(line) <= longLine || at > len(line) {
		return line, 0
	}
	from, to := max(at-keptBefore, 0), min(at+keptBehind, len(line))
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	return line[from:to], max(column-utf8.RuneCountInString(line[from:at]), 0)
}

// Span is At for the bytes from start to end, with Width set to their number
// of characters on start's line.
func (s *Source) Span(start, end int) Position {
	p := s.At(start)
	end = min(max(end, start), len(s.Text))
	text := s.Text[min(start, len(s.Text)):end]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	p.Width = utf8.RuneCount(text)
	return p
}

// LineColumn is the position of a line and a column, both counted from 1, the
// column in characters.
func (s *Source) LineColumn(line, column int) Position {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last.line != line {
		text := s.Line(line)
		if line < 1 || line > len(s.lines) {
			return Position{File: s.Name, Line: line, Column: column, Text: text}
		}
		s.last = place{line, s.lines[line-1], 1, text}
	}
	at, characters := 0, 0
	if text := s.last.text; len(text) > longLine {
		for ; characters < column-1 && at < len(text); characters++ {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
		}
	}
	text, cut := around(s.last.text, at, characters)
	return Position{File: s.Name, Line: line, Column: column, Text: text, Cut: cut}
}

// Line is the text of a line, counted from 1, without its end; empty when
// there is no such line. Bytes that are not UTF-8 are replaced.
func (s *Source) Line(line int) string {
	s.index()
	return s.line(line)
}

func (s *Source) line(line int) string {
	if line < 1 || line > len(s.lines) {
		return ""
	}
	end := len(s.Text)
	if line < len(s.lines) {
		end = s.lines[line] - 1
	}
	return string(bytes.ToValidUTF8(bytes.TrimSuffix(s.Text[s.lines[line-1]:end], []byte("\r")), []byte("\uFFFD")))
}

var newline = []byte("\n")

func (s *Source) index() {
	s.once.Do(func() {
		s.lines = make([]int, 1, 1+bytes.Count(s.Text, newline))
		for at := bytes.IndexByte(s.Text, '\n') + 1; at > s.lines[len(s.lines)-1]; {
			s.lines = append(s.lines, at)
			at += bytes.IndexByte(s.Text[at:], '\n') + 1
		}
	})
}
