package markdown

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkParser reads links and pictures as CommonMark does, and besides accepts
// raw spaces in a destination that ends like a file: [a](b c.md#).
type linkParser struct{ parser.InlineParser }

var brackets = marks{parser.NewContextKey()}

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] != ']' {
		if brackets.tooMany(pc) {
			return nil
		}
		return p.InlineParser.Parse(parent, block, pc)
	}
	reader := block
	if len(line) > maxTarget {
		reader = &maskedReader{Reader: block, from: segment.Start, line: line[:maxTarget], full: len(line)}
	} else if start, end := spacedDestination(line); end > 0 {
		masked := bytes.Clone(line)
		for i := start; i < end; i++ {
			if masked[i] == ' ' {
				masked[i] = spaceMask
			}
		}
		reader = &maskedReader{Reader: block, from: segment.Start, line: masked, full: len(line)}
	}
	n := p.InlineParser.Parse(parent, reader, pc)
	var link *ast.Link
	switch n := n.(type) {
	case *ast.Link:
		link = n
	case *ast.Image:
		if n.Reference == nil {
			n.SetPos(destinationStart(block.Source(), segment.Start))
		}
		return n
	}
	if link != nil && link.Reference == nil {
		link.SetPos(destinationStart(block.Source(), segment.Start))
	}
	return n
}

// CloseBlock lets the parser below drop what it left open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		brackets.reset(pc)
		c.CloseBlock(parent, block, pc)
	}
}

// destinationStart is where the destination behind a closing bracket begins.
func destinationStart(source []byte, bracket int) int {
	i := bracket + 2
	for i < len(source) && (source[i] == ' ' || source[i] == '\n' || source[i] == '<') {
		i++
	}
	return i
}

// spaceMask stands for a raw space while a destination is parsed.
const spaceMask = 0x1F

// maskedReader shows the rest of one line with its raw spaces masked, or not
// further than a destination may reach.
type maskedReader struct {
	text.Reader
	from int // where the line begins
	line []byte
	full int // its length in truth
}

func (r *maskedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	if i := segment.Start - r.from; line != nil && segment.Padding == 0 && i >= 0 && i < len(r.line) && i+len(line) == r.full {
		return r.line[i:], segment
	}
	return line, segment
}

