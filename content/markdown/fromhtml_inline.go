package markdown

import (
	"strings"
)

// table writes a table with pipes. Cells are one line each; without a row of
// headings the first row stands for one.
func (w *reverse) table(n *element) {
	var rows [][]string
	var walk func(*element)
	walk = func(n *element) {
		for _, c := range n.children {
			switch c.tag {
			case "caption":
				w.block(c)
			case "tr":
				rows = append(rows, w.row(c))
			default:
				walk(c)
			}
		}
	}
	walk(n)
	if len(rows) == 0 {
		return
	}
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	for i, row := range rows {
		w.tight = i > 0
		w.begin()
		w.out = append(w.out, '|')
		for c := range columns {
			cell := ""
			if c < len(row) {
				cell = row[c]
			}
			w.out = append(append(append(w.out, ' '), cell...), " |"...)
		}
		w.end()
		if i == 0 {
			w.out = append(append(w.out, w.prefix...), "|"+strings.Repeat(" --- |", columns)+"\n"...)
		}
	}
}

func (w *reverse) row(n *element) []string {
	var cells []string
	for _, c := range n.children {
		if c.tag == "td" || c.tag == "th" {
			cells = append(cells, strings.ReplaceAll(strings.ReplaceAll(w.inline(c.children), "\\\n", " "), "|", `\|`))
		}
	}
	return cells
}

// inline is a run of text in one paragraph, spaces folded.
func (w *reverse) inline(run []*element) string {
	var b strings.Builder
	w.runs(&b, run)
	return foldSpaces(b.String())
}

// foldSpaces makes one space of each run, and none at both ends. Newlines stand
// only where a line was broken on purpose, behind a backslash.
func foldSpaces(s string) string {
	if strings.Contains(s, "\\\n") {
		lines := strings.Split(s, "\\\n")
		for i, line := range lines {
			lines[i] = foldLine(line)
		}
		return strings.TrimSpace(strings.Join(lines, "\\\n"))
	}
	return foldLine(s)
}

func foldLine(s string) string {
	s = strings.Trim(s, " \n\t\r")
	if !strings.ContainsAny(s, "\n\t\r") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), " ")
}

func (w *reverse) runs(b *strings.Builder, run []*element) {
	for _, n := range run {
		switch {
		case n.tag == "":
			b.WriteString(escapeText(n.text))
		default:
			w.span(b, n)
		}
	}
}

func (w *reverse) span(b *strings.Builder, n *element) {
	switch n.tag {
	case "strong", "b":
		w.marked(b, n, "**")
	case "em", "i":
		w.marked(b, n, "*")
	case "del", "s":
		w.marked(b, n, "~~")
	case "code":
		b.WriteString(codeSpan(n.plain()))
	case "kbd":
		b.WriteString(escapeText(n.plain()))
	case "br":
		b.WriteString("\\\n")
	case "img":
		if src := n.attr("src"); src != "" {
			b.WriteString("![" + escapeText(n.attr("alt")) + "](" + w.link(src) + ")")
		}
	case "input":
		mark := "[ ] "
		if n.has("checked") {
			mark = "[x] "
		}
		b.WriteString(mark)
	case "a":
		w.anchor(b, n)
	default:
		if n.hasClass("solution-number") {
			b.WriteString(w.inline(n.children) + ":")
			return
		}
		if n.isBlock() || n.tag == "small" || n.hasClass("tag") || n.hasClass("state-word") || n.hasClass("when") {
			b.WriteByte(' ')
			w.runs(b, n.children)
			b.WriteByte(' ')
			return
		}
		w.runs(b, n.children)
	}
}

// marked writes emphasis: its marks close to the text, spaces outside.
func (w *reverse) marked(b *strings.Builder, n *element, mark string) {
	var inner strings.Builder
	w.runs(&inner, n.children)
	text := foldSpaces(inner.String())
	if text == "" || strings.HasPrefix(text, mark) {
		b.WriteString(text)
		return
	}
	raw := inner.String()
	if strings.TrimLeft(raw, " \n\t") != raw {
		b.WriteByte(' ')
	}
	b.WriteString(mark + text + mark)
	if strings.TrimRight(raw, " \n\t") != raw {
		b.WriteByte(' ')
	}
}

func (w *reverse) anchor(b *strings.Builder, n *element) {
	text := w.inline(n.children)
	href := n.attr("href")
	if href == "" || text == "" {
		b.WriteString(text)
		return
	}
	b.WriteString("[" + text + "](" + w.link(href) + ")")
}

// codeSpan is code between backticks, as many as it takes.
func codeSpan(text string) string {
	text = strings.ReplaceAll(text, "\n", " ")
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		text = " " + text + " "
	}
	return fence + text + fence
}

var markdownEscapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`)

// escapeText escapes what Markdown would read as markup.
func escapeText(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]<") {
		return s
	}
	return markdownEscapes.Replace(s)
}
