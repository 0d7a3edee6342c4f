// Package strictyaml reads YAML into Go values and reports everything that is
// wrong with it at once, each problem at its line and column with the mend.
//
// It is stricter than YAML: unknown and duplicate keys, values of another
// type, times without a zone, several documents, deep nesting and aliases that
// expand without bound are errors. A value that could be read is set even when
// others could not, so that callers can go on checking.
//
// # Struct tags
//
// Fields are named by a `yaml:"name"` tag; a field without one is not read.
// Options after the name are "required" (absence is an error), "list" (a single
// value may stand where a list is expected) and "extra" (a map[string]any that
// takes the unknown keys, which are then no errors).
//
// # Types
//
// bool, integers, float64, string, [Text], [Date], time.Time (RFC 3339, the
// zone is required), time.Duration ("15m"), slices, maps with string keys,
// structs, pointers to these, and any. A string type with a method
// Values() []string takes only these values. A type with a method
// UnmarshalStrict(*Value) reads itself.
package strictyaml

import (
	"errors"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/diag"

	"go.yaml.in/yaml/v4"
)

// Options say what the text alone cannot.
type Options struct {
	// Offset is where in the source the YAML begins, and End where it ends (0:
	// the source's end), for front matter.
	Offset, End int
	// Zone is where dates begin, and the zone that hints propose; nil is UTC.
	Zone   *time.Location
	Limits Limits
}

// Doc is a document that was read: it tells where its values stand.
type Doc struct {
	src    *diag.Source
	root   *yaml.Node
	line0  int   // lines of the source before the YAML
	lines  []int // where the library's lines begin, where they are not the source's
	opts   Options
	list   *diag.List
	limits Limits
	expand int // values reached through aliases

	tooDeep  bool // reading stopped for that
	problems int
}

// Decode reads the one YAML document of src into out, a pointer to a struct, a
// map or a slice. Problems go on the list; the result is never nil. An empty
// document leaves out as it is, with its required fields reported.
func Decode(src *diag.Source, out any, opts Options, list *diag.List) *Doc {
	d := &Doc{src: src, opts: opts, list: list, limits: opts.Limits.orDefault()}
	if d.opts.Zone == nil {
		d.opts.Zone = time.UTC
	}
	text := src.Text[opts.Offset:]
	if opts.End > 0 {
		text = src.Text[opts.Offset:opts.End]
	}
	if i := invalidUTF8(text); i >= 0 {
		list.Errorf("utf8-invalid", src.At(opts.Offset+i), "save the file as UTF-8", "invalid UTF-8: byte 0x%02X", text[i])
		return d
	}
	d.line0 = src.At(opts.Offset).Line - 1
	d.findLines(text)
	if d.tooMany(text) {
		return d
	}
	root, err := d.load(text)
	if err != nil {
		d.syntax(err)
		return d
	}
	if len(root.Content) > 0 {
		d.root = root.Content[0]
	}
	d.manyDocuments(text)
	d.value(d.root, reflect.ValueOf(out).Elem(), 0)
	return d
}

// manyDocuments reports a second document, which the loader would pass over.
func (d *Doc) manyDocuments(text []byte) {
	line, seen := d.line0, false
	for l := range strings.Lines(string(text)) {
		line++
		l = strings.TrimRight(l, "\r\n")
		if seen && (l == "---" || strings.HasPrefix(l, "--- ")) && d.inDocumentEnd(line) {
			d.errorf("yaml-documents", d.src.LineColumn(line, 1), "put each into a file of its own", "a second YAML document; expected one")
			return
		}
		seen = seen || l != "" && !strings.HasPrefix(l, "#")
	}
}

// inDocumentEnd says whether a line lies behind the first document's start: a
// document marker is never part of a value, not even of a block scalar.
func (d *Doc) inDocumentEnd(line int) bool {
	return d.root == nil || line > d.root.Line+d.line0
}

// At is the position of the value under a path of map keys (strings) and list
// indices (ints), or of the nearest value above that exists.
func (d *Doc) At(path ...any) diag.Position {
	n := d.root
	for _, step := range path {
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	return d.pos(n)
}

// KeyAt is At for the key that holds the value, where the last step is a key.
func (d *Doc) KeyAt(path ...any) diag.Position {
	n := d.root
	for i, step := range path {
		if key, ok := step.(string); ok && i == len(path)-1 {
			if k := keyNode(resolve(n), key); k != nil {
				return d.pos(k)
			}
		}
		next := child(n, step)
		if next == nil {
			break
		}
		n = next
	}
	return d.pos(n)
}

// Has says whether a value stands under the path.
func (d *Doc) Has(path ...any) bool {
	n := d.root
	for _, step := range path {
		if n = child(n, step); n == nil {
			return false
		}
	}
	return n != nil
}

// Source is what the document was read from.
func (d *Doc) Source() *diag.Source { return d.src }

func (d *Doc) pos(n *yaml.Node) diag.Position {
	if n == nil || n.Line == 0 {
		return d.src.LineColumn(d.line0+1, 1)
	}
	p := d.place(n.Line, n.Column)
	if n.Kind == yaml.ScalarNode && !strings.Contains(n.Value, "\n") {
		p.Width = utf8.RuneCountInString(n.Value)
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			p.Width += 2
		}
	}
	return p
}

func (d *Doc) syntax(err error) {
	var load *yaml.LoadError
	pos := d.src.LineColumn(d.line0+1, 1)
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if errors.As(err, &load) {
		message = load.Message
		if load.Mark.Line > 0 {
			pos = d.place(load.Mark.Line, max(load.Mark.Column, 1))
		}
	}
	if d.tooDeep {
		d.deepAt(pos)
		return
	}
	d.errorf("yaml-syntax", pos, syntaxHint(message), "YAML: %s", message)
}

// syntaxHint is the mend for the slips that people make most.
func syntaxHint(message string) string {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		return "put the value in quotes if it holds ': ', or mend the indentation"
	case strings.Contains(message, "cannot start any token"):
		return "indent with spaces, not tabs, and put a value that begins with @ ` or % in quotes"
	case strings.Contains(message, "unknown anchor"):
		return "put the value in quotes if it begins with *"
	case strings.Contains(message, "unexpected end of stream"), strings.Contains(message, "did not find expected"):
		return "close the quote or bracket, and align the lines of one list or map"
	}
	return ""
}

func resolve(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func child(n *yaml.Node, step any) *yaml.Node {
	n = resolve(n)
	if n == nil {
		return nil
	}
	switch s := step.(type) {
	case int:
		if n.Kind == yaml.SequenceNode && s < len(n.Content) {
			return n.Content[s]
		}
		if n.Kind == yaml.ScalarNode && s == 0 {
			return n // a single value where a list may stand
		}
	case string:
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == s {
				return n.Content[i+1]
			}
		}
	}
	return nil
}

func keyNode(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i]
		}
	}
	return nil
}

func invalidUTF8(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
