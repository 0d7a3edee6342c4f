// Package diag holds problems as data: where, what was found, and what to
// write instead. Every other package reports through a [List]; only the
// command decides how a list is printed.
//
// A diagnostic is complete by itself: it carries the text of its source line,
// so that it can be printed long after the file was let go.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Severity orders diagnostics by what they stop.
type Severity int

// An Error means that nothing is written. A Warning is printed and, with
// --strict, stops the build as well. A Note never does.
const (
	Error Severity = iota
	Warning
	Note
)

// String gives the word that is printed: error, warning or note.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// Position is a place in a file of the site. Line and Column count from 1,
// Column in characters (runes); both are 0 where only the file is known.
type Position struct {
	File   string // slash-separated, relative to the site's folder
	Line   int
	Column int
	Width  int    // how many characters are meant, for the caret; 0 means 1
	Text   string // the source line, without its end; empty when unknown
	Cut    int    // how many characters of a long line stand before Text
}

// String gives file:line:column, leaving out what is unknown.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	if p.Column == 0 {
		return p.File + ":" + strconv.Itoa(p.Line)
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Diagnostic is one problem.
type Diagnostic struct {
	// ID names the kind of problem for settings and reports, such as
	// "link-broken": lower case, noun first.
	ID       string
	Severity Severity
	Pos      Position
	// Message says what was found and what was expected: lower case, no full stop.
	Message string
	// Hint says what to write instead; empty where there is nothing to add.
	Hint string
	// Related are other places that the message speaks of, such as the first
	// of two duplicates.
	Related []Related
}

// Related is a further place of a diagnostic, with what it has to do with it.
type Related struct {
	Pos     Position
	Message string
}

// List collects diagnostics. Its zero value is ready, and it may be used from
// several goroutines: Sorted gives an order that does not depend on them.
type List struct {
	mutedAt map[mute]bool // by their lines
	mu      sync.Mutex
	items   []Diagnostic
	off     []string
}

// Mute keeps warnings and notes with the ids given off the list from now on.
func (l *List) Mute(ids []string) {
	l.mu.Lock()
	l.off = ids
	l.mu.Unlock()
}

// muted says whether a diagnostic is switched off, for the site or on its line.
// An error never is.
func (l *List) muted(d *Diagnostic) bool {
	if d.Severity == Error {
		return false
	}
	if slices.Contains(l.off, d.ID) {
		return true
	}
	_, ids, found := strings.Cut(d.Pos.Text, "deskbell-off:")
	if !found || !Names(ids, d.ID) {
		return false
	}
	if l.mutedAt == nil {
		l.mutedAt = map[mute]bool{}
	}
	l.mutedAt[mute{d.Pos.File, d.Pos.Line, d.ID}] = true
	return true
}

// mute is a check that a line switched off.
type mute struct {
	file string
	line int
	id   string
}

// Names says whether what stands behind "deskbell-off:" names a check.
func Names(ids, id string) bool {
	return slices.Contains(strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\r' || r == '\n' }), id)
}

// Muted says whether a line switched off a diagnostic that was to be added.
func (l *List) Muted(file string, line int, id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.off != nil && slices.Contains(l.off, id) || l.mutedAt[mute{file, line, id}]
}

// Add puts diagnostics on the list: warnings and notes unless they are switched
// off, for the site by Mute or on their line by a comment "deskbell-off: ID".
func (l *List) Add(d ...Diagnostic) {
	if len(d) == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.items)+len(d) > cap(l.items) {
		l.items = slices.Grow(l.items, len(l.items)+len(d)) // append would copy a long list five times
	}
	for i := range d {
		if !l.muted(&d[i]) {
			l.items = append(l.items, d[i])
		}
	}
}

// Errorf adds an error. The hint may be empty.
func (l *List) Errorf(id string, pos Position, hint, format string, args ...any) {
	l.Add(Diagnostic{ID: id, Severity: Error, Pos: pos, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning. The hint may be empty.
func (l *List) Warnf(id string, pos Position, hint, format string, args ...any) {
	l.Add(Diagnostic{ID: id, Severity: Warning, Pos: pos, Hint: hint, Message: fmt.Sprintf(format, args...)})
}

// Sorted returns the diagnostics by file, line, column, severity and message,
// each only once.
func (l *List) Sorted() []Diagnostic {
	l.mu.Lock()
	out := slices.Clone(l.items)
	l.mu.Unlock()
	if !slices.IsSortedFunc(out, compare) {
		slices.SortStableFunc(out, compare)
	}
	return slices.CompactFunc(out, func(a, b Diagnostic) bool { return compare(a, b) == 0 && a.ID == b.ID })
}

// Has says whether there is a diagnostic of a severity.
func (l *List) Has(s Severity) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.items, func(d Diagnostic) bool { return d.Severity == s })
}

// Count says how many diagnostics of a severity there are.
func (l *List) Count(s Severity) int {
	n := 0
	for _, d := range l.Sorted() {
		if d.Severity == s {
			n++
		}
	}
	return n
}

func compare(a, b Diagnostic) int {
	switch {
	case a.Pos.File != b.Pos.File:
		return cmp.Compare(a.Pos.File, b.Pos.File)
	case a.Pos.Line != b.Pos.Line:
		return cmp.Compare(a.Pos.Line, b.Pos.Line)
	case a.Pos.Column != b.Pos.Column:
		return cmp.Compare(a.Pos.Column, b.Pos.Column)
	case a.Severity != b.Severity:
		return cmp.Compare(a.Severity, b.Severity)
	}
	return cmp.Compare(a.Message, b.Message)
}
