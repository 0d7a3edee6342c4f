package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"text/template"
	"time"
	"unicode"
)

// skeletons hold the text of each kind in Chinese and in English: KIND.zh.md
// and KIND.en.md. An incident's one file has both.
//
//go:embed skeleton
var skeletons embed.FS

// skeleton is what a skeleton is filled with.
type skeleton struct {
	Title      string
	Day        string // 2026-10-14
	Now        string // RFC 3339
	Start, End string // of a maintenance's window
	Version    string
	Product    string
	Service    string
	Incident   incidentDraft
	languages  []string
	language   string
}

// incidentDraft is what is known of a new incident, as YAML.
type incidentDraft struct {
	Severity  string
	Started   string
	Services  string // what stands between the braces
	Recovered string // the same services, all of them operational
	Text      string // empty: a sentence that is always true
}

// draft makes a new file: its path from the site's folder, and its text.
func (l *layout) draft(kind newKind, f newFlags, now time.Time) (file string, text []byte, err error) {
	title := f.title
	language, err := l.language(f.lang)
	if err != nil {
		return "", nil, err
	}
	if kind.status && len(l.services) == 0 {
		return "", nil, siteError(kind.name+" is about services, and status/services.yaml names none",
			"write that file first, such as services: [{id: api, name: API}]")
	}
	now = now.In(l.zone).Truncate(time.Minute)
	start, end := maintenanceWindow(now, l.announce)
	data := skeleton{
		Title: title, Day: now.Format(time.DateOnly), Now: now.Format(time.RFC3339),
		Start: start.Format(time.RFC3339), End: end.Format(time.RFC3339),
		Version: versionIn(title), Product: l.product,
		languages: l.languages, language: language,
	}
	if kind.status {
		data.Service = l.services[0].ID
	}
	name := slug(title, kind.name)
	if kind.dated {
		name = data.Day + "-" + name
	}
	if kind.name == "incident" {
		if data.Incident, err = f.incident(l, now); err != nil {
			return "", nil, err
		}
		text, err = data.fill("incident.yaml")
		return path.Join("status/incidents", name+".yaml"), text, err
	}
	text, err = data.fill(kind.name + "." + writtenIn(language, title) + ".md")
	return path.Join(l.folder(language, kind.folder), name+".md"), text, err
}

func (s skeleton) fill(name string) ([]byte, error) {
	t, err := template.New(name).Funcs(template.FuncMap{"quote": quote, "text": s.text}).ParseFS(skeletons, "skeleton/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

// text is a YAML text in each of the site's languages.
func (s skeleton) text(chinese, english string) string {
	in := func(language string) string {
		if writtenIn(language, s.Title) == "zh" {
			return quote(chinese)
		}
		return quote(english)
	}
	if len(s.languages) < 2 {
		return in(s.language)
	}
	parts := make([]string, len(s.languages))
	for i, language := range s.languages {
		parts[i] = language + ": " + in(language)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// writtenIn is the language of the skeleton: Chinese for Chinese sites, and for
// Chinese titles where the site names no language.
func writtenIn(language, title string) string {
	chinese := strings.HasPrefix(strings.ToLower(language), "zh")
	if language == "" {
		chinese = strings.ContainsFunc(title, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	if chinese {
		return "zh"
	}
	return "en"
}

// quote is a string in YAML's double quotes, which are JSON's.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // strings always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

var versionPattern = regexp.MustCompile(`[0-9]+(\.[0-9]+)+[0-9A-Za-z.+-]*`)

// versionIn is the version that a title names, or the title.
func versionIn(title string) string {
	if v := versionPattern.FindString(title); v != "" {
		return strings.TrimRight(v, ".+-")
	}
	return title
}

const maxSlug = 60 // characters

// slug makes a file's name of a title: letters and digits of any script stay,
// dots between digits too, all else becomes hyphens. A title without letters
// gives the kind's name.
func slug(title, kind string) string {
	runes := []rune(strings.ToLower(title))
	var b strings.Builder
	count, gap := 0, false
	for i, r := range runes {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		dot := r == '.' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
		switch {
		case !letter && !dot:
			gap = true
			continue
		case gap && count > 0:
			b.WriteByte('-')
			count++
		}
		gap = false
		if count >= maxSlug {
			break
		}
		b.WriteRune(r)
		count++
	}
	if out := strings.Trim(b.String(), "-."); out != "" {
		return out
	}
	return kind
}
