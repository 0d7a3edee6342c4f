package markdown

import (
	"bytes"
	"cmp"
	"fmt"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Limits against texts that are small to write and large to convert.
const (
	maxInline   = 200      // emphasis within emphasis
	maxColoured = 16 << 10 // bytes of a code block that is highlighted,
	maxCodeLine = 2000     // of one of its lines,
	maxCodeRun  = 200      // and of one character repeated: some rules look far ahead from each,
	maxBlank    = 500      // or of white space
	maxIncludes = 1000     // files that a page includes
	maxMarks    = 5000     // delimiters of emphasis, and brackets, of one paragraph
	maxTarget   = 4096     // bytes of a link's destination
	maxProblems = 500      // problems of one page that are listed
)

// Limits are those that a site may set; what is 0 is as in DefaultLimits.
type Limits struct {
	Depth  int // blocks within blocks; a list and its item are two
	Blocks int // paragraphs, lists, items and all other blocks of a text
	Cells  int // of one table
	Output int // bytes of a text's HTML
	Code   int // bytes of a text's code that are coloured
}

// DefaultLimits are for sites that set none.
var DefaultLimits = Limits{Depth: 64, Blocks: 100_000, Cells: 100_000, Output: 16 << 20, Code: 64 << 10}

func (l Limits) orDefault() Limits {
	return Limits{cmp.Or(l.Depth, DefaultLimits.Depth), cmp.Or(l.Blocks, DefaultLimits.Blocks), cmp.Or(l.Cells, DefaultLimits.Cells), cmp.Or(l.Output, DefaultLimits.Output), cmp.Or(l.Code, DefaultLimits.Code)}
}

// limitDepth lets a block parser open no block below depth others: what would
// open it is text.
type limitDepth struct {
	parser.BlockParser
	depth int
}

var depthReportedKey = parser.NewContextKey()

func (l limitDepth) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if !tooDeep(parent, l.depth) {
		return l.BlockParser.Open(parent, reader, pc)
	}
	if isMarker(reader) {
		reportDepth(reader, pc, l.depth)
	}
	return nil, parser.NoChildren
}

func tooDeep(n ast.Node, most int) bool {
	depth := 0
	for ; n != nil; n = n.Parent() {
		depth++
	}
	return depth > most
}

// isMarker says whether the line would open a list or a quote, not only begins
// with a character of one.
func isMarker(reader text.Reader) bool {
	line, _ := reader.PeekLine()
	line = bytes.TrimLeft(line, " \t")
	return len(line) > 1 && (line[0] == '>' || line[0] == '[' || line[1] == ' ' || line[1] == '.' || line[1] == ')')
}

func reportDepth(reader text.Reader, pc parser.Context, most int) {
	if pc.Get(depthReportedKey) != nil {
		return
	}
	pc.Set(depthReportedKey, true)
	_, segment := reader.PeekLine()
	report(pc, problem{id: "limit-depth", start: segment.Start, end: segment.Start + 1,
		message: fmt.Sprintf("blocks nested more than %d deep", most), hint: "nest less, or raise limits.nesting; what is deeper is shown as text"})
}

// marks counts characters of one paragraph that cost the more, the more of
// them stand before: beyond maxMarks they are text.
type marks struct{ key parser.ContextKey }

func (m marks) tooMany(pc parser.Context) bool {
	n, _ := pc.Get(m.key).(int)
	if n < maxMarks {
		pc.Set(m.key, n+1)
	}
	return n >= maxMarks
}

func (m marks) reset(pc parser.Context) {
	if pc.Get(m.key) != nil {
		pc.Set(m.key, nil)
	}
}

// report puts a problem of the text on the list, up to maxProblems a page.
func (s *state) report(id string, severity diag.Severity, pos func() diag.Position, message, hint string) {
	if s.problems++; s.problems <= maxProblems {
		s.list.Add(diag.Diagnostic{ID: id, Severity: severity, Pos: pos(), Message: message, Hint: hint})
	}
}

// listed says whether another problem of the page would be listed, which is worth
// looking for its mend.
func (s *state) listed() bool { return s.problems < maxProblems }

// full says that the output has reached its limit, and reports it once.
func (s *state) full() bool {
	if len(s.out) < s.c.limits.Output {
		return false
	}
	if !s.stopped {
		s.stopped = true
		s.list.Errorf("limit-output", s.file.src.LineColumn(1, 1), "split the page, or raise limits.page_mb", "the page's HTML is larger than %d MB", s.c.limits.Output>>20)
	}
	return true
}
