package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// writeEscaped appends text with what HTML gives a meaning replaced. It is the
// one way text and attribute values get into the output.
func writeEscaped(out []byte, text []byte) []byte {
	last := 0
	for i, c := range text {
		var as string
		switch c {
		case '<':
			as = "&lt;"
		case '>':
			as = "&gt;"
		case '&':
			as = "&amp;"
		case '"':
			as = "&quot;"
		case '\t', '\n', '\f':
			continue
		default:
			if c >= 0x20 && c != 0x7F {
				continue
			}
			as = "\uFFFD" // control characters are no characters of HTML
		}
		out = append(out, text[last:i]...)
		out = append(out, as...)
		last = i + 1
	}
	return append(out, text[last:]...)
}

// writeAttr appends an attribute with a space before it.
func writeAttr(out []byte, name, value string) []byte {
	out = append(out, ' ')
	out = append(out, name...)
	out = append(out, '=', '"')
	out = writeEscaped(out, []byte(value))
	return append(out, '"')
}

// decode resolves backslash escapes and entities, as CommonMark does in text,
// destinations and titles. Text without any is returned as it is.
func decode(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 && bytes.IndexByte(text, '&') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]):
			out = append(out, text[i+1])
			i += 2
		case c == '&':
			n, chars := entity(text[i:])
			if n == 0 {
				out = append(out, c)
				i++
				break
			}
			out = append(out, chars...)
			i += n
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

// entity reads the character reference that text begins with: its length and
// what it stands for; 0 where there is none.
func entity(text []byte) (int, []byte) {
	end := bytes.IndexByte(text[:min(len(text), 40)], ';')
	if end < 2 {
		return 0, nil
	}
	name := text[1:end]
	if name[0] == '#' {
		r, ok := numeric(name[1:])
		if !ok {
			return 0, nil
		}
		return end + 1, utf8.AppendRune(nil, r)
	}
	if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
		return end + 1, e.Characters
	}
	return 0, nil
}

func numeric(digits []byte) (rune, bool) {
	base, most := rune(10), 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		base, most, digits = 16, 6, digits[1:]
	}
	if len(digits) == 0 || len(digits) > most {
		return 0, false
	}
	var r rune
	for _, c := range digits {
		var d rune
		switch {
		case c >= '0' && c <= '9':
			d = rune(c - '0')
		case base == 16 && c|0x20 >= 'a' && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
		r = r*base + d
	}
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return r, true
}
