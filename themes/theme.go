// Package themes turns views into pages. It holds the built-in theme, lets a
// site replace any file of it by a file of the same path in its own themes
// folder, and gives out what the pages load: one style sheet and a few scripts.
//
// Load reads everything once and reports what is wrong in the site's files.
// After that a Theme is fixed: it may be used from many goroutines, and the
// same views give the same bytes.
//
// The folders of a theme are templates (html/template, one file for each view,
// and parts that they share), styles, scripts (TypeScript modules), i18n (the
// theme's own words) and icons.
package themes

import (
	"crypto/sha256"
	"embed"
	"html/template"
	"io/fs"
	"sync"
	"text/template/parse"
	"time"

	"deskbell/diag"
)

//go:embed default
var builtin embed.FS

// Config is what a theme must know of a site.
type Config struct {
	FS   fs.FS          // the site's folder; nil for the built-in theme as it is
	Dir  string         // where the site's own theme files are: "themes"
	Zone *time.Location // in which times are shown; nil is UTC

	Accent      string // "#0a66c2", or empty for the theme's own
	Radius      string // of controls and cards: "0", "6px", "0.5rem"; empty for the theme's own
	Light, Dark Palette
	Fonts       Fonts
	At          func(path ...any) diag.Position // where the configuration of the theme says something; may be nil
}

// Theme is a loaded theme.
type Theme struct {
	zone      *time.Location
	catalogs  catalogs
	icons     map[string]template.HTML
	templates *template.Template     // never executed, so that it can be cloned
	trees     map[string]*parse.Tree // see escaped
	sources   map[string]*diag.Source
	assets    []Asset
	reload    Asset
	banner    []byte // the script for other sites

	identity [sha256.Size]byte // of all files and the zone
	clock    map[string]bool   // templates that may show Site.Now

	mu        sync.Mutex
	localized map[string]*Localized
}

// Load reads the theme. Whatever is wrong with the site's files goes on the
// list; the theme is then what is left, and never nil.
//
// A theme depends on nothing but its files and the configuration, so one that
// was loaded without a problem is given again where these are the same.
func Load(cfg Config, list *diag.List) *Theme {
	files := collect(cfg, list)
	key := identify(files, cfg)
	if t := loaded.get(key); t != nil {
		return t
	}
	problems := &diag.List{}
	t := load(files, cfg, problems)
	t.identity, t.clock = key, t.readsClock(files)
	found := problems.Sorted()
	if len(found) == 0 {
		loaded.put(t)
	}
	list.Add(found...)
	return t
}

func load(files fileset, cfg Config, list *diag.List) *Theme {
	t := &Theme{zone: cfg.Zone, localized: map[string]*Localized{}}
	if t.zone == nil {
		t.zone = time.UTC
	}
	t.catalogs = readCatalogs(files, list)
	t.icons = readIcons(files, list)
	t.readTemplates(files, list)
	t.buildAssets(files, cfg, list)
	return t
}

// Labels are the words that content/markdown puts into articles, by language.
func (t *Theme) Labels() map[string]map[string]string {
	out := map[string]map[string]string{}
	for lang := range t.catalogs {
		labels := map[string]string{}
		for key := range t.catalogs["en"] {
			if name, ok := cutGroup(key, "markdown"); ok {
				labels[name] = t.catalogs.text(lang, key)
			}
		}
		out[lang] = labels
	}
	return out
}

// In is the theme in a language: its own words, else those of a language with
// the same primary subtag, else English.
func (t *Theme) In(lang string) *Localized {
	t.mu.Lock()
	defer t.mu.Unlock()
	if l, ok := t.localized[lang]; ok {
		return l
	}
	l := t.localize(lang)
	t.localized[lang] = l
	return l
}
