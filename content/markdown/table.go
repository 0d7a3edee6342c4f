package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tableTransformer refuses tables that would have too many cells: short rows
// are filled up, so a few kilobytes can become megabytes.
type tableTransformer struct {
	parser.ParagraphTransformer
	cells int
}

func (t tableTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := n.Lines()
	if lines.Len() < 2 {
		return
	}
	source := reader.Source()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		value := bytes.TrimSpace(line.Value(source))
		if len(bytes.Trim(value, "|:- \t")) > 0 {
			continue
		}
		columns := bytes.Count(value, []byte("|")) + 1
		if columns*lines.Len() > t.cells {
			report(pc, problem{id: "limit-cells", start: line.Start, end: line.Start + 1,
				message: fmt.Sprintf("a table with more than %d cells", t.cells), hint: "split it, or raise limits.table_cells"})
			return
		}
		t.ParagraphTransformer.Transform(n, reader, pc)
		return
	}
}

// table writes a table in a region that scrolls by itself on narrow screens,
// and can be reached by keyboard for that.
func (s *state) table(n *extast.Table) {
	s.raw(`<div class="table" tabindex="0" role="group"`)
	s.out = writeAttr(s.out, "aria-label", s.label("table"))
	s.raw(">\n<table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if s.full() {
			break
		}
		if _, ok := row.(*extast.TableHeader); ok {
			s.raw("<thead>\n")
			s.row(row, "th")
			s.raw("</thead>\n")
			continue
		}
		if !body {
			s.raw("<tbody>\n")
			body = true
		}
		s.row(row, "td")
	}
	if body {
		s.raw("</tbody>\n")
	}
	s.raw("</table>\n</div>\n")
}

func (s *state) row(row ast.Node, tag string) {
	s.raw("<tr>\n")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		t := tag
		if t == "th" && cell.FirstChild() == nil {
			t = "td" // a heading without text heads nothing
		}
		s.raw("<" + t)
		if t == "th" {
			s.raw(` scope="col"`)
		}
		switch cell.Alignment {
		case extast.AlignCenter, extast.AlignRight, extast.AlignLeft:
			s.raw(` class="` + cell.Alignment.String() + `"`)
		}
		s.raw(">")
		s.inlines(cell)
		s.raw("</" + t + ">\n")
		if c.NextSibling() != nil {
			s.plain([]byte{'\t'})
		}
	}
	s.raw("</tr>\n")
	s.endLine()
}
