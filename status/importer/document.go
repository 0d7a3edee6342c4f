package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// document reads JSON as it comes and knows at each moment the path and the
// line of the value that comes next. A value of another kind than expected is
// reported and passed over; after a syntax error nothing more comes.
type document struct {
	*input
	text *lexer
	path []step
	dead bool
}

// step is a key, or an index where key is empty.
type step struct {
	key   string
	index int
}

func newDocument(in *input) *document { return &document{input: in, text: newLexer(in.r)} }

// object calls f for each key of the object that comes next; f reads the value.
func (d *document) object(f func(key string)) {
	d.each('{', '}', "an object", func(int) bool {
		raw, err := d.text.value(true)
		var key string
		if err == nil {
			err = json.Unmarshal(raw, &key)
		}
		if err == nil {
			_, err = d.text.expect(":")
		}
		if err != nil {
			d.broken(err)
			return false
		}
		d.path = append(d.path, step{key: key})
		f(key)
		return true
	})
}

// array calls f for each element of the array that comes next; f reads it.
func (d *document) array(f func(i int)) {
	d.each('[', ']', "a list", func(i int) bool {
		d.path = append(d.path, step{index: i})
		f(i)
		return true
	})
}

// each calls f, which adds a step to the path, before each thing in what comes
// next.
func (d *document) each(open, end byte, name string, f func(i int) bool) {
	if !d.open(open, name) {
		return
	}
	if d.text.next() == end {
		d.text.pos++
		return
	}
	depth := len(d.path)
	for i := 0; f(i) && !d.dead; i++ {
		d.path = d.path[:depth]
		c, err := d.text.expect("," + string(end))
		if err != nil {
			d.broken(err)
		}
		if c != ',' {
			return
		}
	}
}

// peek is the first byte of the document.
func (d *document) peek() byte { return d.text.next() }

func (d *document) open(want byte, name string) bool {
	if d.dead {
		return false
	}
	if d.text.begin() == want {
		d.text.pos++
		return true
	}
	raw, err := d.text.value(true)
	if err != nil {
		d.broken(err)
		return false
	}
	d.bad("", "expected %s, found %s", name, valueName(raw))
	return false
}

// skip passes over the value that comes next.
func (d *document) skip() {
	if d.dead {
		return
	}
	if _, err := d.text.value(false); err != nil {
		d.broken(err)
	}
}

// parser is a value that reads itself, and checks what it reads.
type parser interface{ parse(text []byte) error }

// decode reads the value that comes next into out. One that does not fit is
// reported with what was expected; the result is then false.
func (d *document) decode(out any, expected string) bool {
	if d.dead {
		return false
	}
	raw, err := d.text.value(true)
	if err != nil {
		d.broken(err)
		return false
	}
	if p, ok := out.(parser); ok {
		err = p.parse(raw)
	} else {
		err = json.Unmarshal(raw, out)
	}
	if err == nil {
		return true
	}
	var kind *json.UnmarshalTypeError
	var record *recordError
	switch {
	case errors.As(err, &kind):
		d.badAt(kind.Field, "", "expected %s, found a %s", or(expected, kind.Type.String()), kind.Value)
	case errors.As(err, &record):
		d.badAt("", "", "expected %s, found %s", or(expected, record.expected), record.found)
	default:
		d.broken(err)
	}
	return false
}

// bad reports the value that was marked last, under the path it has.
func (d *document) bad(hint, format string, args ...any) { d.badAt("", hint, format, args...) }

// badAt is bad for a field of the value.
func (d *document) badAt(field, hint, format string, args ...any) {
	if d.problems++; d.problems > maxProblems {
		return
	}
	pos := d.text.position()
	pos.File = d.file
	path := d.where()
	if field != "" {
		path = strings.TrimPrefix(path+"."+field, ".")
	}
	d.list.Errorf("uptime-record", pos, hint, "%s: %s", or(path, "the file"), fmt.Sprintf(format, args...))
}

func (d *document) broken(err error) {
	if d.dead {
		return
	}
	d.dead = true
	d.text.mark = d.text.pos
	pos := d.text.position()
	switch {
	case err == io.ErrUnexpectedEOF:
		d.fail(pos, "ends in the middle of %s", or(d.where(), "a value"))
	case err == d.text.err:
		d.fail(pos, "cannot be read to its end: %v", err)
	default:
		d.fail(pos, "is broken after %s: %v", or(d.where(), "its beginning"), err)
	}
}

// where is the path of the value at hand: data.result[0].values[17].
func (d *document) where() string {
	var b strings.Builder
	for _, s := range d.path {
		switch {
		case s.key == "":
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		case b.Len() > 0:
			b.WriteString("." + s.key)
		default:
			b.WriteString(s.key)
		}
	}
	return b.String()
}

// recordError is what a type of this package that reads itself could not read.
type recordError struct{ expected, found string }

func (e *recordError) Error() string { return "expected " + e.expected + ", found " + e.found }

// found is a value as it is shown in a message.
func found(text []byte) string {
	if !utf8.Valid(text) || len(text) > 60 {
		text = bytes.ToValidUTF8(text[:min(len(text), 60)], []byte("\uFFFD"))
		return string(text) + "…"
	}
	return string(text)
}

// valueName is a value as it is shown in a message.
func valueName(raw []byte) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	}
	return found(raw)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
