package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines writes a node's inline text.
func (s *state) inlines(n ast.Node) {
	if s.inline++; s.inline <= maxInline {
		for c := n.FirstChild(); c != nil && !s.full(); c = c.NextSibling() {
			s.inlineNode(c)
		}
	} else {
		s.text(plainText(n, s.file.text))
	}
	s.inline--
}

func (s *state) inlineNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.textNode(n)
	case *ast.String:
		s.text(n.Value)
	case *ast.CodeSpan:
		s.codeSpan(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			s.element("strong", n)
		} else {
			s.element("em", n)
		}
	case *extast.Strikethrough:
		s.element("del", n)
	case *ast.Link:
		s.link(n)
	case *ast.AutoLink:
		s.autoLink(n)
	case *ast.Image:
		s.image(n)
	case *ast.RawHTML:
		s.inlineHTML(n)
	case *keys:
		s.keys(n)
	case *extast.TaskCheckBox:
		s.raw(`<input type="checkbox" disabled`)
		if n.IsChecked {
			s.raw(" checked")
		}
		s.raw("> ")
	case *extast.FootnoteLink:
		s.footnoteLink(n)
	case *extast.FootnoteBacklink:
		s.footnoteBacklink(n)
	default:
		s.inlines(n)
	}
}

func (s *state) element(tag string, n ast.Node) {
	s.raw("<" + tag + ">")
	s.inlines(n)
	s.raw("</" + tag + ">")
}

func (s *state) textNode(n *ast.Text) {
	value := n.Segment.Value(s.file.text)
	if !n.IsRaw() {
		value = decode(value)
	}
	s.text(value)
	switch {
	case n.HardLineBreak():
		s.out, s.txt = bytes.TrimRight(s.out, " "), bytes.TrimRight(s.txt, " ")
		s.raw("<br>\n")
		s.plain([]byte{'\n'})
	case n.SoftLineBreak() && !joinsCJK(n, s.file.text):
		s.raw("\n")
		s.plain([]byte{' '})
	}
}

// joinsCJK says whether a line break stands between two CJK characters, where
// it must leave no space. Hangul is written with spaces.
func joinsCJK(n *ast.Text, source []byte) bool {
	before, _ := utf8.DecodeLastRune(n.Segment.Value(source))
	if n.Segment.IsEmpty() && n.PreviousSibling() != nil {
		before, _ = utf8.DecodeLastRune(plainText(n.PreviousSibling(), source))
	}
	if !isCJK(before) || unicode.Is(unicode.Hangul, before) {
		return false
	}
	var after rune
	for next := n.NextSibling(); next != nil; next = next.FirstChild() {
		if t, ok := next.(*ast.Text); ok {
			after, _ = utf8.DecodeRune(t.Segment.Value(source))
			break
		}
	}
	return isCJK(after) && !unicode.Is(unicode.Hangul, after)
}

func (s *state) codeSpan(n *ast.CodeSpan) {
	s.raw("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(s.file.text)
			if bytes.HasSuffix(value, []byte("\n")) {
				s.text(value[:len(value)-1])
				s.text([]byte(" "))
			} else {
				s.text(value)
			}
		}
	}
	s.raw("</code>")
}
