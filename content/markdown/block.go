package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// blocks writes a node's blocks at the depth that they are at.
func (s *state) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
}

// block writes one block.
func (s *state) block(n ast.Node) {
	if s.full() {
		return
	}
	switch n := n.(type) {
	case *ast.Heading:
		s.heading(n)
	case *ast.Paragraph:
		s.paragraph(n)
	case *ast.TextBlock:
		s.textBlock(n)
	case *ast.ThematicBreak:
		s.raw("<hr>\n")
	case *ast.FencedCodeBlock:
		s.fenced(n)
	case *ast.CodeBlock:
		s.code(codeBlock{text: lines(n, s.file.text)}, nil)
	case *ast.HTMLBlock:
		s.htmlBlock(n)
	case *include:
		s.include(n)
	default:
		s.depth++
		s.nested(n)
		s.depth--
	}
}

// nested writes a block that holds others.
func (s *state) nested(n ast.Node) {
	switch n := n.(type) {
	case *ast.Blockquote:
		if s.admonition(n) {
			return
		}
		s.raw("<blockquote>\n")
		s.blocks(n)
		s.raw("</blockquote>\n")
	case *ast.List:
		s.listBlock(n)
	case *ast.ListItem:
		s.listItem(n)
	case *extast.Table:
		s.table(n)
	case *extast.DefinitionList:
		s.raw("<dl>\n")
		s.blocks(n)
		s.raw("</dl>\n")
	case *extast.DefinitionTerm:
		s.raw("<dt>")
		s.inlines(n)
		s.raw("</dt>\n")
		s.endLine()
	case *extast.DefinitionDescription:
		s.raw("<dd>")
		s.blocks(n)
		s.raw("</dd>\n")
	case *extast.FootnoteList:
		s.footnoteList(n)
	case *container:
		s.container(n)
	case *tab:
		s.tab(n)
	}
}

func (s *state) paragraph(n *ast.Paragraph) {
	if s.figure(n) {
		s.endLine()
		return
	}
	start := len(s.txt)
	s.raw("<p>")
	s.task(n)
	s.raw("</p>\n")
	if !s.summary && s.depth == 0 {
		s.summarize(s.txt[start:])
	}
	s.endLine()
}

// textBlock is the paragraph of a tight list's item.
func (s *state) textBlock(n *ast.TextBlock) {
	s.task(n)
	if n.NextSibling() != nil {
		s.raw("\n")
	}
	s.endLine()
}

// task writes a block's inlines, in a label where a task's box stands before them.
func (s *state) task(n ast.Node) {
	if _, ok := n.FirstChild().(*extast.TaskCheckBox); !ok {
		s.inlines(n)
		return
	}
	s.raw("<label>")
	s.inlines(n)
	s.raw("</label>")
}

func (s *state) listBlock(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	s.raw("<" + tag)
	if n.IsOrdered() && n.Start != 1 {
		s.out = writeAttr(s.out, "start", strconv.Itoa(n.Start))
	}
	s.raw(">\n")
	s.blocks(n)
	s.raw("</" + tag + ">\n")
}

func (s *state) listItem(n *ast.ListItem) {
	first := n.FirstChild()
	s.raw("<li")
	if first != nil {
		if _, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
			s.raw(` class="task"`)
		}
	}
	s.raw(">")
	if first != nil && first.Kind() != ast.KindTextBlock {
		s.raw("\n")
	}
	s.blocks(n)
	s.raw("</li>\n")
}

// lines joins a block's source lines.
func lines(n ast.Node, source []byte) []byte {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		b.Write(seg.Value(source))
	}
	return b.Bytes()
}
