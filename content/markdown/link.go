package markdown

import (
	"fmt"
	"strings"

	"deskbell/diag"

	"github.com/yuin/goldmark/ast"
)

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
	href, page, ok := s.page(path)
	if !ok {
		if s.listed() {
			severity, message, hint := s.missing("link", unescape(path))
			s.report("link-broken", severity, pos, message, hint)
		}
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

// page asks for a page or file by its name. What is not there is asked for once.
func (s *state) page(path string) (href, page string, ok bool) {
	if s.file.absent[path] {
		return "", "", false
	}
	href, page, ok = s.file.r.Page(unescape(path))
	if !ok && unescape(path) != path {
		href, page, ok = s.file.r.Page(path)
	}
	if !ok {
		if s.file.absent == nil {
			s.file.absent = map[string]bool{}
		}
		s.file.absent[path] = true
	}
	return href, page, ok
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
	t := s.resolve(n.Destination, s.linkPos(n))
	s.openLink(t, string(decode(n.Title)))
	s.inLink = true
	s.inlines(n)
	s.inLink = false
	s.closeLink(t)
}

// linkPos is where a link's destination stands.
func (s *state) linkPos(n *ast.Link) func() diag.Position {
	f := s.file
	return func() diag.Position { return f.pos(n.Pos(), n.Pos()+len(n.Destination)) }
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
