package markdown

import "bytes"

func (w *reverse) figure(n *element) {
	for c := n.first; c != nil; c = c.next {
		switch {
		case c.tag.name == "pre":
			w.codeBlock(c, n.attr("data-lang"))
		case c.tag.name == "figcaption" && n.class&isCode != 0:
			w.captionTitle(c)
		case c.tag.name == "figcaption":
			w.marks(c.first, nil, true, "*")
		case c.tag.block:
			w.block(c)
		default:
			w.textOf(c, c.next)
		}
	}
}

// captionTitle writes the title of code, without the name of its language.
func (w *reverse) captionTitle(n *element) {
	w.code = w.code[:0]
	for c := n.first; c != nil; c = c.next {
		if c.class&isLang == 0 {
			w.code = c.appendPlain(w.code)
		}
	}
	if title := bytes.TrimSpace(w.code); len(title) > 0 {
		w.line = append(appendEscaped(append(w.line[:0], "**"...), title), "**"...)
		w.paragraph(w.line)
	}
}

func (w *reverse) codeBlock(n *element, lang []byte) {
	w.code = n.appendPlain(w.code[:0])
	text := bytes.TrimRight(w.code, "\n")
	fence := max(3, 1+longestRun(text, '`'))
	w.begin()
	w.out = append(append(appendRun(w.out, '`', fence), lang...), '\n')
	for {
		i := bytes.IndexByte(text, '\n')
		w.out = append(w.out, w.prefix...)
		if i < 0 {
			break
		}
		w.out = append(w.out, text[:i+1]...)
		text = text[i+1:]
	}
	w.out = append(append(append(w.out, text...), '\n'), w.prefix...)
	w.out = append(appendRun(w.out, '`', fence), '\n')
}

// longestRun is how often a character stands in a row at most.
func longestRun(text []byte, c byte) int {
	longest := 0
	for {
		i := bytes.IndexByte(text, c)
		if i < 0 {
			return longest
		}
		n := 1
		for i+n < len(text) && text[i+n] == c {
			n++
		}
		longest = max(longest, n)
		text = text[i+n:]
	}
}

func appendRun(to []byte, c byte, n int) []byte {
	for range n {
		to = append(to, c)
	}
	return to
}

// table writes a table with pipes. Cells are one line each; without a row of
// headings the first row stands for one.
func (w *reverse) table(n *element) {
	base := len(w.rows)
	columns := w.gather(n)
	rows := w.rows[base:]
	for i, row := range rows {
		w.tight = i > 0
		w.begin()
		w.row(row, columns)
		if i == 0 {
			w.out = append(append(w.out, w.prefix...), '|')
			for range columns {
				w.out = append(w.out, " --- |"...)
			}
			w.end()
		}
	}
	clear(rows)
	w.rows = w.rows[:base]
}

// gather collects a table's rows, writes its captions, and says how many cells the
// longest row has.
func (w *reverse) gather(n *element) (columns int) {
	for c := n.first; c != nil; c = c.next {
		switch c.tag.name {
		case "caption":
			w.block(c)
		case "tr":
			w.rows = append(w.rows, c)
			cells := 0
			for d := c.first; d != nil; d = d.next {
				if d.isCell() {
					cells++
				}
			}
			columns = max(columns, cells)
		default:
			columns = max(columns, w.gather(c))
		}
	}
	return columns
}

func (n *element) isCell() bool { return n.tag.name == "td" || n.tag.name == "th" }

// row writes a row of so many cells.
func (w *reverse) row(n *element, columns int) {
	w.out = append(w.out, '|')
	for c := n.first; c != nil; c = c.next {
		if !c.isCell() {
			continue
		}
		columns--
		w.out = append(w.out, ' ')
		text := w.inline(c.first, nil)
		for i := 0; i < len(text); i++ {
			switch {
			case text[i] == '|':
				w.out = append(w.out, `\|`...)
			case text[i] == '\\' && i+1 < len(text) && text[i+1] == '\n':
				w.out = append(w.out, ' ')
				i++
			default:
				w.out = append(w.out, text[i])
			}
		}
		w.out = append(w.out, " |"...)
	}
	for range columns {
		w.out = append(w.out, "  |"...)
	}
	w.end()
}
