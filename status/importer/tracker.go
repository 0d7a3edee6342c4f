package importer

import (
	"bytes"
	"io"

	"deskbell/diag"
)

// tracker counts lines in what passes through it. It keeps only what lies
// between the last mark and what the decoder has read ahead.
type tracker struct {
	r         io.Reader
	tail      []byte
	base      int64 // offset of tail
	line      int
	lineStart int64
}

func (t *tracker) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.tail = append(t.tail, p[:n]...)
	return n, err
}

// advance lets go of what lies before the offset.
func (t *tracker) advance(offset int64) {
	n := min(int(offset-t.base), len(t.tail))
	if i := bytes.LastIndexByte(t.tail[:n], '\n'); i >= 0 {
		t.line += bytes.Count(t.tail[:n], []byte("\n"))
		t.lineStart = t.base + int64(i) + 1
	}
	t.tail = t.tail[n:]
	t.base += int64(n)
}

// position is that of the first value after the last mark.
func (t *tracker) position() diag.Position {
	skip := 0
	for skip < len(t.tail) && bytes.IndexByte([]byte(" \t\r\n,:"), t.tail[skip]) >= 0 {
		skip++
	}
	line, start := t.line, t.lineStart
	if i := bytes.LastIndexByte(t.tail[:skip], '\n'); i >= 0 {
		line += bytes.Count(t.tail[:skip], []byte("\n"))
		start = t.base + int64(i) + 1
	}
	return diag.Position{Line: line, Column: int(t.base + int64(skip) - start + 1)}
}
