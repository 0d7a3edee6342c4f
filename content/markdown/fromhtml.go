package markdown

import (
	"bytes"
	"strconv"
	"strings"
)

// FromHTML turns a page's HTML back into Markdown, for readers that are
// programs: whole, as the page shows it, with what texts include and without
// what is only there to be pressed. link gives an address its full form.
func FromHTML(page []byte, link func(href string) string) []byte {
	w := &reverse{link: link}
	w.blocks(parseTree(page))
	return append(bytes.TrimSpace(w.out), '\n')
}

// blockTags are elements that stand by themselves; all others are part of a line.
var blockTags = names(`address article aside blockquote body dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
	header hr li main ol p pre section summary table tbody thead tfoot tr td th ul video caption`)

func (n *element) isBlock() bool { return blockTags[n.tag] }

// reverse writes Markdown. prefix stands before each line: that of the quotes and
// lists around it.
type reverse struct {
	out    []byte
	prefix string
	link   func(string) string
	tight  bool // items of a list: no empty line before the next block
}

// begin begins a block: behind an empty line, or behind a mark just written.
func (w *reverse) begin() {
	if len(w.out) == 0 || bytes.HasSuffix(w.out, []byte("\x00")) {
		w.out = bytes.TrimSuffix(w.out, []byte("\x00")) // behind a list's mark
		return
	}
	if w.tight {
		w.tight = false
	} else {
		w.out = append(append(w.out, strings.TrimRight(w.prefix, " ")...), '\n')
	}
	w.out = append(w.out, w.prefix...)
}

func (w *reverse) end() { w.out = append(w.out, '\n') }

// blocks writes what an element holds. Runs of inline content between blocks
// are paragraphs; in a list's item, a list follows its text at once.
func (w *reverse) blocks(n *element) {
	var run []*element
	flush := func() {
		if text := w.inline(run); text != "" {
			w.paragraph(text)
		}
		run = run[:0]
	}
	for _, c := range n.children {
		switch {
		case c.isBlock():
			flush()
			w.tight = w.tight || n.tag == "li" && (c.tag == "ul" || c.tag == "ol")
			w.block(c)
		default:
			run = append(run, c)
		}
	}
	flush()
}

func (w *reverse) paragraph(text string) {
	w.begin()
	w.out = append(w.out, strings.ReplaceAll(guardLine(text), "\n", "\n"+w.prefix)...)
	w.end()
}

