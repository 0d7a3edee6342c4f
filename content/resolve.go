package content

import (
	"path"
	"slices"
	"strings"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// URLs turn a URL of the site, such as Page.URL or File.URL, into an href with
// the base path, percent-encoded.
type URLs struct {
	Page func(url string) string
	File func(url string) string
}

// Resolver resolves links and pictures for a text that stands in no article,
// such as an incident's: paths are read from the content root.
func (t *Tree) Resolver(cfg Config, tree string, urls URLs) markdown.Resolver {
	return &resolver{t: t, cfg: &cfg, urls: urls, tree: tree, dir: t.dir, shared: newFiles(cfg.FS, cfg.Limits)}
}

// resolver reads the paths of one file's links.
type resolver struct {
	t      *Tree
	cfg    *Config
	urls   URLs
	tree   string // whose pages come first
	dir    string // the file's folder, from the site's folder
	page   *Page  // nil for a text that is no article
	shared *files
}

// Within is the resolver for a file that this one includes.
func (r *resolver) Within(src *diag.Source) markdown.Resolver {
	inner := *r
	inner.dir = path.Dir(src.Name)
	return &inner
}

// Page finds what a link leads to: a page, a folder, a file, or a page by its URL.
// What is written from the root means the same in every file of a language: where
// nothing is there, it is not looked for again.
func (r *resolver) Page(dest string) (href, page string, ok bool) {
	if !strings.HasPrefix(dest, "/") {
		return r.find(dest)
	}
	if r.shared.absent.has(r.tree, dest) {
		return "", "", false
	}
	if href, page, ok = r.find(dest); !ok {
		r.shared.absent.add(r.tree, dest)
	}
	return href, page, ok
}

func (r *resolver) find(dest string) (href, page string, ok bool) {
	trimmed := strings.TrimSuffix(dest, "/")
	for source := range r.candidates(trimmed) {
		if p := r.t.article(source); p != nil {
			return r.urls.Page(p.URL), p.URL, true
		}
		if i, ok := r.t.files[source]; ok {
			return r.urls.File(r.t.Files[i].URL), "", true
		}
		if s := r.t.folder(source); s != nil {
			return r.urls.Page(s.URL), "", true
		}
	}
	if p := r.untranslated(trimmed); p != nil {
		return r.urls.Page(r.t.URLFor(p, r.tree)), p.URL, true
	}
	return r.byURL(dest)
}

// candidates are the paths that a destination may mean, nearest first: beside
// the file, from the language's folder, the content folder, the site's folder.
func (r *resolver) candidates(dest string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		rooted := strings.HasPrefix(dest, "/")
		if !rooted && !yield(below(r.dir, dest)) {
			return
		}
		if !yield(below(path.Join(r.t.dir, r.tree), dest)) || !yield(below(r.t.dir, dest)) {
			return
		}
		yield(below(".", strings.TrimLeft(dest, "/")))
	}
}

// below is path.Join of a clean folder and a destination, without what would lead
// above the site's folder. Most destinations are clean but for where they begin.
func below(dir, dest string) string {
	at, rest := dir, strings.TrimPrefix(dest, "/")
	for strings.HasPrefix(rest, "../") {
		rest, at = rest[3:], path.Dir(at)
	}
	switch {
	case !isClean(rest):
		return inside(path.Join(dir, dest))
	case at == ".":
		return rest
	}
	return at + "/" + rest
}

// isClean says whether a relative path has neither empty names nor dots for folders;
// it may say no of one that begins or ends with a dot.
func isClean(p string) bool {
	return p != "" && p[0] != '/' && p[0] != '.' && p[len(p)-1] != '/' && p[len(p)-1] != '.' &&
		!strings.Contains(p, "//") && !strings.Contains(p, "/.")
}

// inside is a path without what would lead above the site's folder.
func inside(p string) string {
	for strings.HasPrefix(p, "../") {
		p = p[3:]
	}
	return p
}

// article is the page of a source path that may lack its extension or name a
// folder by its index.
func (t *Tree) article(source string) *Page {
	if p := t.bySource[source]; p != nil || isArticle(source) {
		return p
	}
	for _, end := range []string{".md", "/index.md", "/README.md", ".markdown", "/index", "/readme.md"} {
		if p := t.bySource[source+end]; p != nil {
			return p
		}
	}
	return nil
}

