package markdown

import (
	"bytes"
	"slices"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// container is what stands between a line of colons with a name, :::tabs,
// :::solutions or :::details Title, and a line of as many colons.
type container struct {
	ast.BaseBlock
	name   string
	colons int
	open   bool
	start  int  // of the opening line
	closed bool // by its own line, not by the end of what holds it
}

// containerTitle is the inline text behind :::details, or of a tab.
type containerTitle struct{ ast.BaseBlock }

// tab is a part of :::tabs or :::solutions, begun by a line == Title.
type tab struct{ ast.BaseBlock }

var (
	kindContainer      = ast.NewNodeKind("Container")
	kindContainerTitle = ast.NewNodeKind("ContainerTitle")
	kindTab            = ast.NewNodeKind("Tab")
)

func (*container) Kind() ast.NodeKind      { return kindContainer }
func (*containerTitle) Kind() ast.NodeKind { return kindContainerTitle }
func (*tab) Kind() ast.NodeKind            { return kindTab }

func (n *container) Dump(source []byte, level int)      { ast.DumpHelper(n, source, level, nil, nil) }
func (n *containerTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (n *tab) Dump(source []byte, level int)            { ast.DumpHelper(n, source, level, nil, nil) }

var containerNames = []string{"details", "tabs", "solutions"}

type containerParser struct{ depth int }

func (containerParser) Trigger() []byte { return []byte{':'} }

func (p containerParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	colons, rest := fence(line)
	if colons < 3 || len(rest) == 0 {
		return nil, parser.NoChildren
	}
	name, title := cutWord(rest)
	if !slices.Contains(containerNames, name) {
		if hint := containerHint(name); hint != "" {
			start := segment.Start + bytes.IndexByte(line, ':')
			report(pc, problem{id: "container-unknown", severity: diag.Warning, start: start, end: start + colons + len(name),
				message: "unknown block " + name, hint: hint})
		}
		return nil, parser.NoChildren
	}
	if tooDeep(parent, p.depth) {
		reportDepth(reader, pc, p.depth)
		return nil, parser.NoChildren
	}
	n := &container{name: name, colons: colons, open: true, start: segment.Start}
	if len(title) > 0 {
		n.AppendChild(n, titleOf(line, title, segment))
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// containerHint is what was meant by a name that is none; empty for a line that
// may be text.
func containerHint(name string) string {
	if near := diag.Suggest(name, containerNames); near != "" {
		return "did you mean " + near + "?"
	}
	switch name = strings.ToLower(name); {
	case admonitions[name]:
		return "write a quote that begins with [!" + strings.ToUpper(name) + "]"
	case name == "info" || name == "danger":
		return "write a quote that begins with [!NOTE] or [!CAUTION]"
	}
	return ""
}

func (containerParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*container)
	line, _ := reader.PeekLine()
	colons, rest := fence(line)
	if colons < n.colons || len(rest) > 0 || innerTakes(n, colons) || inCode(pc) {
		return parser.Continue | parser.HasChildren
	}
	n.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func (containerParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	n := node.(*container)
	n.open = false
	if !n.closed {
		report(pc, problem{id: "container-unclosed", severity: diag.Warning, start: n.start, end: n.start + n.colons + len(n.name),
			message: ":::" + n.name + " is not closed", hint: "end it with a line of " + string(bytes.Repeat([]byte(":"), n.colons))})
	}
	if p, bad := n.checkParts(); bad {
		report(pc, p)
	}
}

func (containerParser) CanInterruptParagraph() bool { return true }
func (containerParser) CanAcceptIndentedLine() bool { return false }

// fence reads a line's colons and what stands behind them.
func fence(line []byte) (colons int, rest []byte) {
	line = bytes.TrimSpace(line)
	for colons < len(line) && line[colons] == ':' {
		colons++
	}
	return colons, bytes.TrimSpace(line[colons:])
}

func cutWord(b []byte) (word string, rest []byte) {
	i := bytes.IndexAny(b, " \t")
	if i < 0 {
		return string(b), nil
	}
	return string(b[:i]), bytes.TrimSpace(b[i:])
}

// titleOf is a node for a title that stands at the end of a line.
func titleOf(line, title []byte, segment text.Segment) ast.Node {
	start := segment.Start - segment.Padding + bytes.LastIndex(line, title)
	n := &containerTitle{}
	n.Lines().Append(text.NewSegment(start, start+len(title)))
	return n
}

// innerTakes says whether a closing line belongs to a container within n.
func innerTakes(n ast.Node, colons int) bool {
	for c := n.LastChild(); c != nil; c = c.LastChild() {
		if inner, ok := c.(*container); ok && inner.open && inner.colons <= colons {
			return true
		}
	}
	return false
}

// inCode says whether the line belongs to a fenced code block.
func inCode(pc parser.Context) bool {
	_, ok := pc.LastOpenedBlock().Node.(*ast.FencedCodeBlock)
	return ok
}

// tabParser opens a part directly below :::tabs or :::solutions.
type tabParser struct{}

func (tabParser) Trigger() []byte { return []byte{'='} }

func tabTitle(line []byte) []byte {
	line = bytes.TrimSpace(line)
	if !bytes.HasPrefix(line, []byte("== ")) {
		return nil
	}
	return bytes.TrimSpace(line[3:])
}

func (tabParser) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	c, ok := parent.(*container)
	if !ok || !parted(c.name) {
		return nil, parser.NoChildren
	}
	line, segment := reader.PeekLine()
	title := tabTitle(line)
	if len(title) == 0 {
		return nil, parser.NoChildren
	}
	n := &tab{}
	n.AppendChild(n, partTitle(titleOf(line, title, segment), reader.Source()))
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (tabParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if len(tabTitle(line)) == 0 || inCode(pc) || innerTabs(node) {
		return parser.Continue | parser.HasChildren
	}
	return parser.Close
}

func (tabParser) Close(ast.Node, text.Reader, parser.Context) {}
func (tabParser) CanInterruptParagraph() bool                 { return true }
func (tabParser) CanAcceptIndentedLine() bool                 { return false }

// innerTabs says whether a part's line belongs to a container within n.
func innerTabs(n ast.Node) bool {
	for c := n.LastChild(); c != nil; c = c.LastChild() {
		if inner, ok := c.(*container); ok && inner.open && parted(inner.name) {
			return true
		}
	}
	return false
}

// container writes tabs one below the other, each with its title, which a
// script may turn into a row of tabs; and details as the browser's own.
func (s *state) container(n *container) {
	switch n.name {
	case "solutions":
		s.solutions(n)
		return
	case "tabs":
		s.doc.HasTabs = true
		s.raw(`<div class="tabs">` + "\n")
		s.blocks(n)
		s.raw("</div>\n")
		return
	}
	s.raw("<details>\n<summary>")
	first := n.FirstChild()
	if title, ok := first.(*containerTitle); ok {
		s.bareInlines(title)
		first = first.NextSibling()
	} else {
		s.text([]byte(s.label("details")))
	}
	s.raw("</summary>\n")
	s.endLine()
	for c := first; c != nil; c = c.NextSibling() {
		s.block(c)
	}
	s.raw("</details>\n")
}

// bareInlines writes text that is pressed itself, so that it holds no links.
func (s *state) bareInlines(n ast.Node) {
	bare := s.bare
	s.bare = true
	s.inlines(n)
	s.bare = bare
}

func (s *state) tab(n *tab) {
	title := n.FirstChild()
	s.raw(`<div class="tab"`)
	if v, ok := title.AttributeString("id"); ok && !s.bare {
		if id := cleanID(v.(string)); id != "" {
			s.out = writeAttr(s.out, "id", s.uniqueID(id))
		}
	}
	s.out = writeAttr(s.out, "data-title", string(plainText(title, s.file.text)))
	s.raw(">\n" + `<p class="tab-title">`)
	s.bareInlines(title)
	s.raw("</p>\n")
	s.endLine()
	for c := title.NextSibling(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
	s.raw("</div>\n")
}
