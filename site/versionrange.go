package site

import (
	"regexp"
	"strconv"
	"strings"

	"deskbell/content"
)

// versionSpan is [from, to) in the order of content.CompareVersions; an empty
// end is open.
type versionSpan struct{ from, to string }

// anyVersion finds the parts of "applies_to: versions": a version with what
// stands before it.
var anyVersion = regexp.MustCompile(`(>=|<=|≥|≤|>|<|=|==)?\s*[vV]?(\d+(?:\.\d+)*)(\.[xX*])?(-[A-Za-z][0-9A-Za-z.]*)?(\s*\+)?`)

// versionSpans reads what a writer says of versions: ">= 4.2", "< 5", "4.0 –
// 4.3", "4.2, 4.3.x", ">= 4.0, < 4.3", "4.2+". It is false for what it cannot
// read.
func versionSpans(text string) ([]versionSpan, bool) {
	var spans []versionSpan
	rest, joined := 0, false // joined: the next version ends the span before it
	found := anyVersion.FindAllStringSubmatchIndex(text, -1)
	for n, m := range found {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		between := strings.TrimSpace(text[rest:m[0]])
		rest = m[1]
		isRange, known := separators[strings.ToLower(between)]
		if !known || n == 0 && between != "" {
			return nil, false
		}
		joined = isRange && n > 0
		span := spanOf(part(1), part(2)+part(4), part(4) != "", part(5) != "")
		last := len(spans) - 1
		switch {
		case joined && part(1) == "" && spans[last].to != "":
			spans[last].to = span.to
		case joined:
			return nil, false
		case last >= 0 && span.from == "" && spans[last].to == "": // ">= 4.0, < 4.3"
			spans[last].to = span.to
		default:
			spans = append(spans, span)
		}
	}
	return spans, len(spans) > 0 && strings.TrimSpace(text[rest:]) == ""
}

// separators are what may stand between versions; those that are true make a
// span of the two.
var separators = map[string]bool{"": false, ",": false, "，": false, "、": false, ";": false, "||": false, "or": false, "and": false, "&": false, "或": false, "和": false,
	"–": true, "-": true, "—": true, "~": true, "to": true, "至": true, "到": true}

// spanOf is one version with its comparison. A version stands for all that it is
// the beginning of: 4.3 for 4.3.1 too.
func spanOf(op, version string, exact, plus bool) versionSpan {
	after := nextVersion(version)
	if exact {
		after = version + ".0" // the least that is above
	}
	switch {
	case plus || op == ">=" || op == "≥":
		return versionSpan{from: version}
	case op == ">":
		return versionSpan{from: after}
	case op == "<=" || op == "≤":
		return versionSpan{to: after}
	case op == "<":
		return versionSpan{to: version}
	}
	return versionSpan{version, after}
}

// nextVersion is the first that does not begin with a version: 4.4 after 4.3.
func nextVersion(version string) string {
	at := strings.LastIndexByte(version, '.') + 1
	n, err := strconv.Atoi(version[at:])
	if err != nil {
		return version
	}
	return version[:at] + strconv.Itoa(n+1)
}

// overlaps says whether two spans share a version.
func (s versionSpan) overlaps(o versionSpan) bool {
	below := func(from, to string) bool {
		return from == "" || to == "" || content.CompareVersions(from, to) < 0
	}
	return below(s.from, o.to) && below(o.from, s.to)
}
