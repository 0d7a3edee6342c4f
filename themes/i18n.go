package themes

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// message is a text of the theme, with one form for each plural category
// where it counts something.
type message struct {
	text  string
	forms map[string]string // "one", "few", "other" …; nil without plurals
}

// catalog holds a language's messages by dotted key.
type catalog map[string]message

type catalogs map[string]catalog

var pluralForms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// readCatalogs reads the built-in texts, then the site's over them key by key,
// so that a site's file needs only what it changes.
func readCatalogs(files fileset, list *diag.List) catalogs {
	out := maps.Clone(builtinTexts())
	for _, name := range files.in("i18n", ".yaml") {
		if !files[name].site {
			continue
		}
		lang := langOf(name)
		changed := catalog{}
		maps.Copy(changed, out[lang])
		maps.Copy(changed, readCatalog(files[name].src, out["en"], list))
		out[lang] = changed
	}
	return out
}

func langOf(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }

// readCatalog reads one file. Keys that known lacks are errors, but for those
// under "own", which are a site's own.
func readCatalog(src *diag.Source, known catalog, list *diag.List) catalog {
	var tree map[string]any
	doc := strictyaml.Decode(src, &tree, strictyaml.Options{}, list)
	out := catalog{}
	flatten(tree, nil, out, func(steps []any, found any) {
		list.Errorf("theme-text-type", doc.At(steps...), "put the text in quotes", "expected a text, found %v", found)
	})
	if known == nil {
		return out
	}
	names := slices.Sorted(maps.Keys(known))
	for _, key := range slices.Sorted(maps.Keys(out)) {
		if _, ok := known[key]; ok || strings.HasPrefix(key, "own.") {
			continue
		}
		hint := diag.DidYouMean(key, names, "put texts of your own under 'own:'")
		list.Errorf("theme-text-unknown", doc.KeyAt(steps(key)...), hint, "the theme has no text %q", key)
	}
	return out
}

func steps(key string) []any {
	var out []any
	for s := range strings.SplitSeq(key, ".") {
		out = append(out, s)
	}
	return out
}

// flatten turns nested maps into dotted keys; the items of a list are numbered
// from 1.
func flatten(v any, at []any, out catalog, bad func([]any, any)) {
	switch v := v.(type) {
	case map[string]any:
		if forms := asForms(v); forms != nil {
			out[dotted(at)] = message{text: forms["other"], forms: forms}
			return
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			flatten(v[k], append(slices.Clone(at), k), out, bad)
		}
	case []any:
		for i, item := range v {
			flatten(item, append(slices.Clone(at), strconv.Itoa(i+1)), out, bad)
		}
	case string:
		out[dotted(at)] = message{text: v}
	default:
		bad(at, v)
	}
}

func dotted(at []any) string {
	parts := make([]string, len(at))
	for i, s := range at {
		parts[i] = fmt.Sprint(s)
	}
	return strings.Join(parts, ".")
}

// asForms is the map as plural forms, or nil where it is a group of texts.
func asForms(m map[string]any) map[string]string {
	if _, ok := m["other"].(string); !ok {
		return nil
	}
	names := slices.Collect(maps.Values(pluralForms))
	forms := map[string]string{}
	for k, v := range m {
		s, ok := v.(string)
		if !ok || !slices.Contains(names, k) {
			return nil
		}
		forms[k] = s
	}
	return forms
}

// chain lists the catalogs that answer for a language, the nearest first.
func (c catalogs) chain(lang string) []catalog {
	var out []catalog
	add := func(tag string) {
		if cat, ok := c[tag]; ok {
			out = append(out, cat)
		}
	}
	add(lang)
	primary, _, _ := strings.Cut(lang, "-")
	tags := slices.Sorted(maps.Keys(c))
	for _, alike := range []bool{true, false} { // those in the same script first
		for _, tag := range tags {
			p, _, _ := strings.Cut(tag, "-")
			if tag != lang && strings.EqualFold(p, primary) && (traditional(tag) == traditional(lang)) == alike {
				add(tag)
			}
		}
	}
	if primary != "en" {
		add("en")
	}
	return out
}

// traditional says whether a tag is of Chinese in traditional characters.
func traditional(tag string) bool {
	tag = strings.ToLower(tag)
	return strings.HasPrefix(tag, "zh-tw") || strings.HasPrefix(tag, "zh-hk") || strings.HasPrefix(tag, "zh-mo") || strings.HasPrefix(tag, "zh-hant")
}

func cutGroup(key, group string) (string, bool) { return strings.CutPrefix(key, group+".") }

// text is a text in a language, before anything is put into it.
func (c catalogs) text(lang, key string) string {
	for _, cat := range c.chain(lang) {
		if m, ok := cat[key]; ok {
			return m.text
		}
	}
	return key
}

// words is one language's view of the catalogs, all fallbacks resolved.
type words struct {
	lang     language.Tag
	messages catalog
}

func (c catalogs) words(lang string) words {
	merged := catalog{}
	for _, cat := range slices.Backward(c.chain(lang)) {
		maps.Copy(merged, cat)
	}
	return words{language.Make(lang), merged}
}

// text fills a message's places {1}, {2} … with the arguments. The first
// argument that is an int chooses the plural form. An unknown key is itself.
func (w words) text(key string, args ...any) string {
	m, ok := w.messages[key]
	if !ok {
		return key
	}
	s := m.text
	if m.forms != nil {
		s = m.forms[w.form(args)]
		if s == "" {
			s = m.text
		}
	}
	if len(args) == 0 {
		return s
	}
	for i, a := range args {
		place := "{" + strconv.Itoa(i+1) + "}"
		if !strings.Contains(s, place) {
			continue
		}
		value, ok := a.(string)
		if !ok {
			value = fmt.Sprint(a)
		}
		s = strings.ReplaceAll(s, place, value)
	}
	return s
}

func (w words) form(args []any) string {
	for _, a := range args {
		if n, ok := a.(int); ok {
			return pluralForms[plural.Cardinal.MatchPlural(w.lang, max(n, -n), 0, 0, 0, 0)]
		}
	}
	return "other"
}
