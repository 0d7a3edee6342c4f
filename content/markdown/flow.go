package markdown

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// flow is a fenced block of the language flow: questions to click through.
//
//	start: What do you see?
//	- An error code -> code
//	- Something else -> [Collect logs](logs.md)
//
//	code: Which code?
//	  It stands in the last line of the message.
//	- 6014 -> [Sign-in fails](login.md)
//	- Another -> Send us the code.
//
// A step is a name, a colon and its title; indented lines below it are its
// text. Its answers are list items with an arrow to another step, to a link, or
// to a text that ends the flow. The first step is where readers begin, and a
// step without answers is an end.
type flow struct {
	steps  []*flowStep
	byID   map[string]*flowStep
	broken bool // it cannot be shown: a line is neither of the above
}

type flowStep struct {
	id      string
	at      piece // the id as it was written
	title   piece
	body    []piece // lines
	answers []flowAnswer
	number  int    // from 1, in the order of the page; for print and for pages without scripts
	anchor  string // its id on the page
}

// flowAnswer leads to a step, to a link, or to a text of its own.
type flowAnswer struct {
	text   piece
	to     piece
	step   *flowStep
	link   *ast.Link // in file
	file   *file
	number int // of the text that ends the flow
	anchor string
}

// piece is a part of one line, as offsets in the parsed text.
type piece struct{ start, stop int }

var (
	flowStepLine   = regexp.MustCompile(`^([\pL\pN][\pL\pN_-]*)[ \t]*(?::[ \t]+|：[ \t]*)(\S.*)$`)
	flowAnswerLine = regexp.MustCompile(`^[ \t]*-[ \t]+(\S.*?)[ \t]*(?:->|→)[ \t]*(.*)$`)
	flowItemLine   = regexp.MustCompile(`^-[ \t]+\S`)
	flowID         = regexp.MustCompile(`^[\pL\pN_-]+$`)
	flowchartLine  = regexp.MustCompile(`^[\pL\pN_]+=>`) // another tool's language of the same name
)

// flow writes a block of questions; false where it is code like any other.
func (s *state) flow(n *ast.FencedCodeBlock) bool {
	if s.inFlow || n.Lines().Len() == 0 {
		return false
	}
	f := s.readFlow(n)
	if f == nil {
		return false
	}
	if len(f.steps) == 0 && !f.broken {
		at := n.Lines().At(0).Start
		s.flowAt(piece{at, at + 1}).report("flow-empty", diag.Warning, "write a first step such as 'start: What do you see?'", "a flow without steps")
	}
	if f.broken || len(f.steps) == 0 {
		return false
	}
	f.resolve(s)
	f.check(s)
	s.inFlow = true
	s.depth++
	s.writeFlow(f)
	s.depth--
	s.inFlow = false
	return true
}

// readFlow reads the block's lines; nil for another tool's block.
func (s *state) readFlow(n *ast.FencedCodeBlock) *flow {
	f := &flow{byID: map[string]*flowStep{}}
	var step *flowStep
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := bytes.TrimRight(s.file.text[segment.Start:segment.Stop], " \t\n")
		p := piece{segment.Start, segment.Start + len(line)}
		switch {
		case len(bytes.TrimSpace(line)) == 0:
			if step != nil && len(step.body) > 0 {
				step.body = append(step.body, piece{p.start, p.start})
			}
		case len(f.steps) == 0 && flowchartLine.Match(line):
			return nil
		case flowStepLine.Match(line):
			step = f.addStep(s, line, p)
		case step == nil:
			f.stray(s, p, "a flow begins with a step", "write a step first, such as 'start: What do you see?'")
		case flowAnswerLine.Match(line):
			m := flowAnswerLine.FindSubmatchIndex(line)
			step.answers = append(step.answers, flowAnswer{text: p.part(m[2:]), to: p.part(m[4:])})
		case line[0] == ' ' || line[0] == '\t':
			step.body = append(step.body, p)
		case flowItemLine.Match(line):
			f.stray(s, p, "the answer leads nowhere", "write where it leads behind an arrow: '- Answer -> step', a link or a text; indent a list that is part of the step's text")
		default:
			f.stray(s, p, "neither a step nor an answer", "write 'name: question' or '- answer -> step', or indent the line as the step's text")
		}
	}
	return f
}

