package site

import (
	"path"
	"strings"

	"deskbell/content"
)

// address is where the site will stand: it makes hrefs of site URLs. A site URL
// is a decoded path from the site's root, such as "/en/faq/login/".
type address struct {
	origin string // "https://help.example.com"; empty when unknown
	base   string // "/" or "/help/", percent-encoded
}

// newAddress takes the site's address, or "" for one that stands at the root of
// a host not known yet.
func newAddress(s string) (address, error) {
	if s == "" {
		return address{base: "/"}, nil
	}
	u, err := parseBase(s)
	if err != nil {
		return address{}, err
	}
	return address{origin: u.Scheme + "://" + u.Host, base: u.EscapedPath()}, nil
}

// href is what a page of the site writes to link to a site URL.
func (a address) href(siteURL string) string {
	path := strings.TrimPrefix(siteURL, "/")
	escaped := content.EscapePath(path)
	if a.base == "/" && len(escaped) == len(path) && len(path) < len(siteURL) {
		return siteURL // most need no memory of their own
	}
	return a.base + escaped
}

// absolute is href with the origin where that is known.
func (a address) absolute(siteURL string) string {
	return a.origin + a.href(siteURL)
}

// fileOf is the file in the output that a site URL is served from.
func fileOf(siteURL string) string {
	p := strings.TrimPrefix(siteURL, "/")
	if p == "" || strings.HasSuffix(p, "/") {
		return p + "index.html"
	}
	if path.Ext(p) == "" {
		return p + "/index.html"
	}
	return p
}
