package markdown

import (
	"bytes"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// htmlBlock writes raw HTML: as text, or for the sanitizer to look at when the
// section is whole. Comments are left out.
func (s *state) htmlBlock(n *ast.HTMLBlock) {
	text := lines(n, s.file.text)
	if n.HasClosure() {
		text = append(text, n.ClosureLine.Value(s.file.text)...)
	}
	if isComment(text) {
		return
	}
	if s.c.sanitizer != nil {
		s.writeRaw(text, func() diag.Position { return s.file.pos(n.Pos(), n.Pos()+1) })
		s.plain(s.c.sanitizer.text(text))
		s.endLine()
		return
	}
	s.raw(`<p class="raw">`)
	s.text(bytes.TrimSpace(text))
	s.raw("</p>\n")
	s.endLine()
}

func (s *state) inlineHTML(n *ast.RawHTML) {
	var text []byte
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		text = append(text, seg.Value(s.file.text)...)
	}
	switch {
	case isComment(text):
	case s.c.sanitizer == nil:
		s.text(text)
	case !s.bare:
		s.writeRaw(text, func() diag.Position { return s.file.pos(n.Pos(), n.Pos()+len(text)) })
	}
}

// isComment says whether HTML is one comment and nothing else.
func isComment(text []byte) bool {
	text = bytes.TrimSpace(text)
	if !bytes.HasPrefix(text, []byte("<!--")) || !bytes.HasSuffix(text, []byte("-->")) {
		return false
	}
	return bytes.Index(text, []byte("-->")) == len(text)-3
}
