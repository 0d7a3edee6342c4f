package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// atxParser and setextParser take {#id .class} off a heading before its inline
// text is parsed. Classes are not kept: they could be the theme's.
type atxParser struct{ parser.BlockParser }

func (p atxParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		takeID(n, reader.Source())
	}
	return n, state
}

type setextParser struct{ parser.BlockParser }

func (p setextParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	takeID(n, reader.Source())
}

func takeID(n ast.Node, source []byte) {
	last := n.Lines().Len() - 1
	if last < 0 {
		return
	}
	segment := n.Lines().At(last)
	title, id, ok := CutID(segment.Value(source))
	if !ok {
		return
	}
	n.Lines().Set(last, text.NewSegment(segment.Start, segment.Start+len(title)))
	if id != "" {
		n.SetAttributeString("id", id)
	}
}

// CutID parts a heading's text from the {#id .class} at its end.
func CutID(line []byte) (title []byte, id string, ok bool) {
	trimmed := bytes.TrimRight(line, " \t\n")
	open := bytes.LastIndexByte(trimmed, '{')
	if open < 0 || !bytes.HasSuffix(trimmed, []byte("}")) || open > 0 && trimmed[open-1] == '\\' {
		return line, "", false
	}
	words := strings.Fields(string(trimmed[open+1 : len(trimmed)-1]))
	for _, w := range words {
		switch {
		case len(w) > 1 && w[0] == '#' && id == "":
			id = w[1:]
		case len(w) > 1 && w[0] == '.':
		default:
			return line, "", false
		}
	}
	return bytes.TrimRight(trimmed[:open], " \t"), id, len(words) > 0
}

// SafeID is an id as it is written to the page: one that would hide a name of
// the browser's window or document, or is kept for the theme, is prefixed. The
// same goes for fragments of links, so that both stay together.
func SafeID(id string) string {
	if strings.HasPrefix(id, "db-") || strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-") || reservedIDs[strings.ToLower(id)] {
		return "section-" + id
	}
	return id
}

// reservedIDs are names that scripts of a page find on window, document and
// every object: an element with such an id could stand in for them. Plain words
// that only name a property of document, such as links, are left to headings:
// there only pictures, frames and forms are found by id.
var reservedIDs = names(`__proto__ addeventlistener alert anchors attributes baseuri blur body caches characterset charset childnodes classlist
	clientinformation close closed confirm console constructor cookie createelement crypto currentscript customelements
	default defaultview designmode doctype document documentelement documenturi embeds event external fetch find
	firstchild focus forms frameelement frames getelementbyid hasownproperty head history implementation indexeddb
	innerheight innerhtml innerwidth inputencoding isprototypeof lastchild lastmodified length localstorage location
	locationbar matchmedia menubar name navigation navigator nodename nodetype open opener origin ownerdocument parent
	parentnode performance postmessage print prompt prototype queryselector queryselectorall readystate referrer
	removeeventlistener screen screenx screeny scroll scrollbars scrollto scrolly self sessionstorage settimeout
	speechsynthesis status statusbar stop stylesheets textcontent toolbar top tostring trustedtypes valueof
	visibilitystate visualviewport window`)

func names(s string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(s) {
		m[n] = true
	}
	return m
}

// Slug makes an id of a heading's text: letters and digits of every script in
// lower case, words joined by hyphens. It is never empty.
func Slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == ' ' || r == '-' || r == '/' || unicode.IsSpace(r):
			gap = true
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// cleanID makes what an author wrote an id of HTML: no spaces, no quotes.
func cleanID(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("\"'<>&`#", r) {
			return -1
		}
		return r
	}, id)
}

// uniqueID registers an id, numbered where it is taken.
func (s *state) uniqueID(id string) string {
	id = SafeID(id)
	unique := id
	for {
		n, taken := s.ids[unique]
		if !taken {
			break
		}
		for {
			n++
			next := id + "-" + strconv.Itoa(n)
			if _, taken := s.ids[next]; !taken {
				s.ids[unique] = n
				unique = next
				break
			}
		}
	}
	s.ids[unique] = 0
	s.doc.IDs = append(s.doc.IDs, unique)
	return unique
}

// headingID is the id that a heading was given, or one of its text.
func (s *state) headingID(n *ast.Heading, title string) string {
	if v, ok := n.AttributeString("id"); ok {
		if id := cleanID(v.(string)); id != "" {
			return s.uniqueID(id)
		}
	}
	return s.uniqueID(Slug(title))
}

// heading writes a heading. At the top it ends a section and begins the next.
func (s *state) heading(n *ast.Heading) {
	if n.FirstChild() == nil {
		return // a heading without text heads nothing
	}
	text := string(plainText(n, s.file.text))
	id := s.headingID(n, text)
	level := min(max(n.Level+s.shift, 2), 6)
	if s.depth == 0 {
		s.endSection()
	}
	tag := "h" + strconv.Itoa(level)
	s.raw("<" + tag)
	s.out = writeAttr(s.out, "id", id)
	s.raw(">")
	start, kept, links := len(s.out), s.txt, s.anchors
	s.inlines(n)
	html := string(s.out[start:])
	s.raw("</" + tag + ">\n")
	if s.depth > 0 {
		s.endLine()
		return
	}
	s.txt = kept
	if s.anchors != links {
		html = s.withoutLinks(n)
	}
	s.doc.Headings = append(s.doc.Headings, Heading{Level: level, ID: id, Text: text, HTML: html})
	s.beginSection(len(s.doc.Headings) - 1)
}

// withoutLinks is a heading's inline HTML for places that are links themselves.
func (s *state) withoutLinks(n ast.Node) string {
	out, txt, bare := s.out, s.txt, s.bare
	s.out, s.bare = nil, true
	s.inlines(n)
	html := string(s.out)
	s.out, s.txt, s.bare = out, txt, bare
	return html
}

// title takes the first block out where it is a heading of level 1.
func (s *state) title(n ast.Node) bool {
	h, ok := n.(*ast.Heading)
	if !ok || h.Level != 1 {
		return false
	}
	s.doc.Title = string(plainText(h, s.file.text))
	s.doc.TitleID = s.headingID(h, s.doc.Title)
	return true
}