// guardLine escapes what would make a list, a heading or a quote of a line.
func guardLine(text string) string {
	rest := strings.TrimLeft(text, "0123456789")
	switch {
	case len(rest) < len(text) && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") ")):
		return text[:len(text)-len(rest)] + `\` + rest
	case strings.HasPrefix(text, "#"), strings.HasPrefix(text, "- "), strings.HasPrefix(text, "+ "), strings.HasPrefix(text, ">"), strings.HasPrefix(text, "---"):
		return `\` + text
	}
	return text
}

func (w *reverse) block(n *element) {
	switch n.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if text := w.inline(n.children); text != "" {
			w.begin()
			w.out = append(append(w.out, strings.Repeat("#", int(n.tag[1]-'0'))+" "...), text...)
			w.end()
		}
	case "p", "dt", "figcaption", "caption", "summary":
		w.textBlock(n)
	case "hr":
		w.begin()
		w.out = append(w.out, "---\n"...)
	case "pre":
		w.code(n, "")
	case "ul", "ol":
		w.list(n)
	case "blockquote", "aside":
		w.within("> ", n)
	case "table":
		w.table(n)
	case "dl":
		w.terms(n)
	case "video":
		w.paragraph(w.inline(n.children))
	case "figure":
		w.figure(n)
	default:
		w.blocks(n)
	}
}

// textBlock is a paragraph, or what stands for a heading of a part.
func (w *reverse) textBlock(n *element) {
	for _, c := range n.children {
		if c.isBlock() {
			w.blocks(n)
			return
		}
	}
	text := w.inline(n.children)
	if text == "" {
		return
	}
	if bold := n.tag != "p" || n.hasClass("tab-title") || n.hasClass("admonition-title") || n.hasClass("flow-question"); bold && !strings.HasPrefix(text, "**") {
		text = "**" + text + "**"
	}
	w.paragraph(text)
}

// terms writes a list of terms: each with what is said of it, in one line where
// that is one.
func (w *reverse) terms(n *element) {
	term, first := "", true
	var walk func(*element)
	walk = func(n *element) {
		for _, c := range n.children {
			switch {
			case c.tag == "dt":
				term = w.inline(c.children)
			case c.tag == "dd":
				w.tight, first = !first, false
				w.begin()
				old := w.prefix
				w.prefix += "  "
				w.out = append(w.out, "- "...)
				if term != "" {
					w.out = append(append(append(w.out, "**"...), term...), "**: "...)
				}
				w.out = append(w.out, 0)
				w.blocks(c)
				w.out = bytes.TrimSuffix(w.out, []byte("\x00"))
				if !bytes.HasSuffix(w.out, []byte("\n")) {
					w.end()
				}
				w.prefix = old
			case c.tag != "":
				walk(c)
			}
		}
	}
	walk(n)
}

func (w *reverse) within(prefix string, n *element) {
	w.begin()
	old := w.prefix
	w.prefix += prefix
	w.out = append(append(w.out, prefix...), 0)
	w.blocks(n)
	w.out = bytes.TrimSuffix(w.out, []byte("\x00"))
	w.prefix = old
}

func (w *reverse) list(n *element) {
	number := 1
	if start, err := strconv.Atoi(n.attr("start")); err == nil {
		number = start
	}
	first := true
	for _, c := range n.children {
		if c.tag != "li" {
			continue
		}
		mark := "- "
		if n.tag == "ol" {
			mark = strconv.Itoa(number) + ". "
		}
		number++
		w.tight = w.tight || !first
		first = false
		w.begin()
		old := w.prefix
		w.prefix += strings.Repeat(" ", len(mark))
		w.out = append(append(w.out, mark...), 0)
		before := len(w.out)
		w.blocks(c)
		if len(w.out) == before { // an empty item
			w.out = append(bytes.TrimSuffix(w.out, []byte("\x00")), '\n')
		}
		w.prefix = old
	}
}

func (w *reverse) figure(n *element) {
	lang := n.attr("data-lang")
	for _, c := range n.children {
		switch {
		case c.tag == "pre":
			w.code(c, lang)
		case c.tag == "figcaption" && n.hasClass("code"):
			if title := captionTitle(c); title != "" {
				w.paragraph("**" + escapeText(title) + "**")
			}
		case c.tag == "figcaption":
			if text := w.inline(c.children); text != "" {
				w.paragraph("*" + text + "*")
			}
		case c.isBlock():
			w.block(c)
		default:
			if text := w.inline([]*element{c}); text != "" {
				w.paragraph(text)
			}
		}
	}
}

// captionTitle is the title of code, without the name of its language.
func captionTitle(n *element) string {
	var b strings.Builder
	for _, c := range n.children {
		if !c.hasClass("lang") {
			b.WriteString(c.plain())
		}
	}
	return strings.TrimSpace(b.String())
}

func (w *reverse) code(n *element, lang string) {
	text := strings.TrimRight(n.plain(), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	w.begin()
	w.out = append(w.out, fence+lang+"\n"...)
	for line := range strings.SplitSeq(text, "\n") {
		w.out = append(append(append(w.out, w.prefix...), line...), '\n')
	}
	w.out = append(append(w.out, w.prefix+fence...), '\n')
}

// plain is the text of an element as it stands.
func (n *element) plain() string {
	if n.tag == "" {
		return n.text
	}
	var b strings.Builder
	for _, c := range n.children {
		b.WriteString(c.plain())
	}
	return b.String()
}
