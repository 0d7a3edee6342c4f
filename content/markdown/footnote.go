package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// countFootnotes is how many footnotes a text shows: they are its last block.
func countFootnotes(root ast.Node) int {
	if list, ok := root.LastChild().(*extast.FootnoteList); ok {
		return list.ChildCount()
	}
	return 0
}

// footnoteLink writes the number in the text. Numbers go on through included
// files, so that ids are unique.
func (s *state) footnoteLink(n *extast.FootnoteLink) {
	s.anchors++
	if s.bare {
		return
	}
	number := strconv.Itoa(n.Index + s.file.footnotes)
	s.raw(`<sup id="` + refID(n.Index+s.file.footnotes, n.RefIndex) + `">`)
	if s.inLink {
		s.raw(number + "</sup>")
		return
	}
	s.raw(`<a href="#fn-` + number + `" role="doc-noteref">` + number + `</a></sup>`)
}

func refID(index, ref int) string {
	id := "fnref-" + strconv.Itoa(index)
	if ref > 0 {
		id += "-" + strconv.Itoa(ref+1)
	}
	return id
}

func (s *state) footnoteBacklink(n *extast.FootnoteBacklink) {
	s.raw(` <a href="#` + refID(n.Index+s.file.footnotes, n.RefIndex) + `" role="doc-backlink"`)
	s.out = writeAttr(s.out, "aria-label", s.label("back-to-text"))
	s.raw(">↩</a>")
}

func (s *state) footnoteList(n *extast.FootnoteList) {
	s.endLine()
	s.raw(`<section class="footnotes" role="doc-endnotes"`)
	s.out = writeAttr(s.out, "aria-label", s.label("footnotes"))
	s.raw(">\n<ol")
	if s.file.footnotes > 0 {
		s.out = writeAttr(s.out, "start", strconv.Itoa(s.file.footnotes+1))
	}
	s.raw(">\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		s.raw(`<li id="fn-` + strconv.Itoa(f.Index+s.file.footnotes) + `">` + "\n")
		for b := f.FirstChild(); b != nil; b = b.NextSibling() {
			if back, ok := b.(*extast.FootnoteBacklink); ok {
				s.footnoteBacklink(back)
			} else {
				s.block(b)
			}
		}
		s.raw("</li>\n")
	}
	s.raw("</ol>\n</section>\n")
}
