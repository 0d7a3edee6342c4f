// Package bombs has texts that are small to write and large to read: what made
// other programs slow, or took their memory. Tests give them to the parsers alone
// and to whole builds; nothing of it is part of the program.
//
// The Markdown follows the pathological cases that cmark and cmark-gfm are tested
// with (https://github.com/commonmark/cmark, test/pathological_tests.py), at their
// sizes, and adds what this project's own syntax could suffer from.
package bombs

import (
	"strings"
	"testing"
	"time"
)

// Bomb is a text with a name.
type Bomb struct{ Name, Text string }

var rep = strings.Repeat

// made joins what line gives for 0 to n-1.
func made(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
	}
	return b.String()
}

// grown joins what line gives until the text has a size.
func grown(size int, line func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(line(i))
	}
	return b.String()
}

// Most is the processor time that a bomb may take.
const Most = time.Second

// Cheap fails where a function takes more than Most of processor time. What else
// runs on a machine slows it down, so the best of some attempts counts.
func Cheap(t *testing.T, name string, f func()) {
	t.Helper()
	best := time.Duration(0)
	for attempt := range 3 {
		before := processorTime()
		f()
		if took := processorTime() - before; attempt == 0 || took < best {
			best = took
		}
		if best <= Most {
			break
		}
	}
	if best > Most {
		t.Errorf("%s took %v of processor time, want %v at most", name, best.Round(time.Millisecond), Most)
	} else if best > Most/2 {
		t.Logf("%s took %v", name, best.Round(time.Millisecond))
	}
}
