package markdown

import "bytes"

// inline is what elements up to another, but that, say in one paragraph, spaces
// folded. It holds until the next is asked for.
func (w *reverse) inline(run, until *element) []byte {
	w.line = w.line[:0]
	w.runs(run, until)
	w.fold(0)
	return w.line
}

// fold folds the spaces of the line from a place on: one for each run, and none at
// both ends. Newlines stay only where a line was broken on purpose, behind a
// backslash.
func (w *reverse) fold(from int) {
	line := w.line[from:]
	to := folded(line)
	if to == len(line) {
		return
	}
	broken, at := false, 0 // at: where the part between breaks begins in what is folded
	for i := to; i < len(line); i++ {
		c := line[i]
		switch {
		case c == '\\' && i+1 < len(line) && line[i+1] == '\n':
			if to > at && line[to-1] == ' ' {
				to--
			}
			line[to], line[to+1] = '\\', '\n'
			to += 2
			at = to
			broken = true
			i++
		case gaps[c] && c != '\\':
			if to > at && line[to-1] != ' ' {
				line[to] = ' '
				to++
			}
		default:
			line[to] = c
			to++
		}
	}
	if to > at && line[to-1] == ' ' {
		to--
	}
	line = line[:to]
	if broken {
		line = bytes.TrimSpace(line)
	}
	w.line = append(w.line[:from], line...)
}

// gaps are the characters at which there may be something to fold.
var gaps = [256]bool{' ': true, '\n': true, '\t': true, '\r': true, '\\': true}

// folded is up to where a line is as it is to be: its length for most.
func folded(line []byte) int {
	for i, c := range line {
		switch {
		case !gaps[c], c == '\\' && (i+1 == len(line) || line[i+1] != '\n'):
		case c != ' ', i == 0, i+1 == len(line), gaps[line[i+1]] && line[i+1] != '\\':
			return i
		}
	}
	return len(line)
}

func (w *reverse) runs(run, until *element) {
	for n := run; n != until; n = n.next {
		w.span(n)
	}
}

func (w *reverse) span(n *element) {
	switch n.tag.name {
	case "":
		w.text(n)
	case "strong", "b":
		w.marked(n, "**")
	case "em", "i":
		w.marked(n, "*")
	case "del", "s":
		w.marked(n, "~~")
	case "code":
		w.codeSpan(n)
	case "kbd":
		w.code = n.appendPlain(w.code[:0])
		w.line = appendEscaped(w.line, w.code)
	case "br":
		w.line = append(w.line, "\\\n"...)
	case "img":
		if src := n.attr("src"); len(src) > 0 {
			w.line = append(appendEscaped(append(w.line, "!["...), n.attr("alt")), "]("...)
			w.line = append(w.link(w.line, src), ')')
		}
	case "input":
		if n.has("checked") {
			w.line = append(w.line, "[x] "...)
		} else {
			w.line = append(w.line, "[ ] "...)
		}
	case "a":
		w.anchor(n)
	default:
		w.plainSpan(n)
	}
}

// plainSpan writes what is not marked: some of it with spaces around it.
func (w *reverse) plainSpan(n *element) {
	switch {
	case n.class&isNumber != 0:
		from := len(w.line)
		w.runs(n.first, nil)
		w.fold(from)
		w.line = append(w.line, ':')
	case n.tag.block || n.tag.name == "small" || n.class&isApart != 0:
		w.line = append(w.line, ' ')
		w.runs(n.first, nil)
		w.line = append(w.line, ' ')
	default:
		w.runs(n.first, nil)
	}
}

// marked writes emphasis: its marks close to the text, spaces outside.
func (w *reverse) marked(n *element, mark string) {
	start := len(w.line)
	w.line = append(w.line, mark...)
	from := len(w.line)
	w.runs(n.first, nil)
	raw := w.line[from:]
	before := len(raw) > 0 && isGap(raw[0])
	after := len(raw) > 0 && isGap(raw[len(raw)-1])
	w.fold(from)
	text := w.line[from:]
	if len(text) == 0 || bytes.HasPrefix(text, []byte(mark)) {
		w.line = append(w.line[:start], text...)
		return
	}
	w.line = append(w.line, mark...)
	if before {
		w.line = append(w.line, 0)
		copy(w.line[start+1:], w.line[start:])
		w.line[start] = ' '
	}
	if after {
		w.line = append(w.line, ' ')
	}
}

func isGap(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

func (w *reverse) anchor(n *element) {
	start := len(w.line)
	w.line = append(w.line, '[')
	w.runs(n.first, nil)
	w.fold(start + 1)
	text := w.line[start+1:]
	href := n.attr("href")
	if len(href) == 0 || len(text) == 0 {
		w.line = append(w.line[:start], text...)
		return
	}
	w.line = append(w.link(append(w.line, "]("...), href), ')')
}

// codeSpan is code between backticks, as many as it takes.
func (w *reverse) codeSpan(n *element) {
	w.code = n.appendPlain(w.code[:0])
	text := w.code
	fence := 1 + longestRun(text, '`')
	apart := len(text) > 0 && (text[0] == '`' || text[len(text)-1] == '`')
	w.line = appendRun(w.line, '`', fence)
	if apart {
		w.line = append(w.line, ' ')
	}
	for _, c := range text {
		if c == '\n' {
			c = ' '
		}
		w.line = append(w.line, c)
	}
	if apart {
		w.line = append(w.line, ' ')
	}
	w.line = appendRun(w.line, '`', fence)
}

// text writes a text, without its entities and with escapes.
func (w *reverse) text(n *element) {
	text := n.text
	if n.tag == encodedText && hasEntities(text) {
		w.code = appendDecoded(w.code[:0], text, false)
		text = w.code
	}
	w.line = appendEscaped(w.line, text)
}

// markup are the characters that Markdown would read as markup.
var markup = [256]bool{'\\': true, '`': true, '*': true, '_': true, '[': true, ']': true, '<': true}

// appendEscaped escapes what Markdown would read as markup.
func appendEscaped(to, text []byte) []byte {
	from := 0
	for i, c := range text {
		if markup[c] {
			to = append(append(to, text[from:i]...), '\\')
			from = i
		}
	}
	return append(to, text[from:]...)
}
