package markdown

import (
	"bytes"
	"net/url"
	"strings"
)

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
