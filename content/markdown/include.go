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

// include is a line ::include path.md. The file's text stands in its place; it
// is parsed by itself, so that its definitions are its own and its problems
// have its positions.
type include struct {
	ast.BaseBlock
	dest  string
	start int
}

var kindInclude = ast.NewNodeKind("Include")

func (*include) Kind() ast.NodeKind { return kindInclude }

func (n *include) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type includeParser struct{}

var includeMark = []byte("::include ")

func (includeParser) Trigger() []byte { return []byte{':'} }

func (includeParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	trimmed := bytes.TrimSpace(line)
	if !bytes.HasPrefix(trimmed, includeMark) {
		return nil, parser.NoChildren
	}
	dest := bytes.TrimSpace(trimmed[len(includeMark):])
	n := &include{dest: strings.Trim(string(dest), `"<>`), start: segment.Start + bytes.LastIndex(line, dest)}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (includeParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (includeParser) Close(ast.Node, text.Reader, parser.Context) {}
func (includeParser) CanInterruptParagraph() bool                 { return true }
func (includeParser) CanAcceptIndentedLine() bool                 { return false }

// Including is a Resolver that gives the files that it includes a resolver of
// their own, so that their links are read from where they stand.
type Including interface {
	Within(src *diag.Source) Resolver
}

func (s *state) include(n *include) {
	f := s.file
	pos := f.pos(n.start, n.start+len(n.dest))
	if s.includes++; s.includes > maxIncludes {
		if s.includes == maxIncludes+1 {
			s.list.Errorf("limit-includes", pos, "include less", "more than %d files are included", maxIncludes)
		}
		return
	}
	src, ok := f.r.Include(n.dest)
	if !ok {
		severity, message, hint := s.missing("include", n.dest)
		s.list.Add(diag.Diagnostic{ID: "include-missing", Severity: severity, Pos: pos, Message: message, Hint: hint})
		return
	}
	for p := f; p != nil; p = p.parent {
		if p.src.Name == src.Name {
			s.cycle(p, pos)
			return
		}
	}
	r := f.r
	if i, ok := r.(Including); ok {
		r = i.Within(src)
	}
	inner := s.open(src, FrontMatterEnd(src.Text), r)
	inner.parent, inner.at = f, pos
	s.file = inner
	s.footnotes += countFootnotes(inner.root)
	s.blocks(inner.root)
	s.file = f
}

// cycle reports that the present file includes top, which leads to it. All
// pages that meet a cycle report it alike: from its first file by name.
func (s *state) cycle(top *file, pos diag.Position) {
	var files []*file // the present one first
	for f := s.file; f != top; f = f.parent {
		files = append(files, f)
	}
	files = append(files, top)
	slices.Reverse(files)
	first := 0
	for i, f := range files {
		if f.src.Name < files[first].src.Name {
			first = i
		}
	}
	if first > 0 {
		pos = files[first].at
	}
	var chain strings.Builder
	for i := range files {
		chain.WriteString(files[(first+i)%len(files)].src.Name + " → ")
	}
	chain.WriteString(files[first].src.Name)
	s.list.Errorf("include-cycle", pos, "take one of the includes out", "includes go round: %s", chain.String())
}

// FrontMatterEnd is where a text begins behind its front matter: the YAML
// between a first line of --- and the next.
func FrontMatterEnd(text []byte) int {
	rest := bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	bom := len(text) - len(rest)
	line, after, ok := bytes.Cut(rest, []byte("\n"))
	if !ok || string(bytes.TrimRight(line, " \t\r")) != "---" {
		return bom
	}
	for len(after) > 0 {
		line, after, _ = bytes.Cut(after, []byte("\n"))
		if string(bytes.TrimRight(line, " \t\r")) == "---" {
			return len(text) - len(after)
		}
	}
	return bom
}
