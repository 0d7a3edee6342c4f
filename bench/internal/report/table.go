// Package report writes what was measured: tables as Markdown in the languages
// of the manual, on the terminal and between markers in its files.
package report

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
)

// Languages are those of the manual; the README is in the first.
var Languages = []string{"en", "zh-CN"}

// Words are a text in the manual's languages.
type Words struct{ EN, ZH string }

// Same is a text that needs no translation, such as a number.
func Same(format string, args ...any) Words {
	s := fmt.Sprintf(format, args...)
	return Words{s, s}
}

// In is the text in a language.
func (w Words) In(lang string) string {
	if strings.HasPrefix(lang, "zh") {
		return cmp.Or(w.ZH, w.EN)
	}
	return w.EN
}

// Table is a table with a heading above and notes below it.
type Table struct {
	Title Words
	Head  []Words
	Rows  [][]Words
	Notes []Words
}

// Add adds a row. Cells that are missing at its end stay empty.
func (t *Table) Add(cells ...Words) { t.Rows = append(t.Rows, cells) }

// Markdown is the table as GitHub-flavoured Markdown, its title as a heading
// of the given level.
func (t *Table) Markdown(lang string, level int) string {
	var b strings.Builder
	if title := t.Title.In(lang); title != "" {
		fmt.Fprintf(&b, "%s %s\n\n", strings.Repeat("#", level), title)
	}
	if len(t.Rows) > 0 {
		writeRow(&b, t.Head, len(t.Head), lang)
		b.WriteString("|" + strings.Repeat(" --- |", len(t.Head)) + "\n")
		for _, row := range t.Rows {
			writeRow(&b, row, len(t.Head), lang)
		}
	}
	for i, note := range t.Notes {
		if i == 0 && len(t.Rows) > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "- %s\n", note.In(lang))
	}
	return b.String()
}

func writeRow(b *strings.Builder, cells []Words, n int, lang string) {
	b.WriteByte('|')
	for i := range n {
		text := ""
		if i < len(cells) {
			text = strings.NewReplacer("|", `\|`, "\n", " ").Replace(cells[i].In(lang))
		}
		b.WriteString(" " + text + " |")
	}
	b.WriteByte('\n')
}

// Text is the tables one below another, as they stand on a terminal, with
// their columns made even.
func Text(tables []*Table, lang string) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "\n%s\n", t.Title.In(lang))
		widths := make([]int, len(t.Head))
		rows := append([][]Words{t.Head}, t.Rows...)
		for _, row := range rows {
			for i, cell := range row[:min(len(row), len(widths))] {
				widths[i] = max(widths[i], width(cell.In(lang)))
			}
		}
		for _, row := range rows {
			line := ""
			for i, cell := range row[:min(len(row), len(widths))] {
				text := cell.In(lang)
				line += "  " + text + strings.Repeat(" ", widths[i]-width(text))
			}
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
		for _, note := range t.Notes {
			b.WriteString("  - " + note.In(lang) + "\n")
		}
	}
	return b.String()
}

// width is how many columns of a terminal a text takes.
func width(text string) int {
	n := 0
	for _, r := range text {
		n++
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff61 {
			n++
		}
	}
	return n
}
