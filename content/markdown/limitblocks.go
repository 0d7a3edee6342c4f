package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// limitBlocks counts the blocks that a block parser opens. The text ends with the
// line on which a page has more than it may have.
type limitBlocks struct {
	parser.BlockParser
	most int
}

func (l limitBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	n, state := l.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return nil, state
	}
	found := pc.Get(findingsKey).(*findings)
	if found.blocks++; found.blocks > l.most {
		found.tooMany(pc, segment, fmt.Sprintf("more than %d paragraphs, items and other blocks", l.most))
	}
	return n, state
}

func (f *findings) tooMany(pc parser.Context, line text.Segment, message string) {
	if !f.full {
		f.full = true
		report(pc, problem{id: "limit-blocks", start: line.Start, end: line.Start + 1,
			message: message, hint: "split the page, or raise limits.blocks"})
	}
}

// linesPerBlock is how many lines a page may have for each block that it may
// have. A line counts for each block that it stands in: the parser below keeps
// something of every one, even where the line is empty.
const linesPerBlock = 5

// limitReader reads a text up to the line on which it has too many blocks.
type limitReader struct {
	text.Reader
	pc    parser.Context
	found *findings
	lines int // that may yet come
	ended bool
}

func newLimitReader(source []byte, pc parser.Context, found *findings, l Limits) *limitReader {
	return &limitReader{Reader: text.NewReader(source), pc: pc, found: found, lines: l.Blocks * linesPerBlock}
}

func (r *limitReader) AdvanceLine() {
	r.Reader.AdvanceLine()
	if r.lines -= len(r.pc.OpenedBlocks()); r.lines < 0 {
		_, at := r.Position()
		r.found.tooMany(r.pc, at, "too many lines in nested lists and quotes")
	}
	r.ended = r.found.full
}

func (r *limitReader) PeekLine() ([]byte, text.Segment) {
	if r.ended {
		return nil, text.Segment{}
	}
	return r.Reader.PeekLine()
}

func (r *limitReader) SkipBlankLines() (text.Segment, int, bool) {
	if r.ended {
		return text.Segment{}, 0, false
	}
	return r.Reader.SkipBlankLines()
}
