package program

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// The escapers have the names that html/template writes into the trees, and do
// what they do there: see html.go, url.go and js.go of the package.
const (
	toHTML   = "_html_template_htmlescaper"
	toAttr   = "_html_template_attrescaper"
	toRCDATA = "_html_template_rcdataescaper"
	toURL    = "_html_template_urlnormalizer"
	toQuery  = "_html_template_urlescaper"
	onlyURL  = "_html_template_urlfilter"
	toJS     = "_html_template_jsvalescaper"
)

// action compiles an action: a value, what escapes it, and writing it.
func (c *compiler) action(p *parse.PipeNode) step {
	if len(p.Decl) > 0 {
		of := c.pipe(p)
		return func(m *machine, dot value) { of(m, dot) }
	}
	cmds, escapers := cut(p.Cmds)
	of, write := c.piped(cmds), writerOf(escapers)
	return func(m *machine, dot value) { m.out = write(m.out, of(m, dot)) }
}

// fixed is the text of an action that no view changes, such as {{t "nav.next"}}.
func (c *compiler) fixed(p *parse.PipeNode) (text string, ok bool) {
	cmds, escapers := cut(p.Cmds)
	if len(p.Decl) > 0 || len(cmds) != 1 || len(cmds[0].Args) < 2 {
		return "", false
	}
	f, ok := cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || !c.set.constant[f.Ident] {
		return "", false
	}
	for _, a := range cmds[0].Args[1:] {
		if _, ok := a.(*parse.StringNode); !ok {
			return "", false
		}
	}
	return string(writerOf(escapers)(nil, c.piped(cmds)(&machine{}, value{}))), true
}

// cut parts a pipeline from the escapers at its end.
func cut(cmds []*parse.CommandNode) (own []*parse.CommandNode, escapers []string) {
	own = cmds
	for i, cmd := range cmds {
		f, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(f.Ident, "_html_template_") {
			continue
		}
		if escapers == nil {
			own = cmds[:i]
		}
		escapers = append(escapers, f.Ident)
	}
	if len(own) == 0 || len(own)+len(escapers) != len(cmds) {
		panic(none{})
	}
	return own, escapers
}

// writerOf is what appends a value through escapers.
func writerOf(escapers []string) func(out []byte, x value) []byte {
	switch strings.Join(escapers, " ") {
	case toHTML:
		return func(out []byte, x value) []byte {
			if x.kind == htmlText {
				return append(out, x.text...)
			}
			return appendHTML(out, x.string())
		}
	case toAttr:
		return func(out []byte, x value) []byte { return appendHTML(out, x.notHTML()) }
	case toRCDATA:
		return func(out []byte, x value) []byte { return appendHTML(out, x.notHTML()) }
	case onlyURL + " " + toURL + " " + toAttr:
		return func(out []byte, x value) []byte { return appendURL(out, safeURL(x.notHTML())) }
	case onlyURL + " " + toAttr:
		return func(out []byte, x value) []byte { return appendHTML(out, safeURL(x.notHTML())) }
	case toURL + " " + toAttr:
		return func(out []byte, x value) []byte { return appendURL(out, x.notHTML()) }
	case toQuery + " " + toAttr:
		return func(out []byte, x value) []byte { return appendQuery(out, x.notHTML()) }
	case toJS:
		return appendJSON
	}
	panic(none{})
}

// notHTML is string of a value that is no HTML, which has an answer of its own
// outside of text.
func (x value) notHTML() string {
	if x.kind == htmlText && strings.ContainsAny(x.text, "<>&\"'+\x00") {
		panic(none{})
	}
	return x.string()
}

// appendHTML appends a text with what is special in HTML and in quoted values of
// attributes as references.
func appendHTML(out []byte, s string) []byte {
	done := 0
	for i := range len(s) {
		if s[i] > '>' {
			continue
		}
		ref := ""
		switch s[i] {
		case 0:
			ref = "\uFFFD"
		case '"':
			ref = "&#34;"
		case '&':
			ref = "&amp;"
		case '\'':
			ref = "&#39;"
		case '+':
			ref = "&#43;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		default:
			continue
		}
		out = append(append(out, s[done:i]...), ref...)
		done = i + 1
	}
	return append(out, s[done:]...)
}

// safeURL is a URL, or "#ZgotmplZ" where its scheme could run something.
func safeURL(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto") {
		return s
	}
	return "#ZgotmplZ"
}

// appendURL appends a URL for the value of an attribute: what has no place in
// one is percent-encoded, what is so already stays.
func appendURL(out []byte, s string) []byte {
	done := 0
	for i := range len(s) {
		c := s[i]
		if inURL[c] || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		out = append(out, s[done:i]...)
		done = i + 1
		switch c {
		case '&':
			out = append(out, "&amp;"...)
		case '+':
			out = append(out, "&#43;"...)
		default:
			out = appendPercent(out, c)
		}
	}
	return append(out, s[done:]...)
}

// inURL are the bytes that stay in a URL as they are.
var inURL = func() (table [256]bool) {
	for c := range table {
		table[c] = unreserved(byte(c)) || strings.IndexByte("!#$*,/:;=?@[]", byte(c)) >= 0
	}
	return table
}()

// appendQuery appends a value of a URL's query.
func appendQuery(out []byte, s string) []byte {
	for i := range len(s) {
		if unreserved(s[i]) {
			out = append(out, s[i])
		} else {
			out = appendPercent(out, s[i])
		}
	}
	return out
}

func appendPercent(out []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	return append(out, '%', digits[c>>4], digits[c&15])
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// appendJSON appends a value as JSON, which is JavaScript too. Only objects and
// lists have an answer: they need no space around them.
func appendJSON(out []byte, x value) []byte {
	v := x.plain()
	switch v.(type) {
	case fmt.Stringer:
		if _, ok := v.(json.Marshaler); !ok {
			panic(none{})
		}
	}
	b, err := json.Marshal(v)
	if err != nil || len(b) == 0 || b[0] != '{' && b[0] != '[' || !utf8.Valid(b) {
		panic(none{})
	}
	return append(out, b...)
}
