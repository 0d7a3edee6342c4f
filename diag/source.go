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
	return Position{File: s.Name, Line: line, Column: p.column, Text: p.text}
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
	return Position{File: s.Name, Line: line, Column: column, Text: s.last.text}
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

func (s *Source) index() {
	s.once.Do(func() {
		s.lines = []int{0}
		for i, b := range s.Text {
			if b == '\n' {
				s.lines = append(s.lines, i+1)
			}
		}
	})
}
