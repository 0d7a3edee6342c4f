package draw

import (
	"fmt"
	"os"
	"strings"

	"deskbell/bench/internal/judged"
)

// Table maps simplified characters to traditional ones.
type Table map[rune]rune

// ReadTable reads pairs from a file of two lines: traditional characters, and
// the simplified ones in the same order. Of several traditional characters the
// first counts.
func ReadTable(file string) (Table, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	from, to, _ := strings.Cut(strings.TrimSuffix(string(text), "\n"), "\n")
	traditional, simplified := []rune(from), []rune(to)
	if len(traditional) == 0 || len(traditional) != len(simplified) {
		return nil, fmt.Errorf("%s: %d traditional characters for %d simplified ones", file, len(traditional), len(simplified))
	}
	out := Table{}
	for i, s := range simplified {
		if _, ok := out[s]; !ok {
			out[s] = traditional[i]
		}
	}
	return out, nil
}

// Write writes a text in traditional characters.
func (t Table) Write(text string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := t[r]; ok {
			return to
		}
		return r
	}, text)
}

// Traditional writes queries in traditional characters. It returns those that
// differ, and the same as they were.
func (t Table) Traditional(queries []judged.Query) (written, right []judged.Query) {
	for _, q := range queries {
		if text := t.Write(q.Text); text != q.Text {
			written = append(written, judged.Query{Text: text, Pages: q.Pages})
			right = append(right, q)
		}
	}
	return written, right
}
