package wire

import "unicode/utf8"

// AppendJSON appends a text as encoding/json does with SetEscapeHTML(false).
func AppendJSON(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if 0xe4 <= c && c <= 0xec && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80 {
			i += 3 // most characters of Chinese
			continue
		}
		n, escaped := 1, ""
		switch {
		case c == '"':
			escaped = `\"`
		case c == '\\':
			escaped = `\\`
		case c == '\n':
			escaped = `\n`
		case c == '\r':
			escaped = `\r`
		case c == '\t':
			escaped = `\t`
		case c == '\b':
			escaped = `\b`
		case c == '\f':
			escaped = `\f`
		case c < ' ':
			escaped = `\u00` + string([]byte{hex[c>>4], hex[c&15]})
		default:
			var r rune
			if r, n = utf8.DecodeRuneInString(text[i:]); r == utf8.RuneError && n == 1 {
				escaped = `\ufffd`
			} else if r == '\u2028' || r == '\u2029' {
				escaped = `\u202` + string(hex[r&15])
			} else {
				i += n
				continue
			}
		}
		b = append(append(b, text[from:i]...), escaped...)
		i += n
		from = i
	}
	return append(append(b, text[from:]...), '"')
}
