package strictyaml

import (
	"bytes"
	"unicode/utf8"

	"deskbell/diag"
)

// otherBreaks end a line for the YAML library, and for no editor.
var otherBreaks = [][]byte{[]byte("\u0085"), []byte("\u2028"), []byte("\u2029"), []byte("\r")}

// findLines notes where the library's lines begin, in a text in which they are
// not those of the file.
func (d *Doc) findLines(text []byte) {
	rest := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	other := false
	for _, b := range otherBreaks {
		other = other || bytes.Contains(rest, b)
	}
	if !other {
		return
	}
	d.lines = []int{d.opts.Offset}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch r {
		case '\r':
			if i < len(text) && text[i] == '\n' {
				i++
			}
		case '\n', '\u0085', '\u2028', '\u2029':
		default:
			continue
		}
		d.lines = append(d.lines, d.opts.Offset+i)
	}
}

// place is where the library's line and column, from 1, are in the file.
func (d *Doc) place(line, column int) diag.Position {
	if d.lines == nil {
		return d.src.LineColumn(line+d.line0, column)
	}
	if line > len(d.lines) {
		return d.src.At(len(d.src.Text))
	}
	at := d.lines[max(line, 1)-1]
	for ; column > 1 && at < len(d.src.Text); column-- {
		_, n := utf8.DecodeRune(d.src.Text[at:])
		at += n
	}
	return d.src.At(at)
}