// folder is the section of a source path, or nil.
func (t *Tree) folder(source string) *Section {
	rel := source
	if t.dir != "." {
		if rel = strings.TrimPrefix(source, t.dir); rel == source {
			return nil
		}
		rel = strings.TrimPrefix(rel, "/")
	}
	tree := t.Languages[0]
	if len(t.Languages) > 1 {
		if tree, rel, _ = strings.Cut(rel, "/"); !slices.Contains(t.Languages, tree) {
			return nil
		}
	}
	return t.SectionAt(tree, rel)
}

// untranslated is the page of another language that stands in for one that a
// link of this language names.
func (r *resolver) untranslated(dest string) *Page {
	if len(r.t.Languages) < 2 {
		return nil
	}
	root := path.Join(r.t.dir, r.tree)
	for source := range r.candidates(dest) {
		rel, below := strings.CutPrefix(source, root+"/")
		if !below {
			continue
		}
		key := rel
		if isArticle(rel) {
			key = stem(rel)
		}
		if isIndexName(path.Base(rel)) {
			key = path.Join(path.Dir(rel), "index")
		}
		for _, k := range []string{key, path.Join(key, "index")} {
			if p := r.t.FallbackFor(k, r.tree); p != nil {
				return p
			}
		}
	}
	return nil
}

// byURL finds a page by a URL of the site that was written as a link.
func (r *resolver) byURL(dest string) (href, page string, ok bool) {
	if !strings.HasPrefix(dest, "/") {
		if r.page == nil {
			return "", "", false
		}
		dest = path.Join(r.page.URL, dest)
	}
	url := path.Clean(dest)
	if file := strings.TrimPrefix(url, "/"); file != "" {
		if i, ok := r.t.files[path.Join(r.t.dir, file)]; ok {
			return r.urls.File(r.t.Files[i].URL), "", true
		}
	}
	if url != "/" {
		url += "/"
	}
	lower := "/" + urlPath(url)
	if lower != "/" {
		lower += "/"
	}
	for _, u := range []string{url, lower} {
		if p := r.t.byURL[u]; p != nil {
			return r.urls.Page(p.URL), p.URL, true
		}
		if s := r.t.bySection[u]; s != nil {
			return r.urls.Page(s.URL), "", true
		}
		if p := r.t.byAlias[u]; p != nil {
			return r.urls.Page(p.URL), p.URL, true
		}
	}
	if r.isReserved(dest) {
		if strings.HasSuffix(dest, "/") || path.Ext(dest) == "" {
			return r.urls.Page(url), "", true
		}
		return r.urls.File(strings.TrimSuffix(url, "/")), "", true
	}
	return "", "", false
}

// isReserved says whether a path is one that Deskbell itself makes.
func (r *resolver) isReserved(dest string) bool {
	rest := strings.TrimPrefix(dest, "/")
	first, after, _ := strings.Cut(rest, "/")
	if len(r.t.Languages) > 1 && slices.Contains(r.t.Languages[1:], first) {
		if after == "" {
			return true
		}
		first, _, _ = strings.Cut(after, "/")
	}
	return first == "" || slices.Contains(r.cfg.Reserved, first) || slices.Contains(r.cfg.Reserved, rest)
}

// Image finds a picture, video or caption file.
func (r *resolver) Image(dest string) (markdown.Image, bool) {
	for source := range r.candidates(dest) {
		i, ok := r.t.files[source]
		if !ok {
			continue
		}
		size := r.shared.size(source)
		return markdown.Image{Src: r.urls.File(r.t.Files[i].URL), Width: size.X, Height: size.Y}, true
	}
	return markdown.Image{}, false
}

// Include reads a file of the content folder.
func (r *resolver) Include(dest string) (*diag.Source, bool) {
	for source := range r.candidates(dest) {
		for _, name := range []string{source, source + ".md"} {
			if r.t.bySource[name] == nil && (!isArticle(name) || r.t.hidden[name] != "") {
				continue
			}
			if src := r.shared.text(name); src != nil {
				return src, true
			}
		}
	}
	return nil, false
}
