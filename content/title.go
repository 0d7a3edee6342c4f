package content

import (
	"bytes"
	"html"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"deskbell/content/markdown"
)

// firstHeading is the text of the first heading of a Markdown text, without
// markup; empty where there is none. Code and comments are passed over.
func firstHeading(body []byte) string {
	var fence []byte
	var previous []byte
	comment := false
	for len(body) > 0 {
		var line []byte
		line, body, _ = bytes.Cut(body, []byte("\n"))
		line = bytes.TrimRight(line, " \t\r")
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		line = line[indent:]
		switch {
		case fence != nil:
			if bytes.HasPrefix(line, fence) && len(bytes.Trim(line, string(fence[:1]))) == 0 {
				fence = nil
			}
			continue
		case comment || bytes.HasPrefix(line, []byte("<!--")):
			comment = !bytes.Contains(line, []byte("-->"))
			previous = nil
			continue
		case indent > 3:
			continue
		case bytes.HasPrefix(line, []byte("```")), bytes.HasPrefix(line, []byte("~~~")):
			fence = line[:len(line)-len(bytes.TrimLeft(line, string(line[:1])))]
			previous = nil
			continue
		}
		if title, ok := atx(line); ok {
			if title != "" {
				return title
			}
		} else if isSetext(line) && len(previous) > 0 {
			return inlineText(previous)
		}
		previous = paragraphLine(line)
	}
	return ""
}

// atx reads "## Title {#id} ##".
func atx(line []byte) (string, bool) {
	level := len(line) - len(bytes.TrimLeft(line, "#"))
	if level == 0 || level > 6 || level < len(line) && line[level] != ' ' && line[level] != '\t' {
		return "", false
	}
	text := bytes.TrimSpace(line[level:])
	if closed := bytes.TrimRight(text, "#"); len(closed) == 0 || bytes.HasSuffix(closed, []byte(" ")) {
		text = bytes.TrimSpace(closed)
	}
	return inlineText(text), true
}

func isSetext(line []byte) bool {
	return len(line) > 0 && (len(bytes.Trim(line, "=")) == 0 || len(bytes.Trim(line, "-")) == 0)
}

// paragraphLine is a line that a row of === below would make a heading.
func paragraphLine(line []byte) []byte {
	if len(line) == 0 || bytes.IndexByte([]byte("#>|-+*=_"), line[0]) >= 0 && (len(line) < 2 || line[1] == ' ' || line[0] == '>' || line[0] == '|' || line[1] == line[0] && line[0] != '*' && line[0] != '_') {
		return nil
	}
	return line
}

var (
	inlineLink  = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)|!?\[([^\[\]]*)\]\[[^\[\]]*\]`)
	inlineTag   = regexp.MustCompile(`<!--.*?-->|</?[a-zA-Z][^<>]*>`)
	inlineMarks = regexp.MustCompile("\\*+|~~|`+|(^|[^\\p{L}\\p{N}])_+|_+($|[^\\p{L}\\p{N}])")
	escaped     = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// inlineText is a line of Markdown as people read it.
func inlineText(line []byte) string {
	if title, _, ok := markdown.CutID(line); ok {
		line = title
	}
	s := string(line)
	if strings.ContainsAny(s, "[<`*_~\\&") {
		var kept []string // escaped characters are no markup
		s = escaped.ReplaceAllStringFunc(s, func(m string) string {
			kept = append(kept, m[1:])
			return string(rune(0xF0000 + len(kept) - 1))
		})
		s = inlineLink.ReplaceAllString(s, "$1$2")
		s = inlineTag.ReplaceAllString(s, "")
		s = inlineMarks.ReplaceAllString(s, "$1$2")
		s = html.UnescapeString(s)
		for i, k := range kept {
			s = strings.Replace(s, string(rune(0xF0000+i)), k, 1)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

var orderPrefix = regexp.MustCompile(`^[0-9]+[-_. ]+`)

var acronyms = map[string]bool{"faq": true, "api": true, "sdk": true, "cli": true}

// humanize makes a file's or folder's name readable: "getting-started" becomes
// "Getting started"; a number before it that only orders is left out.
func humanize(name string) string {
	if rest := orderPrefix.ReplaceAllString(name, ""); rest != "" && !isDigit(rest[0]) {
		name = rest
	}
	s := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) }), " ")
	if s == "" {
		return name
	}
	if acronyms[strings.ToLower(s)] {
		return strings.ToUpper(s)
	}
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

// titleOf is a page's title: front matter, first heading, or the file's name.
func titleOf(front, heading, rel string, isIndex bool) string {
	if t := strings.TrimSpace(front); t != "" {
		return t
	}
	if heading != "" {
		return heading
	}
	if dir := path.Dir(rel); isIndex && dir != "." {
		return humanize(path.Base(dir))
	}
	return humanize(path.Base(stem(rel)))
}
