package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// parted says whether a container's lines == Title part it: :::tabs shows one
// part at a time, :::solutions are ways that lead to one end, in the order in
// which they should be tried.
func parted(name string) bool { return name == "tabs" || name == "solutions" }

// checkParts reports a container that is to have parts and has none.
func (n *container) checkParts() (p problem, bad bool) {
	if !parted(n.name) {
		return p, false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == kindTab {
			return p, false
		}
	}
	return problem{id: "container-empty", severity: diag.Warning, start: n.start, end: n.start + n.colons + len(n.name),
		message: ":::" + n.name + " has no parts", hint: "begin each part with a line '== Title'"}, true
}

// solutions writes ways to one end: the first open, the others one press away,
// each with its number and an id. What stands before the first is text.
func (s *state) solutions(n *container) {
	s.raw(`<div class="solutions">` + "\n")
	number := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*tab); ok {
			number++
			s.solution(t, number)
			continue
		}
		s.block(c)
	}
	s.raw("</div>\n")
}

func (s *state) solution(n *tab, number int) {
	title := n.FirstChild()
	s.raw(`<details class="solution"`)
	if !s.bare {
		s.out = writeAttr(s.out, "id", s.solutionID(title, number))
	}
	if number == 1 {
		s.raw(" open")
	}
	s.raw("><summary><span class=\"solution-number\">")
	s.text([]byte(strings.ReplaceAll(s.label("solution"), "{1}", strconv.Itoa(number))))
	s.raw("</span> ")
	s.plain([]byte(": "))
	s.raw(`<span class="solution-title">`)
	s.bareInlines(title)
	s.raw("</span></summary>\n")
	s.endLine()
	for c := title.NextSibling(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
	s.raw("</details>\n")
}

// solutionID is the id that the title was given, else one of the heading's and
// the solution's number, which stays when titles change.
func (s *state) solutionID(title ast.Node, number int) string {
	if v, ok := title.AttributeString("id"); ok {
		if id := cleanID(v.(string)); id != "" {
			return s.uniqueID(id)
		}
	}
	base := "solution"
	if n := len(s.doc.Headings); n > 0 {
		base = s.doc.Headings[n-1].ID
	}
	return s.uniqueID(fmt.Sprintf("%s-%d", base, number))
}

// partTitle is the node of a part's title, without the {#id} at its end.
func partTitle(n ast.Node, source []byte) ast.Node {
	takeID(n, source)
	if last := n.Lines().Len() - 1; last >= 0 {
		line := n.Lines().At(last)
		line.Stop = line.Start + len(bytes.TrimRight(line.Value(source), " \t"))
		n.Lines().Set(last, line)
	}
	return n
}
