package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// state is one conversion. HTML and plain text are written in one walk.
type state struct {
	c    *Converter
	list *diag.List
	lang string
	doc  *Document

	out   []byte // HTML
	txt   []byte // plain text of the section
	file  *file
	depth int // blocks that hold the present one; headings at 0 cut sections
	shift int // added to headings' levels

	ids       map[string]int  // taken ids, with the last number given
	external  map[string]bool // files in which a remote picture was reported
	footnotes int             // of the files opened so far
	includes  int
	opened    int  // blocks of these
	problems  int  // reported
	coloured  int  // bytes of code
	anchors   int  // links and references written
	inline    int  // depth of inline nodes
	bare      bool // write no links and no ids: the text stands in a link
	inLink    bool
	inFlow    bool // in a block of questions, which holds no other
	hasRaw    bool // the section holds raw HTML, to be sanitised as a whole
	summary   bool // the summary is set
	stopped   bool // a limit was reached
	inWord    bool // the last section counted ended in a word
}

func (s *state) document() {
	root := s.file.root
	s.footnotes = countFootnotes(root)
	first := root.FirstChild()
	for first != nil && first.Kind() == ast.KindLinkReferenceDefinition {
		first = first.NextSibling()
	}
	if first != nil && s.title(first) {
		first = first.NextSibling()
	}
	for n := first; n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			s.shift = 1 // a page has one h1, and it is the title
		}
	}
	s.beginSection(-1)
	for n := first; n != nil; n = n.NextSibling() {
		s.block(n)
	}
	s.endSection()
	s.doc.HTML = string(s.out)
}

// buffers are what one conversion writes to and the next writes over.
type buffers struct{ out, txt []byte }

func (s *state) beginSection(heading int) {
	s.doc.Sections = append(s.doc.Sections, Section{Heading: heading, Start: len(s.out)})
	s.txt = s.txt[:0]
	s.hasRaw = false
}

func (s *state) endSection() {
	section := &s.doc.Sections[len(s.doc.Sections)-1]
	if s.hasRaw {
		s.out = append(s.out[:section.Start], balance(s.out[section.Start:])...)
	}
	section.End = len(s.out)
	section.Text = string(bytes.TrimSpace(s.txt))
	s.count(section.Text)
}

// count adds a section's words and ideographs to the document's.
func (s *state) count(text string) {
	inWord := s.inWord
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			letter := r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'
			if letter && !inWord {
				s.doc.Words++
			}
			inWord = letter
		case r >= 0x4E00 && r <= 0x9FFF: // all of this block is Han: most characters of Chinese, without a search
			s.doc.Ideographs++
			inWord = false
		case r == '，' || r == '。' || r == '、' || r == '：' || r == '（' || r == '）': // and these most of its signs
			inWord = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			s.doc.Ideographs++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				s.doc.Words++
			}
			inWord = true
		default:
			inWord = false
		}
	}
	s.inWord = inWord
}

func (s *state) raw(html string) { s.out = append(s.out, html...) }

// text writes text to the page and to the plain text.
func (s *state) text(b []byte) {
	s.out = writeEscaped(s.out, b)
	s.txt = append(s.txt, b...)
}

// plain writes to the plain text alone.
func (s *state) plain(b []byte) { s.txt = append(s.txt, b...) }

// endLine ends a block of the plain text.
func (s *state) endLine() {
	if n := len(s.txt); n > 0 && s.txt[n-1] != '\n' {
		s.txt = append(s.txt, '\n')
	}
}

// summarize takes the first paragraph's text as the summary.
func (s *state) summarize(text []byte) {
	if s.summary || len(s.doc.Headings) > 1 {
		return
	}
	words := strings.Join(strings.Fields(string(text)), " ")
	if words == "" {
		return
	}
	s.summary = true
	if utf8.RuneCountInString(words) > 200 {
		r := []rune(words)[:199]
		if i := strings.LastIndexByte(string(r), ' '); i > 150 {
			r = []rune(string(r)[:i])
		}
		words = string(r) + "…"
	}
	s.doc.Summary = words
}

// plainText is a block's or an inline's text without markup.
func plainText(n ast.Node, source []byte) []byte {
	return bytes.TrimSpace(appendPlain(nil, n, source, 0))
}

func appendPlain(out []byte, n ast.Node, source []byte, depth int) []byte {
	if depth > maxInline {
		return out
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(source)
			if !c.IsRaw() {
				value = decode(value)
			}
			out = append(out, value...)
			if c.HardLineBreak() || c.SoftLineBreak() && !joinsCJK(c, source) {
				out = append(out, ' ')
			}
		case *ast.String:
			out = append(out, c.Value...)
		case *ast.AutoLink:
			out = append(out, c.Label(source)...)
		case *keys:
			out = append(out, bytes.Join(c.names, []byte("+"))...)
		case *ast.RawHTML:
			for i := range c.Segments.Len() {
				seg := c.Segments.At(i)
				out = append(out, seg.Value(source)...)
			}
		case *extast.FootnoteLink, *extast.TaskCheckBox:
		default:
			out = appendPlain(out, c, source, depth+1)
		}
	}
	return out
}

var english = map[string]string{
	"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
	"copy": "Copy", "footnotes": "Footnotes", "back-to-text": "Back to the text", "external-image": "Picture on another site",
	"details": "Details", "solution": "Solution {1}", "table": "Table", "code": "Code",
	"flow-back": "Back", "flow-again": "Start again", "flow-link": "Link to this step",
}

// label is a word of the page's own in the text's language.
func (s *state) label(key string) string {
	if l := s.c.opts.Labels[s.lang][key]; l != "" {
		return l
	}
	primary, _, _ := strings.Cut(s.lang, "-")
	if l := s.c.opts.Labels[primary][key]; l != "" {
		return l
	}
	if l := s.c.opts.Labels["en"][key]; l != "" {
		return l
	}
	return english[key]
}
