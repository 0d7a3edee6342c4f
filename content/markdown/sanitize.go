package markdown

import (
	"bytes"
	"slices"

	"deskbell/diag"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sanitizer lets harmless raw HTML through: elements of text, lists, tables
// and pictures, without classes, styles and handlers.
type sanitizer struct{ policy *bluemonday.Policy }

func newSanitizer() *sanitizer {
	p := bluemonday.NewPolicy()
	p.AllowElements("b", "i", "em", "strong", "u", "s", "del", "ins", "sub", "sup", "small", "mark", "kbd", "code", "samp",
		"var", "q", "cite", "abbr", "dfn", "br", "hr", "wbr", "p", "div", "span", "blockquote", "pre", "ul", "ol", "li",
		"dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "details", "summary", "figure",
		"figcaption", "ruby", "rt", "rp", "bdi", "bdo", "h2", "h3", "h4", "h5", "h6", "a", "img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.Integer).OnElements("img")
	p.AllowAttrs("colspan", "rowspan", "start").Matching(bluemonday.Integer).OnElements("td", "th", "ol")
	p.AllowAttrs("id").Matching(bluemonday.SpaceSeparatedTokens).Globally()
	p.AllowAttrs("lang").Matching(bluemonday.SpaceSeparatedTokens).Globally()
	p.AllowAttrs("dir").Matching(bluemonday.Direction).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("open").OnElements("details")
	p.AllowNoAttrs().OnElements("a", "span", "div", "img")
	p.RequireNoFollowOnLinks(false)
	return &sanitizer{p}
}

// text is a fragment's text without tags.
func (z *sanitizer) text(fragment []byte) []byte {
	var out []byte
	t := html.NewTokenizer(bytes.NewReader(fragment))
	for {
		switch t.Next() {
		case html.ErrorToken:
			return bytes.TrimSpace(out)
		case html.TextToken:
			out = append(out, html.UnescapeString(string(t.Text()))...)
		}
	}
}

// writeRaw writes a fragment of raw HTML, sanitised, with its links, pictures
// and ids treated as those of Markdown are. What it leaves open, balance closes.
func (s *state) writeRaw(fragment []byte, pos func() diag.Position) {
	s.hasRaw = true
	t := html.NewTokenizer(bytes.NewReader(s.c.sanitizer.policy.SanitizeBytes(fragment)))
	for {
		switch t.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			s.rawTag(t.Token(), pos)
		default:
			s.out = append(s.out, t.Raw()...)
		}
	}
}

func (s *state) rawTag(tag html.Token, pos func() diag.Position) {
	if tag.Data == "img" {
		s.rawImage(tag, pos)
		return
	}
	s.raw("<" + tag.Data)
	for _, a := range tag.Attr {
		switch a.Key {
		case "href":
			t := s.resolve([]byte(a.Val), pos)
			if !t.broken {
				s.out = writeAttr(s.out, "href", t.href)
			}
			if t.external {
				s.raw(` class="external" rel="noopener"`)
			}
		case "id":
			if id := cleanID(a.Val); id != "" {
				s.out = writeAttr(s.out, "id", s.uniqueID(id))
			}
		default:
			s.out = writeAttr(s.out, a.Key, a.Val)
		}
	}
	s.raw(">")
}

func (s *state) rawImage(tag html.Token, pos func() diag.Position) {
	var src, alt, title string
	for _, a := range tag.Attr {
		switch a.Key {
		case "src":
			src = a.Val
		case "alt":
			alt = a.Val
		case "title":
			title = a.Val
		}
	}
	s.mediumAt(src, []byte(alt), title, pos)
}

// balance closes what a section's raw HTML left open and drops what it closed
// without having opened it, so that no section reaches into another.
func balance(section []byte) []byte {
	nodes, err := html.ParseFragment(bytes.NewReader(section), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return writeEscaped(nil, section)
	}
	var b bytes.Buffer
	ids := map[string]bool{}
	for _, n := range nodes {
		onceEach(n, ids)
		if err := html.Render(&b, n); err != nil {
			return writeEscaped(nil, section)
		}
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("/>"), []byte(">")) // in text and attributes > is escaped
}

// onceEach takes ids away that stand twice: closing what was left open repeats
// elements with their attributes.
func onceEach(n *html.Node, ids map[string]bool) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		if a.Key != "id" {
			return false
		}
		again := ids[a.Val]
		ids[a.Val] = true
		return again
	})
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		onceEach(c, ids)
	}
}
