package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
)

func itoa(n int) string { return strconv.Itoa(n) }

// writeFlow writes all steps one below the other, with answers as links from
// one to the next: a page that can be read, searched and printed. A script
// shows one step at a time.
func (s *state) writeFlow(f *flow) {
	s.doc.HasFlow = true
	s.endLine()
	s.raw(`<div class="flow"`)
	for _, key := range []string{"flow-back", "flow-again", "flow-link"} {
		s.out = writeAttr(s.out, "data-"+key[len("flow-"):], s.label(key))
	}
	s.raw(">\n")
	for _, step := range f.steps {
		if s.full() {
			break
		}
		s.flowStep(step)
		for i := range step.answers {
			if a := &step.answers[i]; a.number > 0 {
				s.flowEnd(step, a)
			}
		}
	}
	s.raw("</div>\n")
}

func (s *state) openStep(class, anchor string, number int) {
	s.raw(`<div class="` + class + `" role="group"`)
	s.out = writeAttr(s.out, "id", anchor)
	s.out = writeAttr(s.out, "aria-labelledby", "db-flow-"+anchor)
	s.raw(">\n" + `<p class="flow-question"`)
	s.out = writeAttr(s.out, "id", "db-flow-"+anchor)
	s.raw(`><span class="flow-number">` + itoa(number) + `</span> `)
}

func (s *state) flowStep(step *flowStep) {
	class := "flow-step"
	if len(step.answers) == 0 {
		class += " flow-end"
	}
	s.openStep(class, step.anchor, step.number)
	s.flowText(step.title)
	s.raw("</p>\n")
	s.endLine()
	if len(step.body) > 0 {
		outer := s.file
		s.file = s.fragment(step.body)
		s.blocks(s.file.root)
		s.file = outer
	}
	if len(step.answers) > 0 {
		s.raw(`<ul class="flow-answers">` + "\n")
		for i := range step.answers {
			s.flowAnswer(&step.answers[i])
		}
		s.raw("</ul>\n")
	}
	s.raw("</div>\n")
}

func (s *state) flowAnswer(a *flowAnswer) {
	s.raw("<li>")
	number, t := a.number, target{broken: true}
	switch {
	case a.step != nil:
		number, t = a.step.number, target{href: "#" + encodeFragment(a.step.anchor)}
	case a.number > 0:
		t = target{href: "#" + encodeFragment(a.anchor)}
	case a.link != nil:
		outer := s.file
		s.file = a.file
		t = s.resolve(a.link.Destination, s.linkPos(a.link))
		s.file = outer
	}
	s.openLink(t, "")
	s.flowText(a.text)
	switch {
	case a.link != nil:
		s.raw(" <small>")
		s.plain([]byte{' '})
		outer, inLink := s.file, s.inLink
		s.file, s.inLink = a.file, true
		s.bareInlines(a.link)
		s.file, s.inLink = outer, inLink
		s.raw("</small>")
	case number > 0:
		s.raw(` <span class="flow-to">` + itoa(number) + "</span>")
	}
	s.closeLink(t)
	s.raw("</li>\n")
	s.endLine()
}

// flowEnd writes the text that an answer leads to.
func (s *state) flowEnd(step *flowStep, a *flowAnswer) {
	s.openStep("flow-step flow-end", a.anchor, a.number)
	s.raw("<small>")
	kept := s.txt
	s.flowText(step.title)
	s.raw("</small> ")
	s.flowText(a.text)
	s.txt = kept // both stand there already
	s.raw("</p>\n<p>")
	s.flowInlines(a.file)
	s.raw("</p>\n</div>\n")
	s.endLine()
}

// flowText writes a part of a line as inline text without links, which stands
// in a link or names a step.
func (s *state) flowText(p piece) {
	text := s.file.text[p.start:p.stop]
	if !bytes.ContainsAny(text, "`*_[]<>&!:+~\\@^") {
		s.text(text)
		return
	}
	outer, bare, inLink := s.file, s.bare, s.inLink
	s.bare, s.inLink = true, true
	s.flowInlines(s.fragment([]piece{p}))
	s.file, s.bare, s.inLink = outer, bare, inLink
}

// flowInlines writes a fragment of one paragraph; any other is plain text.
func (s *state) flowInlines(f *file) {
	outer := s.file
	s.file = f
	first := f.root.FirstChild()
	if p, ok := first.(*ast.Paragraph); ok && p.NextSibling() == nil {
		s.inlines(p)
	} else {
		s.text(bytes.TrimSpace(f.text))
	}
	s.file = outer
}
