package diag

import (
	"io"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
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

// A site may have tens of thousands of warnings, which are told at each build: so
// many are made into text at a time, on all processors.
const (
	textShare  = 256
	sharesOnce = 64
)

func (r Report) text(w io.Writer, ds []Diagnostic) error {
	for some := range slices.Chunk(ds, textShare*sharesOnce) {
		shares := slices.Collect(slices.Chunk(some, textShare))
		texts := make([][]byte, len(shares))
		var next atomic.Int64
		var wait sync.WaitGroup
		for range min(len(shares), runtime.GOMAXPROCS(0)) {
			wait.Go(func() {
				t := texter{report: r, palette: r.palette()}
				for i := int(next.Add(1)) - 1; i < len(shares); i = int(next.Add(1)) - 1 {
					texts[i] = t.all(shares[i])
				}
			})
		}
		wait.Wait()
		for _, text := range texts {
			if _, err := w.Write(text); err != nil {
				return err
			}
		}
	}
	if s := Summary(ds); s != "" {
		_, err := io.WriteString(w, s+"\n")
		return err
	}
	return nil
}

// texter makes text of diagnostics. It serves one goroutine.
type texter struct {
	report Report
	palette
	b           []byte
	file, shown string // the last file, and as the reader reaches it
}

func (t *texter) all(ds []Diagnostic) []byte {
	t.b = make([]byte, 0, 256*len(ds))
	for i := range ds {
		d := &ds[i]
		if at := t.at(d.Pos); at != "" {
			t.add(t.bold, printable(at), ":", t.off, " ")
		}
		t.add(t.of(d.Severity), d.Severity.String(), ":", t.off, " ", printable(d.Message), "\n")
		t.excerpt(d)
		if d.Hint != "" {
			t.add("  ", t.blue, "help:", t.off, " ", printable(d.Hint), "\n")
		}
		for _, rel := range d.Related {
			t.add("  ", t.blue, "see", t.off, " ", printable(t.at(rel.Pos)), ": ", printable(rel.Message), "\n")
		}
		t.add("\n")
	}
	return t.b
}

func (t *texter) add(parts ...string) {
	for _, s := range parts {
		t.b = append(t.b, s...)
	}
}

func (t *texter) spaces(n int) {
	for range n {
		t.b = append(t.b, ' ')
	}
}

// at is the position as text, with the folder before it.
func (t *texter) at(p Position) string {
	if p.File != t.file || t.shown == "" {
		t.file, t.shown = p.File, t.report.file(p)
	}
	p.File = t.shown
	return p.String()
}

// excerpt adds the source line behind its number, and the caret under it: the part
// of it around the position, at most maxExcerpt columns wide. Where the column is
// unknown there is no caret.
func (t *texter) excerpt(d *Diagnostic) {
	p := &d.Pos
	if p.Line == 0 || strings.TrimSpace(p.Text) == "" {
		return
	}
	runes := []rune(strings.TrimRight(p.Text, "\r\n"))
	at := min(max(p.Column-1-p.Cut, 0), len(runes))
	end := min(max(at+max(p.Width, 1), at), max(len(runes), at+1))
	from, to := window(runes, at, end)
	number := strconv.Itoa(p.Line)
	t.add("  ", t.dim, number, " |", t.off, " ")
	before, carets := 0, 0
	if from > 0 || p.Cut > 0 {
		t.add("…")
		before++
	}
	for i := from; i < to; i++ {
		t.b = appendShown(t.b, runes[i])
		if i < at {
			before += columnsShown(runes[i])
		}
	}
	if to < len(runes) {
		t.add("…")
	}
	t.add("\n")
	if p.Column == 0 {
		return
	}
	for i := at; i < min(end, to); i++ {
		carets += columnsShown(runes[i])
	}
	t.add("  ", t.dim)
	t.spaces(len(number))
	t.add(" |", t.off, " ", t.of(d.Severity))
	t.spaces(before)
	for range max(carets, 1) {
		t.b = append(t.b, '^')
	}
	t.add(t.off, "\n")
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

// appendShown appends a rune as it is printed: nothing in a site's file may steer the
// terminal.
func appendShown(b []byte, r rune) []byte {
	switch {
	case r == '\t':
		for range tabColumns {
			b = append(b, ' ')
		}
		return b
	case hidden(r):
		r = utf8.RuneError
	}
	return utf8.AppendRune(b, r)
}

// columnsShown is how many columns appendShown's take.
func columnsShown(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return 1
	case isIdeograph(r):
		return 2
	case r == '\t':
		return tabColumns
	case hidden(r):
		return 1
	}
	return columns(r)
}

// isIdeograph says of most characters that are not ASCII what they are without
// asking tables.
func isIdeograph(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

// hidden says whether a rune may steer a terminal or is not seen.
func hidden(r rune) bool {
	if r >= ' ' && r <= '~' || isIdeograph(r) {
		return false
	}
	return r == '\u200d' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// printable is a text with its control characters shown, on one line.
func printable(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b []byte
	for _, r := range s {
		if r == '\n' {
			r = ' '
		}
		b = appendShown(b, r)
	}
	return string(b)
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
