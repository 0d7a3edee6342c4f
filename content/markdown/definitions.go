package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxDefinitions is how many lines a paragraph of link definitions may have: each
// that is found has all behind it moved.
const maxDefinitions = 10_000

// definitionsTransformer takes definitions of links out of paragraphs.
type definitionsTransformer struct{ parser.ParagraphTransformer }

func (d definitionsTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := p.Lines(); lines.Len() > maxDefinitions {
		first := lines.At(0)
		if line := first.Value(reader.Source()); bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("[")) {
			report(pc, problem{id: "limit-definitions", start: first.Start, end: first.Start + 1,
				message: fmt.Sprintf("more than %d lines of link definitions in one paragraph; they are shown as text", maxDefinitions), hint: "part them with empty lines"})
		}
		return
	}
	d.ParagraphTransformer.Transform(p, reader, pc)
}
