package site

import (
	"html/template"
	"strings"

	"deskbell/content/markdown"
	"deskbell/themes"
)

// question is a question of an FAQ file with the sections that answer it.
type question struct {
	heading     markdown.Heading
	group       int // index in headings of the H2 above an H3, else -1
	section     int // index in Document.Sections
	start, end  int // of the answer in Document.HTML
	lastSection int
}

// questions finds an FAQ's questions: each H2, or the H3s under it where it has
// some.
func questions(d *markdown.Document) []question {
	var out []question
	for i, s := range d.Sections {
		if s.Heading < 0 {
			continue
		}
		h := d.Headings[s.Heading]
		group := groupOf(d, s.Heading)
		if h.Level > 3 || h.Level == 3 && group < 0 || h.Level == 2 && hasQuestions(d, s.Heading) {
			if n := len(out); n > 0 && h.Level > 2 {
				out[n-1].end, out[n-1].lastSection = s.End, i
			}
			continue
		}
		if h.Level == 2 {
			group = -1
		}
		out = append(out, question{heading: h, group: group, section: i, start: s.Start, end: s.End, lastSection: i})
	}
	return out
}

// groupOf is the H2 above a heading, or -1.
func groupOf(d *markdown.Document, heading int) int {
	for i := heading - 1; i >= 0; i-- {
		if d.Headings[i].Level == 2 {
			return i
		}
	}
	return -1
}

// hasQuestions says whether an H2 has H3s under it, which makes it a group.
func hasQuestions(d *markdown.Document, heading int) bool {
	for _, h := range d.Headings[heading+1:] {
		switch h.Level {
		case 2:
			return false
		case 3:
			return true
		}
	}
	return false
}

func (m *model) faqView(e *edition, x *entry, v *voice) any {
	d := x.page.Doc()
	view := themes.FAQ{Page: m.entryBase(e, x, v), Short: x.page.Front.Short, Related: m.related(e, x), Facts: m.appliesFacts(v, x.page.Front.AppliesTo, nil)}
	view.Contents = contents(d.Headings)
	list := questions(d)
	if len(list) == 0 {
		view.Single, view.Body = true, v.linked(d, 0, len(d.HTML))
		view.JSONLD = m.faqData(view.Page, []ldThing{ldQuestion(x.page.Title, strings.TrimSpace(view.Short+"\n"+answerLines(d, 0, len(d.Sections)-1)))})
		return view
	}
	if len(d.Sections) > 0 {
		view.Intro = template.HTML(d.HTML[:d.Sections[0].End])
	}
	var data []ldThing
	group := -2
	for _, q := range list {
		if q.group != group {
			group = q.group
			view.Groups = append(view.Groups, m.questionGroup(d, group))
		}
		g := &view.Groups[len(view.Groups)-1]
		g.Questions = append(g.Questions, themes.Question{ID: q.heading.ID, Title: template.HTML(q.heading.HTML), Answer: v.linked(d, q.start, q.end)})
		data = append(data, ldQuestion(q.heading.Text, answerLines(d, q.section, q.lastSection)))
	}
	view.JSONLD = m.faqData(view.Page, data)
	return view
}

// answerText is the plain text of the sections from first to last, in one line.
func answerText(d *markdown.Document, first, last int) string {
	return strings.Join(strings.Fields(answerLines(d, first, last)), " ")
}

// answerLines is the same with its lines. Headings within an answer and the
// solutions of a question, which are parts of one answer, stand among them.
func answerLines(d *markdown.Document, first, last int) string {
	var lines []string
	for i := first; i <= last; i++ {
		if h := d.Sections[i].Heading; i > first && h >= 0 {
			lines = append(lines, d.Headings[h].Text)
		}
		for line := range strings.Lines(d.Sections[i].Text) {
			if words := strings.Fields(line); len(words) > 0 {
				lines = append(lines, strings.Join(words, " "))
			}
		}
	}
	return strings.Join(lines, "\n")
}

func (m *model) questionGroup(d *markdown.Document, heading int) themes.QuestionGroup {
	if heading < 0 {
		return themes.QuestionGroup{}
	}
	g := themes.QuestionGroup{ID: d.Headings[heading].ID, Title: d.Headings[heading].Text}
	for _, s := range d.Sections {
		if s.Heading == heading {
			g.Intro = template.HTML(d.HTML[s.Start:s.End])
		}
	}
	return g
}
