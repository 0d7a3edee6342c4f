package importer

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/diag"
)

// table reads CSV whose columns are named by its first line and may come in any
// order. Lines without quotes, nearly all there are, are cut at their commas
// where they stand in the buffer; the others go through encoding/csv.
type table struct {
	*input
	lines  *bufio.Reader
	header []string
	row    [][]byte // valid until the next row
	line   int      // of the row's first line
	ends   int      // of its last
	raw    []byte   // the row as it stands in the file
	places [][2]int // of a row with quotes: line and column of each field
	clock  clock
}

// maxRow is how long a row may be; a quote that is never closed ends there.
const maxRow = 1 << 20

func newTable(in *input) *table {
	t := &table{input: in, lines: bufio.NewReaderSize(in.r, head)}
	if ok, _ := t.read(); !ok {
		in.fail(diag.Position{Line: 1}, "has no readable first line")
		return t
	}
	for _, h := range t.row {
		t.header = append(t.header, column(string(h)))
	}
	return t
}

// index is where a column stands; -1 without it.
func (t *table) index(name string) int { return slices.Index(t.header, name) }

// next reads a row with a field for each column; one without is reported and
// passed over, and so is one that is no CSV.
func (t *table) next() bool {
	for {
		ok, more := t.read()
		if !more {
			return false
		}
		if !ok {
			continue
		}
		if len(t.row) == len(t.header) {
			return true
		}
		t.bad(0, "", "expected %d fields (%s), found %d", len(t.header), strings.Join(t.header, ","), len(t.row))
	}
}

// read reads a row; ok is false for one that was reported, more at the end.
func (t *table) read() (ok, more bool) {
	for {
		raw, err := t.lines.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			raw, err = t.long(raw)
		}
		t.line, t.ends = t.ends+1, t.ends+1
		if err != nil && err != io.EOF {
			t.fail(diag.Position{Line: t.line}, "cannot be read to its end: %v", err)
			return false, false
		}
		if len(raw) == 0 {
			return false, false
		}
		t.places = t.places[:0]
		if t.raw = bytes.TrimRight(raw, "\r\n"); len(t.raw) == 0 {
			continue
		}
		if bytes.IndexByte(raw, '"') >= 0 {
			return t.quoted(raw), true
		}
		t.row = t.row[:0]
		for rest := t.raw; ; {
			i := bytes.IndexByte(rest, ',')
			if i < 0 {
				t.row = append(t.row, rest)
				return true, true
			}
			t.row = append(t.row, rest[:i])
			rest = rest[i+1:]
		}
	}
}

// long reads on a line that is longer than the buffer.
func (t *table) long(start []byte) ([]byte, error) {
	line := bytes.Clone(start)
	for {
		part, err := t.lines.ReadSlice('\n')
		if line = append(line, part[:min(len(part), max(0, maxRow-len(line)))]...); err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// quoted reads a row with quotes, which may go over several lines.
func (t *table) quoted(first []byte) bool {
	record := bytes.Clone(first)
	for bytes.Count(record, []byte{'"'})%2 == 1 && len(record) < maxRow {
		line, err := t.lines.ReadSlice('\n')
		record = append(record, line...)
		if len(line) > 0 && (err == nil || err == io.EOF) {
			t.ends++
		}
		if err != nil && err != bufio.ErrBufferFull {
			break
		}
	}
	t.raw = bytes.TrimRight(record, "\r\n")
	r := csv.NewReader(bytes.NewReader(record))
	fields, err := r.Read()
	if err != nil {
		var syntax *csv.ParseError
		pos := diag.Position{Line: t.line}
		if errors.As(err, &syntax) {
			pos.Line, pos.Column, err = t.line+syntax.Line-1, syntax.Column, syntax.Err
		}
		t.input.bad(pos, "put a field that holds quotes in quotes, and write the quotes in it twice", "the line is no CSV: %v", err)
		return false
	}
	t.row = t.row[:0]
	for i, f := range fields {
		line, column := r.FieldPos(i)
		t.row = append(t.row, []byte(f))
		t.places = append(t.places, [2]int{t.line + line - 1, column})
	}
	return true
}

// bad reports the row at a field.
func (t *table) bad(field int, hint, format string, args ...any) {
	field = min(max(field, 0), len(t.row)-1)
	pos := diag.Position{Line: t.line, Column: 1, Width: utf8.RuneCount(t.row[field])}
	for _, f := range t.row[:field] {
		pos.Column += utf8.RuneCount(f) + 1
	}
	if field < len(t.places) {
		pos.Line, pos.Column = t.places[field][0], t.places[field][1]
	}
	text := t.raw
	for i := t.line; i < pos.Line; i++ {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	text, _, _ = bytes.Cut(text, []byte("\n"))
	pos.Text = string(bytes.ToValidUTF8(text[:min(len(text), 500)], []byte("\uFFFD")))
	t.input.bad(pos, hint, format, args...)
}

// service is the builder of the monitor that a field names.
func (t *table) service(field int) (*builder, bool) {
	if b := t.byName[string(t.row[field])]; b != nil {
		return b, true
	}
	name := strings.TrimSpace(string(t.row[field]))
	if name == "" {
		t.bad(field, "write a service's or a monitor's id", "the service is missing")
		return nil, false
	}
	return t.named(name), true
}

// latency takes in a field of milliseconds, which may be absent or empty.
func (t *table) latency(b *builder, at int64, field int) {
	if field < 0 || len(t.row[field]) == 0 {
		return
	}
	ms, ok := parseMilliseconds(t.row[field])
	if !ok {
		t.bad(field, "write milliseconds, or nothing", "expected a number, found %q", t.row[field])
		return
	}
	b.latency(at, ms)
}
