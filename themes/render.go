package themes

import (
	"bytes"
	"crypto/sha256"
	"html/template"
	"sync"

	"deskbell/themes/program"
)

// Localized is a theme in one language. It may be used from many goroutines.
type Localized struct {
	theme *Theme
	lang  string
	words words
	parts memo[partKey, template.HTML]   // see once
	sites memo[*Site, [sha256.Size]byte] // see siteKey

	mu       sync.Mutex
	set      *program.Set
	programs map[string]*program.Program // of the templates that were asked for; nil where there is none
	slow     *template.Template          // all templates, for those without a program; nil until one is asked for
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
	var b bytes.Buffer
	if err := l.execute(&b, name, struct{ Site *Site }{site}); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	l.parts.put(key, html)
	return html, nil
}

func (t *Theme) localize(lang string) *Localized {
	l := &Localized{theme: t, lang: lang, words: t.catalogs.words(lang), programs: map[string]*program.Program{}}
	l.set = program.New(t.escaped(), l.funcs(), "t", "icon")
	return l
}

// Render appends a view to out through the template of a name: "home",
// "article", "faq", "release", "notice", "section", "status", "incident",
// "search", "all", "notfound", "redirect", "nav", "service", "sla" or
// "slaindex". The error of a template that fails is a *TemplateError.
func (l *Localized) Render(out *bytes.Buffer, name string, view any) error {
	if err := l.execute(out, name, view); err != nil {
		return l.theme.templateProblem(name, err)
	}
	return nil
}

// execute runs a template's program. Where there is none, or it has no answer,
// html/template does it, which also finds the words for what is wrong.
func (l *Localized) execute(out *bytes.Buffer, name string, view any) error {
	if p := l.program(name); p != nil {
		if made, ok := p.Append(out.AvailableBuffer(), view); ok {
			out.Write(made)
			return nil
		}
	}
	before := out.Len()
	err := l.templates().ExecuteTemplate(out, name, view)
	if err != nil {
		out.Truncate(before)
	}
	return err
}

// program is a template's program, or nil.
func (l *Localized) program(name string) *program.Program {
	l.mu.Lock()
	defer l.mu.Unlock()
	p, known := l.programs[name]
	if !known {
		p = l.set.Compile(name)
		l.programs[name] = p
	}
	return p
}

func (l *Localized) templates() *template.Template {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.slow == nil {
		l.slow = template.Must(l.theme.templates.Clone()).Funcs(l.funcs())
	}
	return l.slow
}

// Text is a text of the theme with its places {1}, {2} … filled. The first
// argument that is an int chooses the plural form.
func (l *Localized) Text(key string, args ...any) string { return l.words.text(key, args...) }

// Word is Text without places to fill.
func (l *Localized) Word(key string) string { return l.words.text(key) }

// Escaped is a text as HTML.
func Escaped(text string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }
