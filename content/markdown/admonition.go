package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// admonition is a quote that begins with [!NOTE], [!TIP], [!IMPORTANT],
// [!WARNING] or [!CAUTION], with a title of its own behind it or the label of
// its kind.
type admonitionTitle struct {
	ast.BaseBlock
	kind string // lower case
}

var kindAdmonitionTitle = ast.NewNodeKind("AdmonitionTitle")

func (*admonitionTitle) Kind() ast.NodeKind { return kindAdmonitionTitle }

func (n *admonitionTitle) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

var admonitions = map[string]bool{"note": true, "tip": true, "important": true, "warning": true, "caution": true}

// admonitionTransformer takes the marker's line out of a quote's first
// paragraph, before its inline text is parsed.
type admonitionTransformer struct{}

func (admonitionTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(node) || node.Lines().Len() == 0 {
		return
	}
	source := reader.Source()
	first := node.Lines().At(0)
	line := bytes.TrimLeft(first.Value(source), " ")
	if !bytes.HasPrefix(line, []byte("[!")) {
		return
	}
	end := bytes.IndexByte(line, ']')
	if end < 0 {
		return
	}
	kind := strings.ToLower(string(line[2:end]))
	if !admonitions[kind] {
		return
	}
	title := &admonitionTitle{kind: kind}
	own := text.NewSegment(first.Stop-len(line)+end+1, first.Stop)
	own = own.TrimLeftSpace(source)
	own = own.TrimRightSpace(source)
	if !own.IsEmpty() {
		title.Lines().Append(own)
	}
	quote.InsertBefore(quote, node, title)
	node.Lines().SetSliced(1, node.Lines().Len())
	if node.Lines().Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

// admonition writes a quote that is one; it is false for other quotes.
func (s *state) admonition(n *ast.Blockquote) bool {
	title, ok := n.FirstChild().(*admonitionTitle)
	if !ok {
		return false
	}
	s.raw(`<aside role="note" class="admonition `)
	s.raw(title.kind)
	s.raw(`">` + "\n" + `<p class="admonition-title">`)
	if title.FirstChild() != nil {
		s.inlines(title)
	} else {
		s.text([]byte(s.label(title.kind)))
	}
	s.raw("</p>\n")
	s.endLine()
	for c := title.NextSibling(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
	s.raw("</aside>\n")
	return true
}
