package markdown

import (
	"bytes"

	"golang.org/x/net/html"
)

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

func sameName(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}

// isName says whether a name is this one, which is in small letters.
func isName(name []byte, is string) bool {
	if len(name) != len(is) {
		return false
	}
	for i, c := range name {
		if lower(c) != is[i] {
			return false
		}
	}
	return true
}

// attrName is the name of an attribute that says whether an element is left out, or
// empty for all others.
func attrName(key []byte) string {
	for _, name := range [...]string{"class", "hidden", "type", "role"} {
		if isName(key, name) {
			return name
		}
	}
	return ""
}

// decodedAttr is the value of an attribute without entities.
func decodedAttr(value []byte) []byte {
	value = oneLineEnd(value)
	if !hasEntities(value) {
		return value
	}
	return appendDecoded(nil, value, true)
}

func hasEntities(text []byte) bool { return bytes.IndexByte(text, '&') >= 0 }

// oneLineEnd is a text in which all lines end in the same way.
func oneLineEnd(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// appendDecoded appends a text with its entities made characters.
func appendDecoded(to, text []byte, attr bool) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(to, text...)
		}
		to = append(to, text[:i]...)
		text = text[i:]
		if c, n := common(text); n > 0 {
			to, text = append(to, c), text[n:]
			continue
		}
		n := entityLength(text)
		to = append(to, unescaped(text[:n], attr, n < len(text) && text[n] == '=')...)
		text = text[n:]
	}
}

// common reads one of the entities that writers of HTML use, if it is one.
func common(text []byte) (c byte, n int) {
	end := bytes.IndexByte(text[:min(len(text), 6)], ';')
	if end < 0 {
		return 0, 0
	}
	switch string(text[1:end]) {
	case "lt":
		c = '<'
	case "gt":
		c = '>'
	case "amp":
		c = '&'
	case "quot", "#34":
		c = '"'
	case "#39":
		c = '\''
	case "#43":
		c = '+'
	default:
		return 0, 0
	}
	return c, end + 1
}

// entityLength is how long what may be an entity is at the beginning of a text.
func entityLength(text []byte) int {
	n := 1
	if n < len(text) && text[n] == '#' {
		n++
	}
	for n < len(text) && (isLetter(text[n]) || '0' <= text[n] && text[n] <= '9') {
		n++
	}
	if n < len(text) && text[n] == ';' {
		n++
	}
	return n
}

// unescaped is what a text stands for that may be an entity. In attributes only whole
// names count, and none that is the name of a parameter.
func unescaped(text []byte, attr, assigned bool) string {
	whole := string(text)
	decoded := html.UnescapeString(whole)
	switch {
	case !attr || bytes.HasPrefix(text, []byte("&#")):
		return decoded
	case text[len(text)-1] == ';' && (decoded[len(decoded)-1] != ';' || whole == "&semi;"):
		return decoded
	case text[len(text)-1] != ';' && !assigned && html.UnescapeString(whole+";") == decoded:
		return decoded
	}
	return whole
}
