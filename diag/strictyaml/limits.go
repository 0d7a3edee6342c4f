package strictyaml

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"deskbell/diag"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// Limits bound what a hostile or mistaken file may cost; what is 0 is as in
// DefaultLimits.
type Limits struct {
	Bytes   int // of a file
	Values  int // of a document as it is written: lines, and entries of [a, b] and {a: b}
	Nesting int // values within values
	Aliases int // values that aliases (*name) stand for
}

// DefaultLimits are for sites that set none. A value costs the YAML library up to
// 900 bytes, and some microseconds.
var DefaultLimits = Limits{Bytes: 8 << 20, Values: 250_000, Nesting: 64, Aliases: 100_000}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Bytes, DefaultLimits.Bytes), cmp.Or(l.Values, DefaultLimits.Values), cmp.Or(l.Nesting, DefaultLimits.Nesting), cmp.Or(l.Aliases, DefaultLimits.Aliases)}
}

// maxProblems is how many problems of one document are listed one by one.
const maxProblems = 200

// ReadFile decodes a file as Decode does. It is nil where there is no such file,
// and for one that cannot be read or is too large, which is reported.
func ReadFile(fsys fs.FS, name string, out any, opts Options, list *diag.List) *Doc {
	src := ReadSource(fsys, name, opts, list)
	if src == nil {
		return nil
	}
	return Decode(src, out, opts, list)
}

// ReadSource is ReadFile without the decoding.
func ReadSource(fsys fs.FS, name string, opts Options, list *diag.List) *diag.Source {
	f, err := fsys.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	most := opts.Limits.orDefault().Bytes
	var text []byte
	if err == nil {
		defer f.Close()
		text, err = io.ReadAll(io.LimitReader(f, int64(most)+1))
	}
	switch {
	case err != nil:
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		list.Errorf("file-unreadable", diag.Position{File: name, Line: 1, Column: 1}, "put a file there that may be read; a link must not leave the site's folder", "cannot be read: %v", err)
	case len(text) > most:
		list.Errorf("limit-file", diag.Position{File: name, Line: 1, Column: 1}, "split it, or raise limits.file_mb", "the file has more than %d MB", most>>20)
	default:
		return diag.NewSource(name, text)
	}
	return nil
}

// tooMany reports a document of more values than are taken, where the first of
// them stands. What is counted is what can begin a value, so that it is known
// before the YAML library makes anything of it: line ends, commas, colons before
// a space, tags and anchors behind one, and opening brackets.
func (d *Doc) tooMany(text []byte) bool {
	count := 0
	for i, c := range text {
		switch c {
		case '\n', ',', '[', '{', '?':
		case ':', '-':
			if i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '\t' {
				continue
			}
		case '!', '&', '*':
			if i > 0 && text[i-1] != ' ' {
				continue
			}
		default:
			continue
		}
		if count++; count > d.limits.Values {
			d.list.Errorf("yaml-values", d.src.At(d.opts.Offset+i), "split the file, or raise limits.yaml_values", "more than %d values", d.limits.Values)
			return true
		}
	}
	return false
}

// load makes a tree of the first document. It stops where values are nested far
// deeper than they may be: the library's time grows with the square of that.
func (d *Doc) load(text []byte) (root yaml.Node, err error) {
	depth := loaderlimits.DepthFunc(func(depth int, _ *loaderlimits.DepthContext) error {
		if depth <= 2*d.limits.Nesting {
			return nil
		}
		d.tooDeep = true
		return errTooDeep
	})
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithV3Defaults(), yaml.WithPlugin(loaderlimits.New(depth)))
	if err != nil {
		return root, err
	}
	if err = loader.Load(&root); err == io.EOF {
		err = nil // nothing but comments
	}
	return root, err
}

var errTooDeep = errors.New("nested too deep")

// full says that no more problems of the document are listed.
func (d *Doc) full() bool { return d.problems > maxProblems }

// add puts a problem on the list, up to maxProblems of a document.
func (d *Doc) add(p diag.Diagnostic) {
	switch d.problems++; {
	case d.problems <= maxProblems:
		d.list.Add(p)
	case d.problems == maxProblems+1:
		d.list.Errorf("yaml-problems", p.Pos, "mend those before first", "more than %d problems in one file; from here on none is listed", maxProblems)
	}
}

func (d *Doc) errorf(id string, pos diag.Position, hint, format string, args ...any) {
	message := ""
	if !d.full() {
		message = fmt.Sprintf(format, args...)
	}
	d.add(diag.Diagnostic{ID: id, Severity: diag.Error, Pos: pos, Hint: hint, Message: message})
}

// follow replaces an alias by what it stands for, and counts what is reached
// through aliases; not ok beyond the limit, which is reported once.
func (v *Value) follow() (ok bool) {
	d := v.doc
	if alias := v.node != resolve(v.node); !alias && d.expand == 0 {
		return true
	}
	if d.expand++; d.expand > d.limits.Aliases {
		if d.expand == d.limits.Aliases+1 {
			v.Errorf("yaml-aliases", "write the values out, or raise limits.yaml_aliases", "aliases stand for more than %d values", d.limits.Aliases)
		}
		return false
	}
	v.node = resolve(v.node)
	return true
}

// deep reports a value that is nested too deep.
func (v *Value) deep() bool {
	if v.depth <= v.doc.limits.Nesting {
		return false
	}
	v.doc.deepAt(v.Pos())
	return true
}

func (d *Doc) deepAt(pos diag.Position) {
	d.errorf("yaml-depth", pos, "write it flatter, or raise limits.yaml_nesting", "nested more than %d deep", d.limits.Nesting)
}
