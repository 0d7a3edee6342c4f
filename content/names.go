package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"deskbell/diag"
)

// maxName is how many bytes file systems let a name have. Each segment of a URL
// becomes the name of a folder.
const maxName = 255

// checkLength reports a URL of which a segment cannot be a folder's name. It says
// so where the URL comes from, before a build fails on it half-way.
func (c *claims) checkLength(url string, at func() diag.Position, hint string) {
	for segment := range strings.SplitSeq(url, "/") {
		if len(segment) > maxName {
			c.list.Errorf("url-long", at(), hint, "a part of the URL has %d bytes (%d characters), more than the %d that a folder's name may have",
				len(segment), utf8.RuneCountInString(segment), maxName)
			return
		}
	}
}

// checkCase reports files whose paths differ in the case of letters alone: where
// file systems make no difference, one would take the place of the other.
func (t *Tree) checkCase(list *diag.List) {
	first := map[string]string{} // in lower case → the first such path
	for _, f := range t.Files {
		if lower := strings.ToLower(f.URL); lower != f.URL {
			first[lower] = ""
		}
	}
	if len(first) == 0 {
		return
	}
	for _, f := range t.Files {
		lower := strings.ToLower(f.URL)
		other, clashes := first[lower]
		switch {
		case !clashes:
		case other == "":
			first[lower] = f.Source
		default:
			list.Add(diag.Diagnostic{
				ID: "file-case", Severity: diag.Warning, Pos: diag.Position{File: f.Source},
				Message: fmt.Sprintf("differs from %s in the case of letters alone: on macOS and Windows one takes the other's place", other),
				Hint:    "give one of them another name",
				Related: []diag.Related{{Pos: diag.Position{File: other}, Message: "the other file"}},
			})
		}
	}
}
