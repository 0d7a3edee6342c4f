package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkParser reads links and pictures as CommonMark does, and besides accepts
// raw spaces in a destination that ends like a file: [a](b c.md#).
type linkParser struct{ parser.InlineParser }

var brackets = marks{parser.NewContextKey()}

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] != ']' {
		if brackets.tooMany(pc) {
			return nil
		}
		return p.InlineParser.Parse(parent, block, pc)
	}
	reader := block
	if len(line) > maxTarget {
		reader = &maskedReader{Reader: block, from: segment.Start, line: line[:maxTarget], full: len(line)}
	} else if start, end := spacedDestination(line); end > 0 {
		masked := bytes.Clone(line)
		for i := start; i < end; i++ {
			if masked[i] == ' ' {
				masked[i] = spaceMask
			}
		}
		reader = &maskedReader{Reader: block, from: segment.Start, line: masked, full: len(line)}
	}
	n := p.InlineParser.Parse(parent, lineReader{reader}, pc)
	var inline interface{ SetPos(int) } // with a destination of its own
	switch n := n.(type) {
	case *ast.Link:
		if n.Reference == nil {
			inline = n
		}
	case *ast.Image:
		if n.Reference == nil {
			inline = n
		}
	}
	if inline != nil {
		inline.SetPos(destinationStart(block.Source(), segment.Start))
		countDestination(pc, line)
	}
	return n
}

// CloseBlock lets the parser below drop what it left open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		brackets.reset(pc)
		c.CloseBlock(parent, block, pc)
	}
}

// destinationStart is where the destination behind a closing bracket begins.
func destinationStart(source []byte, bracket int) int {
	i := bracket + 2
	for i < len(source) && (source[i] == ' ' || source[i] == '\n' || source[i] == '<') {
		i++
	}
	return i
}

// spaceMask stands for a raw space while a destination is parsed.
const spaceMask = 0x1F

// maskedReader shows the rest of one line with its raw spaces masked, or not
// further than a destination may reach.
type maskedReader struct {
	text.Reader
	from int // where the line begins
	line []byte
	full int // its length in truth
}

func (r *maskedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	if i := segment.Start - r.from; line != nil && segment.Padding == 0 && i >= 0 && i < len(r.line) && i+len(line) == r.full {
		return r.line[i:], segment
	}
	return line, segment
}

// lineReader gives text that stands in one line without looking for that line
// among all of the paragraph's.
type lineReader struct{ text.Reader }

func (r lineReader) Value(s text.Segment) []byte {
	if text := r.Source()[s.Start:s.Stop]; s.Padding == 0 && bytes.IndexByte(text, '\n') < 0 {
		return bytes.Clone(text)
	}
	return r.Reader.Value(s)
}

// spacedDestination finds a destination with raw spaces in "](b c.md#d)…": its
// bounds, or 0, 0 where the text is none or CommonMark reads it as it is.
func spacedDestination(line []byte) (start, end int) {
	if len(line) < 4 || line[1] != '(' || bytes.IndexByte(line, ' ') < 0 {
		return 0, 0
	}
	start = 2
	for start < len(line) && line[start] == ' ' {
		start++
	}
	depth := 0
	for end = start; end < len(line); end++ {
		switch line[end] {
		case '\\', '<', '\n':
			return 0, 0
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	dest := line[start:min(end, len(line))]
	if end >= len(line) || depth >= 0 {
		return 0, 0
	}
	if n := len(dest); n > 1 && (dest[n-1] == '"' || dest[n-1] == '\'') { // a title
		i := bytes.LastIndexByte(dest[:n-1], dest[n-1])
		if i < 1 || dest[i-1] != ' ' {
			return 0, 0
		}
		dest = dest[:i]
	}
	dest = bytes.TrimRight(dest, " ")
	if bytes.IndexByte(dest, ' ') < 0 || bytes.ContainsAny(dest, "\"'") || !isFileName(string(dest)) {
		return 0, 0
	}
	return start, start + len(dest)
}

// isFileName says whether a destination ends like a Markdown file or a medium.
func isFileName(dest string) bool {
	dest, _, _ = strings.Cut(strings.ToLower(dest), "#")
	for _, ext := range []string{".md", ".markdown", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm", ".pdf", ".zip"} {
		if strings.HasSuffix(dest, ext) {
			return true
		}
	}
	return false
}
