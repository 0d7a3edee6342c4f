package themes

import (
	"crypto/sha256"
	"html/template"
	"io"
	"strings"
)

// Localized is a theme in one language. It may be used from many goroutines.
type Localized struct {
	theme *Theme
	lang  string
	words words
	pages map[string]*template.Template
	set   *template.Template
	parts memo[partKey, template.HTML]   // see once
	sites memo[*Site, [sha256.Size]byte] // see siteKey
}

type partKey struct {
	name string
	site *Site
}

// once renders a part that is the same on all pages of a site, the first time
// that a page asks for it. The part's HTML depends on nothing but the key: a
// Site is not changed after it was first rendered.
func (l *Localized) once(name string, site *Site) (template.HTML, error) {
	key := partKey{name, site}
	if html, ok := l.parts.get(key); ok {
		return html, nil
	}
	var b strings.Builder
	if err := l.set.ExecuteTemplate(&b, name, struct{ Site *Site }{site}); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	l.parts.put(key, html)
	return html, nil
}

func (t *Theme) localize(lang string) *Localized {
	l := &Localized{theme: t, lang: lang, words: t.catalogs.words(lang), pages: map[string]*template.Template{}}
	set := template.Must(t.templates.Clone()).Funcs(l.funcs())
	l.fold(set)
	l.set = set
	for name := range views {
		l.pages[name] = set.Lookup(name)
	}
	return l
}

// Render writes a view through the template of a name: "home", "article",
// "faq", "release", "notice", "section", "status", "incident", "search", "all",
// "notfound", "redirect", "nav", "service", "sla" or "slaindex". A template that fails is a *TemplateError;
// any other error is w's.
func (l *Localized) Render(w io.Writer, name string, view any) error {
	out := &writer{w: w}
	if err := l.pages[name].Execute(out, view); err != nil {
		if out.err != nil {
			return out.err
		}
		return l.theme.templateProblem(name, err)
	}
	return nil
}

// Text is a text of the theme with its places {1}, {2} … filled. The first
// argument that is an int chooses the plural form.
func (l *Localized) Text(key string, args ...any) string { return l.words.text(key, args...) }

// Word is Text without places to fill.
func (l *Localized) Word(key string) string { return l.words.text(key) }

// Escaped is a text as HTML.
func Escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }

// writer keeps the error of what is written to, to tell it from a template's.
type writer struct {
	w   io.Writer
	err error
}

func (w *writer) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}
