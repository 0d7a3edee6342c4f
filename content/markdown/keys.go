package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// keys is what is pressed together: ++Ctrl+K++.
type keys struct {
	ast.BaseInline
	names [][]byte
}

var kindKeys = ast.NewNodeKind("Keys")

func (*keys) Kind() ast.NodeKind { return kindKeys }

func (n *keys) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type keysParser struct{}

func (keysParser) Trigger() []byte { return []byte{'+'} }

func (keysParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 5 || line[1] != '+' || line[2] == '+' && !bytes.HasPrefix(line, []byte("+++++")) || line[2] == ' ' {
		return nil
	}
	end := bytes.Index(line[3:], []byte("++"))
	if end < 0 || end > 60 {
		return nil
	}
	inside := line[2 : 3+end]
	after := 3 + end + 2
	if after < len(line) && line[after] == '+' { // ++Ctrl+++ is Ctrl with the plus key
		inside, after = line[2:after-1], after+1
	}
	if bytes.ContainsAny(inside, "\n`") || inside[len(inside)-1] == ' ' {
		return nil
	}
	n := &keys{}
	for rest := inside; len(rest) > 0; {
		i := bytes.IndexByte(rest[1:], '+')
		if i < 0 {
			n.names = append(n.names, bytes.TrimSpace(rest))
			break
		}
		n.names = append(n.names, bytes.TrimSpace(rest[:i+1]))
		if rest = rest[i+2:]; len(rest) == 0 {
			n.names = append(n.names, []byte("+"))
		}
	}
	block.Advance(after)
	return n
}

func (s *state) keys(n *keys) {
	for i, name := range n.names {
		if i > 0 {
			s.raw("+")
			s.plain([]byte("+"))
		}
		s.raw("<kbd>")
		s.text(decode(name))
		s.raw("</kbd>")
	}
}
