package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

// codeBlock is a block of code with what its fence says.
type codeBlock struct {
	lang   string // sanitised, lower case; empty for plain text
	title  string
	marked []lineRange // highlighted lines
	text   []byte
}

type lineRange struct{ from, to int }

func (s *state) fenced(n *ast.FencedCodeBlock) {
	b := codeBlock{text: lines(n, s.file.text)}
	if n.Info != nil {
		b.lang, b.title, b.marked = fenceInfo(string(decode(n.Info.Segment.Value(s.file.text))))
	}
	if b.lang == "flow" && s.flow(n) {
		return
	}
	s.code(b, func() diag.Position { return s.file.pos(n.Info.Segment.Start, n.Info.Segment.Stop) })
}

// plainly says whether a block is shown without colours: one that would take
// long, and those of a page that are beyond its share.
func (s *state) plainly(b codeBlock, pos func() diag.Position) bool {
	if codeLanguages()[b.lang] == nil {
		return false
	}
	why := b.uncolourable()
	if s.coloured += len(b.text); why == "" && s.coloured > s.c.limits.Code {
		why = fmt.Sprintf("beyond the first %d kB of code of its page", s.c.limits.Code>>10)
	}
	if why == "" {
		return false
	}
	hint := "shorten it, offer it as a download, or leave its language away"
	if s.coloured > s.c.limits.Code {
		hint += "; limits.code_kb is for the whole page"
	}
	s.report("code-plain", diag.Note, pos, "a block "+why+" is shown without colours", hint)
	return true
}

// fenceInfo reads what stands behind a fence: go {2,4-6} title="main.go".
func fenceInfo(info string) (lang, title string, marked []lineRange) {
	rest := strings.TrimSpace(info)
	if i := strings.IndexAny(rest, " \t{"); i != 0 {
		if i < 0 {
			i = len(rest)
		}
		lang, rest = language(rest[:i]), rest[i:]
	}
	if _, after, ok := strings.Cut(rest, `title="`); ok {
		title, _, _ = strings.Cut(after, `"`)
	}
	if i := strings.IndexByte(rest, '{'); i >= 0 {
		if inside, _, ok := strings.Cut(rest[i+1:], "}"); ok {
			marked = lineRanges(inside)
		}
	}
	return lang, title, marked
}

// language makes a fence's word safe to be an attribute: [a-z0-9+#._-].
func language(word string) string {
	word = strings.TrimPrefix(strings.ToLower(word), "language-")
	word = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("+#._-", r) {
			return r
		}
		return -1
	}, word)
	return word[:min(len(word), 32)]
}

// lineRanges reads 2,4-6; what it cannot read it passes over.
func lineRanges(s string) []lineRange {
	var out []lineRange
	for part := range strings.SplitSeq(s, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		a, err := strconv.Atoi(from)
		if err != nil {
			continue
		}
		b := a
		if isRange {
			if b, err = strconv.Atoi(to); err != nil {
				continue
			}
		}
		out = append(out, lineRange{min(max(a, 0), maxColoured), min(max(b, 0), maxColoured)})
	}
	return out
}

// code writes a block of code: a figure with its file name and language, the
// code in token classes, and a button that a script shows.
func (s *state) code(b codeBlock, pos func() diag.Position) {
	s.doc.HasCode = true
	s.endLine()
	s.plain(b.text)
	s.endLine()
	html, name := s.c.highlight.html(b, s.plainly(b, pos))
	s.raw(`<figure class="code"`)
	if b.lang != "" {
		s.out = writeAttr(s.out, "data-lang", b.lang)
	}
	s.raw(">\n")
	if b.title != "" || name != "" {
		s.raw("<figcaption>")
		if b.title != "" {
			s.raw(`<span class="title">`)
			s.out = writeEscaped(s.out, []byte(b.title))
			s.raw("</span>")
		}
		if name != "" {
			s.raw(`<span class="lang">`)
			s.out = writeEscaped(s.out, []byte(name))
			s.raw("</span>")
		}
		s.raw("</figcaption>\n")
	}
	s.raw(`<pre tabindex="0"><code class="chroma">`)
	s.raw(html)
	s.raw("</code></pre>\n" + `<button type="button" class="copy" hidden>`)
	s.out = writeEscaped(s.out, []byte(s.label("copy")))
	s.raw("</button>\n</figure>\n")
}
