package themes

import (
	"encoding/json"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"
)

// funcs are what templates may call, beside the built-in ones of
// html/template. Before a language is bound they only lend their names.
func (l *Localized) funcs() template.FuncMap {
	return template.FuncMap{
		"t":        l.Text,                                                              // a text of the theme
		"th":       l.textHTML,                                                          // a text whose places hold HTML
		"has":      func(key string) bool { _, ok := l.words.messages[key]; return ok }, // whether there is such a text
		"date":     l.dateTag,                                                           // a day
		"when":     l.whenTag,                                                           // a day and time with its zone
		"span":     l.spanTag,                                                           // from when to when
		"month":    func(t time.Time) string { return l.words.date("date.month", l.local(t)) },
		"oglocale": func(lang string) string { return strings.ReplaceAll(lang, "-", "_") }, // as OpenGraph writes languages
		"iso":      func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"icon":     func(name string) template.HTML { return l.theme.icons[name] },
		"hasicon":  func(name string) bool { return l.theme.icons[name] != "" },
		"mark":     mark,
		"tone":     tone,
		"bars":     bars,
		"baddays":  badDays,
		"chart":    latencyChart,
		"once":     l.once, // a part that sees .Site alone, rendered once for all pages
		"states":   func() []string { return stateOrder },
		"kinds":    l.kinds,
		"tongues":  tongues, // names of a site's languages by their tags
		"forms":    l.forms,
		"wide":     func(kind string) bool { return slices.Contains(wideKinds, kind) }, // whether a kind of page has no column of navigation
		"sheets":   sheets,                                                             // the style sheets of a page beside theme.css
		"initial":  initial,
		"weekday":  shortWeekday,
		"language": LanguageOf,
		"json":     jsonText,
		"dict":     dict,

		"bytes":        l.byteSize,     // a size with its unit
		"daysleft":     daysLeft,       // days until an instant at the build's clock
		"lifecycle":    lifecycleChart, // spans of support as a drawing
		"supportwords": l.supportWords, // for the script
	}
}

func (l *Localized) local(t time.Time) time.Time { return t.In(l.theme.zone) }

// dateTag is a day as an element. Days are read in the theme's zone.
func (l *Localized) dateTag(t time.Time) template.HTML {
	t = l.local(t)
	return timeTag(t.Format(time.DateOnly), "", l.Date(t))
}

// whenTag is an instant as an element that the script completes with the
// reader's own time.
func (l *Localized) whenTag(t time.Time) template.HTML {
	t = l.local(t)
	return timeTag(t.UTC().Format(time.RFC3339), " data-when", l.words.text("date.zone", l.DateTime(t, nil), zoneName(t)))
}

func timeTag(machine, attributes, text string) template.HTML {
	return template.HTML(`<time datetime="` + machine + `"` + attributes + `>` + template.HTMLEscapeString(text) + `</time>`)
}

// shortWeekday is a weekday as a calendar heads its column: "Mon", 一.
func shortWeekday(name string) string {
	if rest, ok := strings.CutPrefix(name, "星期"); ok {
		return rest
	}
	r := []rune(name)
	return string(r[:min(len(r), 3)])
}

// initial is the first letter of a title, for a category without an icon.
func initial(s string) string {
	for _, r := range strings.TrimSpace(s) {
		return strings.ToUpper(string(r))
	}
	return ""
}

func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// wideKinds are the pages that take the whole width.
var wideKinds = []string{"home", "status", "search", "all", "notfound", "errors", "service", "sla", "slaindex", "history", "month"}

// textHTML is Text for places that hold HTML made by the theme.
func (l *Localized) textHTML(key string, args ...any) template.HTML {
	s := template.HTMLEscapeString(l.Text(key))
	for i, a := range args {
		filled, ok := a.(template.HTML)
		if !ok {
			filled = template.HTML(template.HTMLEscaper(a))
		}
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i+1)+"}", string(filled))
	}
	return template.HTML(s)
}

// forms are a text's plural forms, for the script that fills them.
func (l *Localized) forms(key string) map[string]string {
	m := l.words.messages[key]
	if m.forms == nil {
		return map[string]string{"other": m.text}
	}
	return m.forms
}

// kinds are the words for kinds of page, which the script puts on search results.
func (l *Localized) kinds() map[string]string {
	out := map[string]string{}
	for _, kind := range []string{"faq", "guide", "release", "notice", "page", "error", "incident"} {
		out[kind] = l.Text("kind." + kind)
	}
	return out
}

// tongues are the names of a site's languages by their tags, where there are
// several; the script that searches offers them.
func tongues(s *Site) map[string]string {
	out := map[string]string{}
	if len(s.Languages) > 1 {
		for _, l := range s.Languages {
			out[l.Tag] = l.Name
		}
	}
	return out
}

// dict hands several values to a part: dict "Name" value …
func dict(pairs ...any) map[string]any {
	out := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if key, ok := pairs[i].(string); ok {
			out[key] = pairs[i+1]
		}
	}
	return out
}