// spacedDestination finds a destination with raw spaces in "](b c.md#d)…": its
// bounds, or 0, 0 where the text is none or CommonMark reads it as it is.
func spacedDestination(line []byte) (start, end int) {
	if len(line) < 4 || line[1] != '(' || bytes.IndexByte(line, ' ') < 0 {
		return 0, 0
	}
	start = 2
	for start < len(line) && line[start] == ' ' {
		start++
	}
	depth := 0
	for end = start; end < len(line); end++ {
		switch line[end] {
		case '\\', '<', '\n':
			return 0, 0
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	dest := line[start:min(end, len(line))]
	if end >= len(line) || depth >= 0 {
		return 0, 0
	}
	if n := len(dest); n > 1 && (dest[n-1] == '"' || dest[n-1] == '\'') { // a title
		i := bytes.LastIndexByte(dest[:n-1], dest[n-1])
		if i < 1 || dest[i-1] != ' ' {
			return 0, 0
		}
		dest = dest[:i]
	}
	dest = bytes.TrimRight(dest, " ")
	if bytes.IndexByte(dest, ' ') < 0 || bytes.ContainsAny(dest, "\"'") || !isFileName(string(dest)) {
		return 0, 0
	}
	return start, start + len(dest)
}

// isFileName says whether a destination ends like a Markdown file or a medium.
func isFileName(dest string) bool {
	dest, _, _ = strings.Cut(strings.ToLower(dest), "#")
	for _, ext := range []string{".md", ".markdown", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".mp4", ".webm", ".pdf", ".zip"} {
		if strings.HasSuffix(dest, ext) {
			return true
		}
	}
	return false
}

// target is where a link leads.
type target struct {
	href     string
	external bool
	broken   bool
}

// resolve turns a destination into an href. Its problems are reported at pos.
func (s *state) resolve(raw []byte, pos func() diag.Position) target {
	dest := destination(raw)
	switch scheme := schemeOf(dest); {
	case scheme == "http" || scheme == "https":
		return target{href: encode(dest), external: true}
	case scheme == "mailto" || scheme == "tel":
		return target{href: encode(dest)}
	case scheme != "":
		s.report("link-scheme", diag.Warning, pos, fmt.Sprintf("links with %q are not allowed", scheme+":"),
			"write an address that begins with https:, http:, mailto: or tel:")
		return target{broken: true}
	case strings.HasPrefix(dest, "//"):
		return target{href: encode("https:" + dest), external: true}
	}
	path, fragment, _ := strings.Cut(dest, "#")
	fragment = unescape(fragment)
	if path == "" {
		if fragment == "" {
			return target{href: dest}
		}
		fragment = SafeID(fragment)
		s.doc.Links = append(s.doc.Links, Link{Fragment: fragment, Pos: pos()})
		return target{href: "#" + encodeFragment(fragment)}
	}
	return s.internal(path, fragment, pos)
}

// internal resolves a link to another file of the site.
func (s *state) internal(path, fragment string, pos func() diag.Position) target {
	path, query, _ := strings.Cut(path, "?")
	href, page, ok := s.file.r.Page(unescape(path))
	if !ok && unescape(path) != path {
		href, page, ok = s.file.r.Page(path)
	}
	if !ok {
		severity, message, hint := s.missing("link", unescape(path))
		s.report("link-broken", severity, pos, message, hint)
		return target{broken: true}
	}
	if query != "" {
		href += "?" + encode(query)
	}
	if fragment != "" {
		if page != "" {
			fragment = SafeID(fragment)
			s.doc.Links = append(s.doc.Links, Link{URL: page, Fragment: fragment, Pos: pos()})
		}
		href += "#" + encodeFragment(fragment)
	} else if page != "" {
		s.doc.Links = append(s.doc.Links, Link{URL: page})
	}
	return target{href: href}
}

// Explaining is a Resolver that knows more on what it does not find. What is
// "link", "image" or "include".
type Explaining interface {
	Missing(what, dest string) (severity diag.Severity, message, hint string)
}

func (s *state) missing(what, dest string) (diag.Severity, string, string) {
	if e, ok := s.file.r.(Explaining); ok {
		return e.Missing(what, dest)
	}
	severity := diag.Error
	if what == "link" {
		severity = diag.Warning
	}
	return severity, "there is no file " + dest, ""
}

func (s *state) link(n *ast.Link) {
	s.anchors++
	if s.bare || s.inLink {
		s.inlines(n)
		return
	}
	t := s.resolve(n.Destination, func() diag.Position { return s.file.pos(n.Pos(), n.Pos()+len(n.Destination)) })
	s.openLink(t, string(decode(n.Title)))
	s.inLink = true
	s.inlines(n)
	s.inLink = false
	s.closeLink(t)
}

// openLink writes an <a>, or a span for a link that leads nowhere.
func (s *state) openLink(t target, title string) {
	if t.broken {
		s.raw(`<span class="broken-link">`)
		return
	}
	s.raw("<a")
	s.out = writeAttr(s.out, "href", t.href)
	if title != "" {
		s.out = writeAttr(s.out, "title", title)
	}
	if t.external {
		s.raw(` class="external" rel="noopener"`)
	}
	s.raw(">")
}

func (s *state) closeLink(t target) {
	if t.broken {
		s.raw("</span>")
		return
	}
	s.raw("</a>")
}

func (s *state) autoLink(n *ast.AutoLink) {
	s.anchors++
	label := n.Label(s.file.text)
	dest := string(n.URL(s.file.text))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	scheme := schemeOf(dest)
	if s.bare || s.inLink || scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" {
		s.text(label)
		return
	}
	t := target{href: encode(dest), external: scheme == "http" || scheme == "https"}
	s.openLink(t, "")
	s.text(label)
	s.closeLink(t)
}

// destination decodes a written destination, without the control characters
// that browsers pass over when they look for a scheme.
func destination(raw []byte) string {
	if bytes.IndexByte(raw, spaceMask) >= 0 {
		raw = bytes.ReplaceAll(raw, []byte{spaceMask}, []byte(" "))
	}
	dest := string(decode(raw))
	if strings.IndexFunc(dest, isControl) < 0 {
		return strings.TrimSpace(dest)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isControl(r) {
			return -1
		}
		return r
	}, dest))
}

func isControl(r rune) bool { return r < 0x20 || r == 0x7F }

// schemeOf is a URL's scheme in lower case, empty where it has none.
func schemeOf(dest string) string {
	for i, c := range []byte(dest) {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-'):
		case i > 0 && c == ':':
			return strings.ToLower(dest[:i])
		default:
			return ""
		}
	}
	return ""
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

const urlSafe = "-._~:/?#@!$&'()*+,;=%"

// encode percent-encodes what may not stand in a URL; what is encoded stays.
func encode(s string) string { return encodeExcept(s, urlSafe) }

func encodeFragment(s string) string { return encodeExcept(s, "-._~:/?@!$&'()*+,;=") }

func encodeExcept(s, keep string) string {
	const hex = "0123456789ABCDEF"
	clean := true
	ok := func(c byte) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(keep, c) >= 0
	}
	for i := range len(s) {
		clean = clean && ok(s[i])
	}
	if clean {
		return s
	}
	out := make([]byte, 0, len(s)*2)
	for i := range len(s) {
		if c := s[i]; ok(c) {
			out = append(out, c)
		} else {
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}
