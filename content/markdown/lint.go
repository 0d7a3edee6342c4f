package markdown

import (
	"fmt"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// Lint reports what is wrong with a text for its readers though it can be
// converted: pictures without a text instead, and headings that skip a level.
// It looks at the file's own text, not at what it includes.
func (c *Converter) Lint(src *diag.Source, body int, list *diag.List) {
	s := &state{c: c, list: &diag.List{}, doc: &Document{}, ids: map[string]int{}}
	f := s.open(src, body, noFiles{})
	level := 1
	_ = ast.Walk(f.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			if len(plainText(n, f.text)) == 0 && !isVideo(string(n.Destination)) {
				list.Warnf("image-alt", f.pos(n.Pos(), n.Pos()+len(n.Destination)), "say in the brackets what the picture shows: ![…](…)", "the picture has no text for those who cannot see it")
			}
		case *ast.Heading:
			if n.Parent() != f.root || n.FirstChild() == nil {
				return ast.WalkContinue, nil
			}
			if n.Level > level+1 {
				at := n.Lines().At(0)
				list.Warnf("heading-order", f.pos(at.Start, at.Stop), fmt.Sprintf("begin the line with %d #", level+1), "a heading of level %d follows one of level %d", n.Level, level)
			}
			level = n.Level
		}
		return ast.WalkContinue, nil
	})
}
