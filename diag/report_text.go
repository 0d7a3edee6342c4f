package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is for people:
//
//	content/faq/login.md:3:9: error: expected a whole number, found "many"
//	  3 | weight: many
//	    |         ^^^^
//	  help: write a number such as 10
//	  see content/faq/other.md:1:1: the first stands here
//
// Each diagnostic is followed by an empty line, the last one by the count.

const (
	maxExcerpt = 100 // columns of a source line that are shown
	tabColumns = 4
)

// The escape sequences, all empty without colour.
type palette struct{ bold, red, yellow, blue, dim, off string }

func (r Report) palette() palette {
	if !r.Color {
		return palette{}
	}
	return palette{"\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[2m", "\x1b[0m"}
}

func (p palette) of(s Severity) string {
	switch s {
	case Error:
		return p.red
	case Warning:
		return p.yellow
	}
	return p.blue
}

func (r Report) text(w io.Writer, ds []Diagnostic) error {
	b, c := bufio.NewWriter(w), r.palette()
	for _, d := range ds {
		if at := r.at(d.Pos); at != "" {
			fmt.Fprintf(b, "%s%s:%s ", c.bold, printable(at), c.off)
		}
		fmt.Fprintf(b, "%s%s:%s %s\n", c.of(d.Severity), d.Severity, c.off, printable(d.Message))
		excerpt(b, c, d)
		if d.Hint != "" {
			fmt.Fprintf(b, "  %shelp:%s %s\n", c.blue, c.off, printable(d.Hint))
		}
		for _, rel := range d.Related {
			fmt.Fprintf(b, "  %ssee%s %s: %s\n", c.blue, c.off, printable(r.at(rel.Pos)), printable(rel.Message))
		}
		fmt.Fprintln(b)
	}
	if s := Summary(ds); s != "" {
		fmt.Fprintln(b, s)
	}
	return b.Flush()
}

// excerpt prints the source line behind its number, and the caret under it.
func excerpt(w io.Writer, c palette, d Diagnostic) {
	if d.Pos.Line == 0 || strings.TrimSpace(d.Pos.Text) == "" {
		return
	}
	line, caret := cut(d.Pos)
	number := fmt.Sprint(d.Pos.Line)
	fmt.Fprintf(w, "  %s%s |%s %s\n", c.dim, number, c.off, line)
	if caret != "" {
		fmt.Fprintf(w, "  %s%*s |%s %s%s%s\n", c.dim, len(number), "", c.off, c.of(d.Severity), caret, c.off)
	}
}

// cut gives the part of the source line around the position, at most
// maxExcerpt columns wide, and the line of spaces and carets under it, which is
// empty when the column is unknown.
func cut(p Position) (line, caret string) {
	runes := []rune(strings.TrimRight(p.Text, "\r\n"))
	at := min(max(p.Column-1-p.Cut, 0), len(runes))
	end := min(max(at+max(p.Width, 1), at), max(len(runes), at+1))
	from, to := window(runes, at, end)

	var b, under strings.Builder
	if from > 0 || p.Cut > 0 {
		b.WriteString("…")
		under.WriteByte(' ')
	}
	for i := from; i < to; i++ {
		b.WriteString(show(runes[i]))
		if i < at {
			under.WriteString(strings.Repeat(" ", columnsShown(runes[i])))
		}
	}
	if to < len(runes) {
		b.WriteString("…")
	}
	if p.Column == 0 {
		return b.String(), ""
	}
	carets := 0
	for i := at; i < min(end, to); i++ {
		carets += columnsShown(runes[i])
	}
	under.WriteString(strings.Repeat("^", max(carets, 1)))
	return b.String(), under.String()
}

// window picks which runes to show: all of a short line, else those around the
// span from at to end, a third of the columns before it.
func window(runes []rune, at, end int) (from, to int) {
	total, whole := 0, 0
	for whole < len(runes) && total <= maxExcerpt {
		total += columnsShown(runes[whole])
		whole++
	}
	if total <= maxExcerpt {
		return 0, len(runes)
	}
	from = at
	for used := 0; from > 0 && used < maxExcerpt/3; from-- {
		used += columnsShown(runes[from-1])
	}
	to = from
	for used := 0; to < len(runes) && used < maxExcerpt; to++ {
		used += columnsShown(runes[to])
	}
	return from, to
}

// show is a rune as it is printed: nothing in a site's file may steer the
// terminal.
func show(r rune) string {
	switch {
	case r == '\t':
		return strings.Repeat(" ", tabColumns)
	case hidden(r):
		return string(utf8.RuneError)
	}
	return string(r)
}

// columnsShown is how many columns show takes.
func columnsShown(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return 1
	case r == '\t':
		return tabColumns
	case hidden(r):
		return 1
	}
	return columns(r)
}

// hidden says whether a rune may steer a terminal or is not seen.
func hidden(r rune) bool {
	return r == '\u200d' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// printable is a text with its control characters shown, on one line.
func printable(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r == '\n' {
			r = ' '
		}
		b.WriteString(show(r))
	}
	return b.String()
}

// Columns is how many columns of a terminal a text takes: two for what East
// Asian typography sets wide, none for marks that sit on another character.
func Columns(s string) (n int) {
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide are the characters of East Asian Width W and F (UAX 11), in blocks.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x115f, 1}, {0x231a, 0x231b, 1}, {0x2329, 0x232a, 1}, {0x23e9, 0x23ec, 1},
		{0x2614, 0x2615, 1}, {0x2705, 0x2705, 1}, {0x274c, 0x274c, 1}, {0x2753, 0x2755, 1},
		{0x2757, 0x2757, 1}, {0x2795, 0x2797, 1}, {0x2b50, 0x2b50, 1}, {0x2e80, 0x303e, 1},
		{0x3041, 0x33ff, 1}, {0x3400, 0x4dbf, 1}, {0x4e00, 0xa4cf, 1}, {0xa960, 0xa97f, 1},
		{0xac00, 0xd7a3, 1}, {0xf900, 0xfaff, 1}, {0xfe10, 0xfe19, 1}, {0xfe30, 0xfe6f, 1},
		{0xff00, 0xff60, 1}, {0xffe0, 0xffe6, 1},
	},
	R32: []unicode.Range32{
		{0x16fe0, 0x18aff, 1}, {0x1aff0, 0x1b2ff, 1}, {0x1f200, 0x1f265, 1}, {0x1f300, 0x1f64f, 1},
		{0x1f680, 0x1f6ff, 1}, {0x1f7e0, 0x1f7eb, 1}, {0x1f900, 0x1faff, 1}, {0x20000, 0x3fffd, 1},
	},
}
