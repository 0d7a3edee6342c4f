package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// codeSpanParser reads code in a line as CommonMark does. The parser below looks
// for the end of each run of backticks up to the end of the paragraph: once it
// found none, what ends a run is known for all that follow.
type codeSpanParser struct{ parser.InlineParser }

// backticks are the runs of backticks of a paragraph, from a place in the text on.
type backticks struct {
	from int
	last map[int]int // length → where the last run of it begins
}

var backticksKey = parser.NewContextKey()

func (p codeSpanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	known, _ := pc.Get(backticksKey).(*backticks)
	if known != nil && known.from <= segment.Start {
		n := runLength(line)
		if known.last[n] <= segment.Start {
			block.Advance(n)
			return ast.NewTextSegment(segment.WithStop(segment.Start + n))
		}
		return p.InlineParser.Parse(parent, block, pc)
	}
	n := p.InlineParser.Parse(parent, block, pc)
	if n.Kind() != ast.KindCodeSpan {
		pc.Set(backticksKey, findBackticks(block))
	}
	return n
}

// CloseBlock forgets the paragraph's runs.
func (codeSpanParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	if pc.Get(backticksKey) != nil {
		pc.Set(backticksKey, nil)
	}
}

// findBackticks looks from where a reader is to its end, and leaves it there.
func findBackticks(block text.Reader) *backticks {
	at, position := block.Position()
	defer block.SetPosition(at, position)
	found := &backticks{from: position.Start, last: map[int]int{}}
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return found
		}
		begin := segment.Start - segment.Padding
		for i := 0; i < len(line); i++ {
			if n := runLength(line[i:]); n > 0 {
				found.last[n] = begin + i
				i += n
			}
		}
		block.AdvanceLine()
	}
}

// runLength is how many backticks a text begins with.
func runLength(line []byte) int {
	n := 0
	for n < len(line) && line[n] == '`' {
		n++
	}
	return n
}
