package markdown

import (
	"bytes"
	"strconv"
	"sync"
)

// FromHTML appends a page's HTML, turned back into Markdown, to a text: for readers
// that are programs, whole, as the page shows it, with what texts include and
// without what is only there to be pressed. link appends the full form of an address.
func FromHTML(to, page []byte, link func(to, href []byte) []byte) []byte {
	w := reversing.Get().(*reverse)
	defer w.release()
	w.link = link
	w.blocks(w.parse(page))
	return append(append(to, bytes.TrimSpace(w.out)...), '\n')
}

// reverse writes Markdown. All its room is used again for the next page.
type reverse struct {
	tree
	link   func(to, href []byte) []byte
	out    []byte
	prefix []byte // stands before each line: that of the quotes and lists around it
	line   []byte // inline text under way
	code   []byte // text of code, and texts without their entities
	rows   []*element
	tight  bool // items of a list: no empty line before the next block
	fresh  bool // a list's or quote's mark was just written: the next block stands behind it
}

var reversing = sync.Pool{New: func() any { return new(reverse) }}

// maxReversing is how many bytes of room are kept for the next page at most.
const maxReversing = 1 << 20

func (w *reverse) release() {
	if len(w.out)+len(w.line)+len(w.code) > maxReversing || !w.tree.reset() {
		return
	}
	w.link, w.out, w.prefix, w.line, w.code, w.tight, w.fresh = nil, w.out[:0], w.prefix[:0], w.line[:0], w.code[:0], false, false
	reversing.Put(w)
}

// begin begins a block: behind an empty line, or behind a mark just written.
func (w *reverse) begin() {
	if w.fresh || len(w.out) == 0 {
		w.fresh = false
		return
	}
	if w.tight {
		w.tight = false
	} else {
		w.out = append(append(w.out, bytes.TrimRight(w.prefix, " ")...), '\n')
	}
	w.out = append(w.out, w.prefix...)
}

func (w *reverse) end() { w.out = append(w.out, '\n') }

// within writes what an element holds behind a mark. The lines that follow begin
// with so much more.
func (w *reverse) within(n *element, more string) {
	size := len(w.prefix)
	w.prefix = append(w.prefix, more...)
	w.fresh = true
	w.blocks(n)
	w.fresh = false
	w.prefix = w.prefix[:size]
}

// blocks writes what an element holds. Runs of inline content between blocks
// are paragraphs; in a list's item, a list follows its text at once.
func (w *reverse) blocks(n *element) {
	run := n.first
	for c := n.first; c != nil; c = c.next {
		if !c.tag.block {
			continue
		}
		w.textOf(run, c)
		run = c.next
		w.tight = w.tight || n.tag.name == "li" && (c.tag.name == "ul" || c.tag.name == "ol")
		w.block(c)
	}
	w.textOf(run, nil)
}

// textOf writes elements up to another, but that, as a paragraph, if they say anything.
func (w *reverse) textOf(run, until *element) {
	if text := w.inline(run, until); len(text) > 0 {
		w.paragraph(text)
	}
}

func (w *reverse) paragraph(text []byte) {
	w.begin()
	if at := listLike(text); at >= 0 {
		w.out = append(append(w.out, text[:at]...), '\\')
		text = text[at:]
	}
	w.lines(text)
}

// lines writes lines, of which the first is begun.
func (w *reverse) lines(text []byte) {
	for {
		i := bytes.IndexByte(text, '\n')
		if i < 0 {
			break
		}
		w.out = append(append(w.out, text[:i+1]...), w.prefix...)
		text = text[i+1:]
	}
	w.out = append(append(w.out, text...), '\n')
}

// listLike is where to escape what would make a list, a heading or a quote of a
// line; -1 where nothing would.
func listLike(text []byte) int {
	digits := 0
	for digits < len(text) && '0' <= text[digits] && text[digits] <= '9' {
		digits++
	}
	rest := text[digits:]
	switch {
	case digits > 0 && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' ':
		return digits
	case len(text) > 0 && (text[0] == '#' || text[0] == '>'), len(text) > 1 && (text[0] == '-' || text[0] == '+') && text[1] == ' ', bytes.HasPrefix(text, []byte("---")):
		return 0
	}
	return -1
}

func (w *reverse) block(n *element) {
	switch n.tag.name {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		if text := w.inline(n.first, nil); len(text) > 0 {
			w.begin()
			w.out = append(append(append(w.out, "######"[:n.tag.name[1]-'0']...), ' '), text...)
			w.end()
		}
	case "p", "dt", "figcaption", "caption", "summary":
		w.textBlock(n)
	case "hr":
		w.begin()
		w.out = append(w.out, "---\n"...)
	case "pre":
		w.codeBlock(n, nil)
	case "ul", "ol":
		w.list(n)
	case "blockquote", "aside":
		w.begin()
		w.out = append(w.out, "> "...)
		w.within(n, "> ")
	case "table":
		w.table(n)
	case "dl":
		first := true
		w.terms(n, nil, &first)
	case "video":
		w.paragraph(w.inline(n.first, nil))
	case "figure":
		w.figure(n)
	default:
		w.blocks(n)
	}
}

// textBlock is a paragraph, or what stands for a heading of a part.
func (w *reverse) textBlock(n *element) {
	for c := n.first; c != nil; c = c.next {
		if c.tag.block {
			w.blocks(n)
			return
		}
	}
	w.marks(n.first, nil, n.tag.name != "p" || n.class&isTitle != 0, "**")
}

// marks writes a paragraph, between marks where it is to be marked.
func (w *reverse) marks(run, until *element, marked bool, mark string) {
	text := w.inline(run, until)
	if len(text) == 0 {
		return
	}
	if !marked || mark == "**" && bytes.HasPrefix(text, []byte(mark)) {
		w.paragraph(text)
		return
	}
	w.begin()
	w.out = append(w.out, mark...)
	w.lines(text)
	w.out = append(append(w.out[:len(w.out)-1], mark...), '\n')
}

// terms writes a list of terms: each with what is said of it, in one line where
// that is one. It returns the last term.
func (w *reverse) terms(n, term *element, first *bool) *element {
	for c := n.first; c != nil; c = c.next {
		switch c.tag.name {
		case "dt":
			term = c
		case "dd":
			w.tight, *first = !*first, false
			w.begin()
			w.out = append(w.out, "- "...)
			if term != nil {
				if text := w.inline(term.first, nil); len(text) > 0 {
					w.out = append(append(append(w.out, "**"...), text...), "**: "...)
				}
			}
			w.within(c, "  ")
			if w.out[len(w.out)-1] != '\n' {
				w.end()
			}
		default:
			term = w.terms(c, term, first)
		}
	}
	return term
}

// spaces is the prefix of what stands behind a list's mark.
const spaces = "                        "

func (w *reverse) list(n *element) {
	number := 1
	if start := n.attr("start"); len(start) > 0 {
		if from, err := strconv.Atoi(string(start)); err == nil {
			number = from
		}
	}
	first := true
	for c := n.first; c != nil; c = c.next {
		if c.tag.name != "li" {
			continue
		}
		w.tight = w.tight || !first
		first = false
		w.begin()
		size := len(w.out)
		if n.tag.name == "ol" {
			w.out = append(strconv.AppendInt(w.out, int64(number), 10), ". "...)
		} else {
			w.out = append(w.out, "- "...)
		}
		number++
		before := len(w.out)
		w.within(c, spaces[:before-size])
		if len(w.out) == before { // an empty item
			w.end()
		}
	}
}