// part is a group of a regular expression's match within a line.
func (p piece) part(at []int) piece { return piece{p.start + at[0], p.start + at[1]} }

func (f *flow) stray(s *state, p piece, message, hint string) {
	f.broken = true
	s.flowAt(p).report("flow-syntax", diag.Error, hint, message)
}

func (f *flow) addStep(s *state, line []byte, p piece) *flowStep {
	m := flowStepLine.FindSubmatchIndex(line)
	step := &flowStep{id: string(line[m[2]:m[3]]), at: p.part(m[2:]), title: p.part(m[4:])}
	f.steps = append(f.steps, step)
	if first := f.byID[step.id]; first != nil {
		s.problems++
		s.list.Add(diag.Diagnostic{ID: "flow-duplicate", Severity: diag.Error, Pos: s.file.pos(step.at.start, step.at.stop),
			Message: "two steps are called " + step.id, Hint: "give one another name, and let answers lead to it",
			Related: []diag.Related{{Pos: s.file.pos(first.at.start, first.at.stop), Message: "first here"}}})
	} else {
		f.byID[step.id] = step
	}
	return step
}

// resolve finds what answers lead to, and numbers the steps.
func (f *flow) resolve(s *state) {
	number := 0
	for _, step := range f.steps {
		number++
		step.number = number
		step.anchor = s.uniqueID(cleanID(step.id))
		for i := range step.answers {
			a := &step.answers[i]
			to := s.file.text[a.to.start:a.to.stop]
			switch {
			case flowID.Match(to):
				a.step = f.byID[string(to)]
			case len(to) > 0:
				if a.file, a.link = s.flowLink(a.to); a.link == nil {
					number++
					a.number = number
					a.anchor = s.uniqueID(cleanID(step.id) + "-" + itoa(i+1))
				}
			}
		}
	}
}

// flowLink is the link that a text consists of, with the file it is parsed as.
func (s *state) flowLink(p piece) (*file, *ast.Link) {
	f := s.fragment([]piece{p})
	if first := f.root.FirstChild(); first != nil && first.NextSibling() == nil {
		if link, ok := first.FirstChild().(*ast.Link); ok && link.NextSibling() == nil {
			return f, link
		}
	}
	return f, nil
}

// fragment parses lines of the present file as a text of their own, without
// the indentation that they share. Problems keep the lines' positions.
func (s *state) fragment(lines []piece) *file {
	indent := -1
	for _, p := range lines {
		line := s.file.text[p.start:p.stop]
		if n := len(line) - len(bytes.TrimLeft(line, " \t")); len(line) > 0 && (indent < 0 || n < indent) {
			indent = n
		}
	}
	f := &file{src: s.file.src, body: s.file.body, r: s.file.r, parent: s.file.parent, at: s.file.at, footnotes: s.footnotes}
	for _, p := range lines {
		start := min(p.start+max(indent, 0), p.stop)
		f.places = append(f.places, place{len(f.text), start})
		f.text = append(append(f.text, s.file.text[start:p.stop]...), '\n')
	}
	for i, at := range f.places { // a fragment of a fragment counts from the file
		f.places[i].source = s.file.offset(at.source)
	}
	s.parse(f)
	s.footnotes += countFootnotes(f.root)
	return f
}

// spot is a part of the present file that a problem is reported at.
type spot struct {
	s *state
	p piece
}

func (s *state) flowAt(p piece) spot { return spot{s, p} }

func (x spot) report(id string, severity diag.Severity, hint, message string) {
	x.s.report(id, severity, func() diag.Position { return x.s.file.pos(x.p.start, x.p.stop) }, message, hint)
}

// short is a text in a message, cut where it is long.
func short(b []byte) string {
	const most = 40
	if utf8.RuneCount(b) <= most {
		return string(b)
	}
	return string([]rune(string(b))[:most]) + "…"
}
