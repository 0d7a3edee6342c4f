package importer

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"deskbell/diag"
)

// table reads CSV whose columns are named by its first line and may come in any
// order.
type table struct {
	*input
	csv    *csv.Reader
	header []string
	row    []string
}

func newTable(in *input) *table {
	t := &table{input: in, csv: csv.NewReader(in.r)}
	t.csv.ReuseRecord = true
	t.csv.FieldsPerRecord = -1
	header, err := t.csv.Read()
	if err != nil {
		in.fail(diag.Position{Line: 1}, "has no readable first line: %v", err)
		return t
	}
	for _, h := range header {
		t.header = append(t.header, column(h))
	}
	return t
}

// index is where a column stands; -1 without it.
func (t *table) index(name string) int { return slices.Index(t.header, name) }

// next reads a row; one that is no CSV is reported and passed over.
func (t *table) next() bool {
	for {
		row, err := t.csv.Read()
		if err == io.EOF {
			return false
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			t.input.bad(diag.Position{Line: syntax.Line, Column: syntax.Column}, "put a field that holds quotes in quotes", "the line is no CSV: %v", syntax.Err)
			continue
		}
		if err != nil {
			t.fail(diag.Position{}, "cannot be read to its end: %v", err)
			return false
		}
		if t.row = row; len(row) != len(t.header) {
			t.bad(0, "", "expected %d fields (%s), found %d", len(t.header), strings.Join(t.header, ","), len(row))
			continue
		}
		return true
	}
}

// bad reports the row at a field.
func (t *table) bad(field int, hint, format string, args ...any) {
	field = min(max(field, 0), len(t.row)-1)
	line, column := t.csv.FieldPos(field)
	t.input.bad(diag.Position{Line: line, Column: column, Width: len([]rune(t.row[field])), Text: strings.Join(t.row, ",")}, hint, format, args...)
}
