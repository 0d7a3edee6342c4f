package importer

import (
	"bytes"
	"fmt"
	"io"

	"deskbell/diag"
)

// lexer cuts JSON into values as it comes. It holds no more of a file than the
// value at hand and what was read ahead, and counts lines only where a place is
// asked for. What is inside a value is checked by whoever decodes it.
type lexer struct {
	r         io.Reader
	buf       []byte
	pos       int // the next byte of buf
	mark      int // where the value begins that is reported about
	line      int // of buf[0]
	lineStart int // where that line begins: 0, or before the buffer
	err       error
}

func newLexer(r io.Reader) *lexer { return &lexer{r: r, buf: make([]byte, 0, head), line: 1} }

// fill reads on. What lies before the mark and before keep is let go of; it says
// by how much that moved the rest. More is false at the end of the file.
func (l *lexer) fill(keep int) (moved int, more bool) {
	if l.err != nil {
		return 0, false
	}
	if moved = min(keep, l.mark, l.pos); moved > 0 {
		if i := bytes.LastIndexByte(l.buf[:moved], '\n'); i >= 0 {
			l.line += bytes.Count(l.buf[:moved], []byte("\n"))
			l.lineStart = i + 1
		}
		l.buf = l.buf[:copy(l.buf, l.buf[moved:])]
		l.pos, l.mark, l.lineStart = l.pos-moved, l.mark-moved, l.lineStart-moved
	}
	if len(l.buf) == cap(l.buf) {
		l.buf = append(make([]byte, 0, 2*cap(l.buf)), l.buf...)
	}
	n, err := l.r.Read(l.buf[len(l.buf):cap(l.buf)])
	l.buf, l.err = l.buf[:len(l.buf)+n], err
	return moved, n > 0 || err == nil
}

// next is the first byte of what comes, after white space; 0 at the end.
func (l *lexer) next() byte {
	for {
		for ; l.pos < len(l.buf); l.pos++ {
			if c := l.buf[l.pos]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c
			}
		}
		l.mark = l.pos
		if _, more := l.fill(l.pos); !more {
			return 0
		}
	}
}

// begin marks what comes next, for what is reported about it.
func (l *lexer) begin() byte {
	c := l.next()
	l.mark = l.pos
	return c
}

// expect passes over one of the bytes.
func (l *lexer) expect(what string) (byte, error) {
	c := l.next()
	switch {
	case c == 0:
		return 0, l.end()
	case bytes.IndexByte([]byte(what), c) < 0:
		return 0, fmt.Errorf("expected %s, found %q", spaced(what), rune(c))
	}
	l.pos++
	return c, nil
}

// spaced writes ",]" as ", or ]".
func spaced(what string) string {
	if len(what) == 2 {
		return what[:1] + " or " + what[1:]
	}
	return what
}

// end is the error of a file that ends too early.
func (l *lexer) end() error {
	if l.err == nil || l.err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return l.err
}

// value is the value that comes next, whole, valid until the next one; without
// keep it is passed over and the result is nil.
func (l *lexer) value(keep bool) ([]byte, error) {
	c := l.begin()
	start, depth, quoted := l.pos, 0, false
	switch c {
	case 0:
		return nil, l.end()
	case ',', ':', ']', '}':
		return nil, fmt.Errorf("expected a value, found %q", rune(c))
	}
	for {
		for l.pos < len(l.buf) {
			c := l.buf[l.pos]
			switch {
			case quoted && c == '\\':
				if l.pos+1 == len(l.buf) {
					goto more // the byte behind belongs to it
				}
				l.pos++
			case quoted:
				quoted = c != '"'
			case c == '"':
				quoted = true
			case c == '{' || c == '[':
				depth++
			case c == '}' || c == ']':
				if depth == 0 { // it ends what the value stands in
					return l.cut(start, keep), nil
				}
				depth--
			case depth == 0 && (c == ',' || c == ':' || c == ' ' || c == '\n' || c == '\r' || c == '\t'):
				return l.cut(start, keep), nil
			}
			l.pos++
			if depth == 0 && !quoted && (c == '"' || c == '}' || c == ']') {
				return l.cut(start, keep), nil
			}
		}
	more:
		from := start
		if !keep {
			l.mark, from = l.pos, l.pos
		}
		moved, read := l.fill(from)
		if start -= moved; !read {
			if depth == 0 && !quoted && l.err == io.EOF {
				return l.cut(start, keep), nil // a number that ends the file
			}
			return nil, l.end()
		}
	}
}

func (l *lexer) cut(start int, keep bool) []byte {
	if !keep {
		return nil
	}
	return l.buf[start:l.pos]
}

// position is that of what was marked last.
func (l *lexer) position() diag.Position {
	mark := min(l.mark, len(l.buf))
	line, start := l.line, l.lineStart
	if i := bytes.LastIndexByte(l.buf[:mark], '\n'); i >= 0 {
		line += bytes.Count(l.buf[:mark], []byte("\n"))
		start = i + 1
	}
	return diag.Position{Line: line, Column: mark - start + 1}
}
