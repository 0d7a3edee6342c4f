package content

import (
	"path"
	"strings"
	"unicode"
)

// EscapePath percent-encodes a site path for an href: what is not an ASCII
// letter, digit or one of -._~!$'()*+,;=:@ in its segments.
func EscapePath(p string) string {
	const hex = "0123456789ABCDEF"
	n := 0
	for n < len(p) && plainInPath[p[n]] {
		n++
	}
	if n == len(p) {
		return p
	}
	out := append(make([]byte, 0, 3*len(p)), p[:n]...)
	for _, c := range []byte(p[n:]) {
		if plainInPath[c] {
			out = append(out, c)
			continue
		}
		out = append(out, '%', hex[c>>4], hex[c&15])
	}
	return string(out)
}

// plainInPath are the characters that stand in a path as they are.
var plainInPath = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("/-._~!$'()*+,;=:@", byte(c)) >= 0
	}
	return plain
}()

// urlSegment is a name as it stands in a URL: in lower case, with hyphens for
// spaces, everything else kept.
func urlSegment(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '-'
		}
		if unicode.IsControl(r) || r == '\\' {
			return '-'
		}
		return unicode.ToLower(r)
	}, name)
}

// urlPath is a path below a language's root as a URL: "" for the root, else
// with slashes at both ends left out.
func urlPath(p string) string {
	if isURLPath(p) {
		return p
	}
	segments := strings.Split(p, "/")
	out := segments[:0]
	for _, s := range segments {
		if s = urlSegment(s); s != "" && s != "." && s != ".." {
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

// isURLPath says of most paths that are as they stand in a URL already: of letters in
// lower case, digits, hyphens and underscores.
func isURLPath(p string) bool {
	before := byte('/')
	for i := range len(p) {
		c := p[i]
		if c == '/' && before == '/' || c != '/' && c != '-' && c != '_' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		before = c
	}
	return before != '/'
}

// stem is a file's path without its extension. A file that is only an
// extension is called untitled.
func stem(p string) string {
	dir, name := path.Split(p)
	if bare := strings.TrimSuffix(name, path.Ext(name)); bare != "" {
		return p[:len(dir)+len(bare)]
	}
	return dir + "untitled"
}

// isIndexName says whether a file is its folder's own page.
func isIndexName(name string) bool {
	s := strings.ToLower(stem(name))
	return s == "index" || s == "readme"
}

// join makes a URL of a language's prefix and a path below it.
func (t *Tree) join(tree, below string) string {
	url := t.prefix(tree) + below
	if !strings.HasSuffix(url, "/") {
		url += "/"
	}
	return url
}

// prefix is where a language's pages live: "/" for the first, "/en/" for others.
func (t *Tree) prefix(tree string) string {
	if tree == t.Languages[0] {
		return "/"
	}
	return "/" + tree + "/"
}

// below is a URL's path under its language's root, without slashes at its ends.
func (t *Tree) below(url, tree string) string {
	return strings.Trim(strings.TrimPrefix(url, t.prefix(tree)), "/")
}

// pagePath is the path below the language's root that a page wants: from its
// file, changed by its slug.
func pagePath(rel string, isIndex bool, slug string) string {
	base := urlPath(stem(rel))
	if isIndex {
		base = urlPath(path.Dir(rel))
	}
	switch slug = strings.TrimSpace(slug); {
	case slug == "":
		return base
	case strings.HasPrefix(slug, "/"):
		return urlPath(slug)
	case urlPath(slug) == "": // "..", which leads nowhere
		return base
	case base == "":
		return urlPath(slug)
	}
	return path.Join(path.Dir(base), urlPath(slug))
}

// aliasPath is an alias as a URL: from the language's root where it begins with
// a slash, else beside the page.
func (t *Tree) aliasPath(p *Page, alias string) string {
	if strings.HasPrefix(alias, "/") {
		return t.join(p.Tree, urlPath(alias))
	}
	return t.join(p.Tree, urlPath(path.Join(path.Dir(t.below(p.URL, p.Tree)), alias)))
}
