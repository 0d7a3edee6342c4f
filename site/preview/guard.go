package preview

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Any page in a browser may send requests to this machine. What follows makes
// sure that it can neither read the answers nor make the server do anything:
// the name it calls us by, where it calls from, and what it asks for are all
// checked before a file is looked at.

// refuse gives the status with which a request is turned away, or 0.
func refuse(r *http.Request, a address, stream bool) int {
	switch {
	case r.Method != http.MethodGet && (r.Method != http.MethodHead || stream):
		return http.StatusMethodNotAllowed
	case !a.allows(r.Host), !sameOrigin(r), !fetchedFromHere(r, stream):
		return http.StatusForbidden
	case !plainPath(r.URL.Path, r.URL.EscapedPath()):
		return http.StatusBadRequest
	}
	return 0
}

// sameOrigin refuses requests that say that they come from another page.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Values("Origin")
	return len(origin) == 0 || len(origin) == 1 && strings.EqualFold(origin[0], "http://"+r.Host)
}

// fetchedFromHere reads what browsers say of where a request began. A link on
// another site may lead here, in a window of its own; nothing else may.
func fetchedFromHere(r *http.Request, stream bool) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin": // "" is not a browser, or one too old to say
		return true
	case "none": // typed or from a bookmark
		return !stream
	}
	return !stream && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// plainPath accepts what a link of the site can look like: UTF-8, slashes
// that were written as slashes, no way up, no control characters. Empty
// segments are refused because "//host/" would be another host in a redirect.
func plainPath(path, escaped string) bool {
	if !strings.HasPrefix(path, "/") || !utf8.ValidString(path) || strings.Contains(path, "//") {
		return false
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) {
		return false
	}
	if strings.Contains(strings.ToLower(escaped), "%2f") {
		return false
	}
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return false
		}
	}
	return true
}
