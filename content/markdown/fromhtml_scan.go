package markdown

import "bytes"

// scanner cuts HTML into texts and tags as browsers do. All it gives are parts of
// the page. Comments it passes over; scripts end at their first end tag.
type scanner struct {
	page []byte
	at   int

	token    []byte     // a text, or the name of a tag
	rawToken bool       // a text without entities
	attrs    []byte     // what stands in a tag behind its name
	spans    []attrSpan // its attributes, in the page
	closed   bool       // a tag that ends with />
	raw      []byte     // the element that holds text alone, up to its end tag
}

type token uint8

const (
	atEnd token = iota
	atText
	atStart
	atEndTag
)

// scan reads the next text or tag. What is no whole tag at the end of the page is
// left out.
func (z *scanner) scan() token {
	if len(z.raw) > 0 && z.rawText() {
		return atText
	}
	for {
		i := z.at + textLen(z.page[z.at:])
		if i > z.at {
			z.token, z.rawToken = z.page[z.at:i], false
			z.at = i
			return atText
		}
		if i == len(z.page) {
			return atEnd
		}
		switch c := z.page[i+1]; {
		case isLetter(c):
			return z.tag(i+1, atStart)
		case c == '/' && i+2 == len(z.page):
			z.token, z.rawToken, z.at = z.page[i:], false, i+2
			return atText
		case c == '/' && isLetter(z.page[i+2]):
			return z.tag(i+2, atEndTag)
		case c == '!' && bytes.HasPrefix(z.page[i+2:], []byte("--")):
			z.at = commentEnd(z.page, i+4)
		default:
			z.at = i + 2
			z.at += 1 + indexOr(z.page[z.at:], '>')
			z.at = min(z.at, len(z.page))
		}
	}
}

// textLen is where in a page's rest a tag or comment begins, or its length.
func textLen(rest []byte) int {
	if len(rest) > 1 && rest[0] == '<' && (isLetter(rest[1]) || rest[1] == '/') {
		return 0 // as most do
	}
	for i := 0; ; i++ {
		next := bytes.IndexByte(rest[i:], '<')
		if next < 0 || i+next+1 == len(rest) {
			return len(rest)
		}
		i += next
		if c := rest[i+1]; isLetter(c) || c == '/' || c == '!' || c == '?' {
			return i
		}
	}
}

// indexOr is where a character stands, or the length of the text.
func indexOr(text []byte, c byte) int {
	if i := bytes.IndexByte(text, c); i >= 0 {
		return i
	}
	return len(text)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// space are the characters that part a tag's parts; nameEnd, all that end its name,
// and keyEnd that of an attribute.
var (
	space   = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true}
	nameEnd = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true, '/': true, '>': true}
	keyEnd  = [256]bool{' ': true, '\n': true, '\r': true, '\t': true, '\f': true, '/': true, '>': true, '=': true}
)

func skipSpace(s []byte, i int) int {
	for i < len(s) && space[s[i]] {
		i++
	}
	return i
}

// tag reads a tag whose name begins at a place.
func (z *scanner) tag(i int, kind token) token {
	page, start := z.page, i
	for i < len(page) && !nameEnd[page[i]] {
		i++
	}
	z.token, z.spans = page[start:i], z.spans[:0]
	valueEnd := 0
	first := i
	for i = skipSpace(page, i); i < len(page) && page[i] != '>'; i = skipSpace(page, i) {
		a := attributeAt(page, i)
		if i = a.next; a.keyEnd > a.key {
			valueEnd = a.valueEnd
			z.spans = append(z.spans, a)
		}
	}
	if i >= len(page) {
		z.at = len(page)
		return atEnd
	}
	z.at = i + 1
	z.attrs = page[first:i]
	z.closed = page[i-1] == '/' && valueEnd != i
	if name := z.token; kind == atStart && (len(name) >= len("title") || len(name) == len("xmp")) && tagOf(name).raw {
		z.raw = name
	}
	return kind
}

// attrSpan is where an attribute stands in a text, and where to go on behind it.
type attrSpan struct{ key, keyEnd, value, valueEnd, next int }

// attributeAt reads what begins at a place that is no space: an attribute, or one
// without a name where that is a slash.
func attributeAt(s []byte, i int) attrSpan {
	a := attrSpan{key: i}
	if s[i] == '=' {
		i++
	}
	for i < len(s) && !keyEnd[s[i]] {
		i++
	}
	a.keyEnd, a.value, a.valueEnd = i, i, i
	if i+1 < len(s) && s[i] == '=' && s[i+1] == '"' { // as most are
		return a.quoted(s, i+1)
	}
	a.next = skipSpace(s, i)
	if a.next == len(s) || s[a.next] != '=' {
		if a.next < len(s) && s[a.next] == '/' {
			a.next++
		}
		return a
	}
	i = skipSpace(s, a.next+1)
	a.next = i
	if i == len(s) || s[i] == '>' {
		return a
	}
	if s[i] == '"' || s[i] == '\'' {
		return a.quoted(s, i)
	}
	a.value = i
	for i < len(s) && !space[s[i]] && s[i] != '>' {
		i++
	}
	a.valueEnd, a.next = i, i
	return a
}

// quoted reads the value between quotes of which the first stands at a place.
func (a attrSpan) quoted(s []byte, i int) attrSpan {
	a.value = i + 1
	a.valueEnd = a.value + indexOr(s[a.value:], s[i])
	a.next = min(a.valueEnd+1, len(s))
	return a
}

// nextAttr reads the first attribute of a tag, and gives those behind it. Its name
// is empty where there is none.
func nextAttr(attrs []byte) (key, value, rest []byte) {
	for i := skipSpace(attrs, 0); i < len(attrs); i = skipSpace(attrs, i) {
		a := attributeAt(attrs, i)
		if i = a.next; a.keyEnd > a.key {
			return attrs[a.key:a.keyEnd], attrs[a.value:a.valueEnd], attrs[i:]
		}
	}
	return nil, nil, nil
}

// rawText reads the text of an element that holds text alone, if it holds any.
func (z *scanner) rawText() bool {
	name := z.raw
	z.raw = nil
	i := z.at
	for ; i < len(z.page); i++ {
		i += indexOr(z.page[i:], '<')
		if end := z.page[i:]; len(end) > 2+len(name) && end[1] == '/' && sameName(end[2:2+len(name)], name) && nameEnd[end[2+len(name)]] && !isName(name, "plaintext") {
			break
		}
	}
	i = min(i, len(z.page))
	if i == z.at {
		return false
	}
	z.token, z.rawToken, z.at = z.page[z.at:i], !isName(name, "textarea") && !isName(name, "title"), i
	return true
}

// commentEnd is where a comment ends whose text begins at a place.
func commentEnd(page []byte, i int) int {
	dashes, empty := 0, true
	for ; i < len(page); i++ {
		switch c := page[i]; {
		case c == '-':
			dashes++
			continue
		case c == '>' && (dashes >= 2 || empty):
			return i + 1
		case c == '!' && dashes >= 2 && i+1 < len(page) && page[i+1] == '>':
			return i + 2
		}
		dashes, empty = 0, false
	}
	return i
}
