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
	dec  *json.Decoder
	text *tracker
	path []step
	dead bool
}

// step is a key, or an index where key is empty.
type step struct {
	key   string
	index int
}

func newDocument(in *input) *document {
	t := &tracker{r: in.r, line: 1}
	return &document{input: in, dec: json.NewDecoder(t), text: t}
}

// object calls f for each key of the object that comes next; f reads the value.
func (d *document) object(f func(key string)) {
	if !d.open('{', "an object") {
		return
	}
	for !d.dead && d.dec.More() {
		token, err := d.dec.Token()
		if err != nil {
			d.broken(err)
			return
		}
		key, _ := token.(string)
		d.path = append(d.path, step{key: key})
		f(key)
		d.path = d.path[:len(d.path)-1]
	}
	d.close()
}

// array calls f for each element of the array that comes next; f reads it.
func (d *document) array(f func(i int)) {
	if !d.open('[', "a list") {
		return
	}
	for i := 0; !d.dead && d.dec.More(); i++ {
		d.path = append(d.path, step{index: i})
		f(i)
		d.path = d.path[:len(d.path)-1]
	}
	d.close()
}

// peek is the first byte of the document.
func (d *document) peek() byte {
	if !d.dec.More() || len(d.text.tail) == 0 {
		return 0
	}
	return bytes.TrimLeft(d.text.tail, " \t\r\n")[0]
}

func (d *document) open(want json.Delim, name string) bool {
	if d.dead {
		return false
	}
	d.mark()
	token, err := d.dec.Token()
	if err != nil {
		d.broken(err)
		return false
	}
	if token == want {
		return true
	}
	d.bad("", "expected %s, found %s", name, tokenName(token))
	if delim, ok := token.(json.Delim); ok && (delim == '[' || delim == '{') {
		d.skipRest()
	}
	return false
}

func (d *document) close() {
	if d.dead {
		return
	}
	if _, err := d.dec.Token(); err != nil {
		d.broken(err)
	}
}

// skipRest passes over what is left of an array or object just opened.
func (d *document) skipRest() {
	for depth := 1; depth > 0; {
		token, err := d.dec.Token()
		if err != nil {
			d.broken(err)
			return
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
}

// skip passes over the value that comes next.
func (d *document) skip() {
	var raw json.RawMessage
	d.decode(&raw, "")
}

// decode reads the value that comes next into out. One that does not fit is
// reported with what was expected; the result is then false.
func (d *document) decode(out any, expected string) bool {
	if d.dead {
		return false
	}
	d.mark()
	err := d.dec.Decode(out)
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

// mark remembers where the next value begins, for what is reported about it.
func (d *document) mark() { d.text.advance(d.dec.InputOffset()) }

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
	var syntax *json.SyntaxError
	d.text.advance(d.dec.InputOffset())
	pos := d.text.position()
	switch {
	case errors.As(err, &syntax):
		d.fail(pos, "is broken after %s: %v", or(d.where(), "its beginning"), err)
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		d.fail(pos, "ends in the middle of %s", or(d.where(), "a value"))
	default:
		d.fail(pos, "cannot be read to its end: %v", err)
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

func tokenName(t json.Token) string {
	switch t := t.(type) {
	case json.Delim:
		if t == '{' {
			return "an object"
		}
		return "a list"
	case string:
		return strconv.Quote(t)
	case nil:
		return "null"
	}
	return fmt.Sprint(t)
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
