package site

import (
	"bytes"
)

// dressed is a text's HTML with the copies of its pictures offered, and each
// picture that stands by itself and is wider than a phone a link to the file.
func (v *voice) dressed(html []byte) []byte {
	begin := []byte(`<img src="`)
	if len(v.pictures) == 0 || !bytes.Contains(html, begin) {
		return html
	}
	out := make([]byte, 0, len(html)+512)
	for {
		at := bytes.Index(html, begin)
		if at < 0 {
			return append(out, html...)
		}
		before, tag := html[:at], html[at:]
		src, _, _ := bytes.Cut(tag[len(begin):], []byte(`"`))
		end := bytes.IndexByte(tag, '>') + 1
		p := v.pictures[string(src)]
		out = append(out, before...)
		if p == nil {
			out, html = append(out, tag[:end]...), tag[end:]
			continue
		}
		linked := p.size.X >= enlargeable && alone(before, tag[end:])
		if linked {
			out = append(append(append(out, `<a class="enlarge" href="`...), src...), '"')
			if bytes.Contains(tag[:end], []byte(` alt=""`)) {
				out = append(append(append(out, ` aria-label="`...), v.enlarge...), '"')
			}
			out = append(out, '>')
		}
		out = append(append(out, tag[:len(begin)+len(src)+1]...), p.srcset(v.address)...)
		out = append(out, tag[len(begin)+len(src)+1:end]...)
		if linked {
			out = append(out, "</a>"...)
		}
		html = tag[end:]
	}
}

// enlargeable is the width from which on a phone shows a picture smaller than it is.
const enlargeable = 480

// alone says whether a picture is all that its paragraph or figure holds.
func alone(before, after []byte) bool {
	if bytes.HasSuffix(before, []byte("<p>")) {
		return bytes.HasPrefix(after, []byte("</p>"))
	}
	return bytes.HasSuffix(before, []byte("<figure>\n"))
}
