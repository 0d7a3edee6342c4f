package program

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strings"
	"testing"
	"text/template/parse"
	"time"
)

// functions are those of the tests' templates.
func functions() template.FuncMap {
	return template.FuncMap{
		"up":    strings.ToUpper,
		"bold":  func(s string) template.HTML { return template.HTML("<b>" + s + "</b>") },
		"short": func(s string) bool { return len(s) < 4 },
		"day":   func(t time.Time) string { return t.Format(time.DateOnly) },
		"tag":   func(t time.Time) template.HTML { return template.HTML(t.Format("<i>2006</i>")) },
		"say":   func(s string, args ...any) string { return fmt.Sprintf(s, args...) },
		"add":   func(a, b int) int { return a + b },
		"fail":  func(s string) (string, error) { return s, io.ErrUnexpectedEOF },
		"dict":  func(pairs ...any) map[string]any { return map[string]any{pairs[0].(string): pairs[1]} },
	}
}

// sample is a template as html/template executes it and as a program.
type sample struct {
	slow *template.Template
	fast *Program
}

func compile(t testing.TB, text string) sample {
	t.Helper()
	set := template.Must(template.New("page").Funcs(functions()).Parse(text))
	every := template.Must(template.Must(set.Clone()).New("every").Parse(`{{if false}}{{template "page" .}}{{end}}`))
	trees := map[string]*parse.Tree{}
	if every.Execute(io.Discard, nil) == nil {
		for _, tmpl := range every.Templates() {
			trees[tmpl.Name()] = tmpl.Tree
		}
	}
	return sample{set, New(trees, functions(), "up").Compile("page")}
}

// check holds the program against html/template; answers says whether the
// program should know what to write.
func (s sample) check(t testing.TB, view any, answers bool) {
	t.Helper()
	var want bytes.Buffer
	err := s.slow.Execute(&want, view)
	if s.fast == nil {
		if answers {
			t.Error("it is not compiled")
		}
		return
	}
	got, ok := s.fast.Append([]byte("before "), view)
	switch {
	case !ok && string(got) != "before ":
		t.Errorf("without an answer it wrote %q", got)
	case ok != answers:
		t.Errorf("has an answer: %v, want %v (html/template: %v)", ok, answers, err)
	case ok && err != nil:
		t.Errorf("it wrote %q, html/template says %v", got, err)
	case ok && string(got) != "before "+want.String():
		t.Errorf("got  %q\nwant %q", got[len("before "):], want.String())
	}
}

type inner struct {
	Name  string
	Inner *inner
	Named word
	HTML  template.HTML
}

type word string

type loud string

func (l loud) String() string { return strings.ToUpper(string(l)) + "!" }

type view struct {
	*inner
	Text, Empty string
	HTML        template.HTML
	URL         template.URL
	Loud        loud
	N           int
	F           float64
	Yes, No     bool
	List        []inner
	Words       []string
	Links       []*inner
	Map         map[string]string
	None        *inner
	Any, Nil    any
	When, Never time.Time
	JSON        any
}

func (v view) Twice(s string) string { return s + s }

func full() view {
	return view{
		inner: &inner{Name: `a "b" <c> & 'd' + e` + "\x00", Inner: &inner{Name: "deep", Named: "w<w"}, Named: "n&n"},
		Text:  "中文 <script>alert(1)</script>", HTML: "<em>x</em>", URL: "javascript:ok", Loud: "l<",
		N: 3, F: 1.5, Yes: true, List: []inner{{Name: "one"}, {Name: "two", HTML: "<p>"}}, Words: []string{"x", "y+z"},
		Links: []*inner{{Name: "p"}}, Map: map[string]string{"b": "2", "a": "<1>"}, Any: inner{Name: "any"},
		When: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC), JSON: map[string]any{"a": "</script>\u2028", "b": []int{1}},
	}
}

func TestProgramsWriteWhatTemplatesWrite(t *testing.T) {
	for _, text := range []string{
		`plain`, `{{/* note */}}`, `{{.Text}}{{.Name}}{{.Inner.Name}}{{.Named}}{{.Inner.Named}}`,
		`{{.HTML}}{{.N}}{{.F}}{{.Yes}}{{.Nil}}{{.Loud}}{{"lit<"}}{{3}}{{1.25}}{{true}}`,
		`<a href="{{.Text}}" title="{{.Name}}" class="x {{.Named}}">`, `<a href="/p?q={{.Text}}&amp;z={{.Name}}#{{.Name}}">`,
		`<a href="{{.Name}}{{.Text}}.svg">`, `<meta http-equiv="refresh" content="0; url={{.Text}}">`,
		`<title>{{.Text}} {{.Name}}</title><textarea>{{.Name}}</textarea>`, `<script type="application/ld+json">{{.JSON}}</script>`,
		`{{if .Yes}}y{{else}}n{{end}}{{if .No}}y{{else if .Text}}t{{end}}{{if and .Yes .Text .N}}&{{end}}{{if or .No .Empty}}o{{else}}-{{end}}{{if not .None}}!{{end}}`,
		`{{with .Inner}}{{.Name}}{{$.Text}}{{else}}none{{end}}{{with .None}}x{{else}}{{.Text}}{{end}}{{with $x := .Text}}{{$x}}{{end}}`,
		`{{range .List}}{{.Name}}{{.HTML}}{{end}}{{range $i, $l := .List}}{{$i}}{{$l.Name}}{{end}}{{range $w := .Words}}{{$w}}{{end}}{{range .Links}}{{.Name}}{{else}}none{{end}}`,
		`{{range $k, $v := .Map}}{{$k}}={{$v}};{{end}}{{range .N}}{{.}}{{end}}{{range .Nil}}x{{else}}empty{{end}}`,
		`{{$x := 1}}{{if .Yes}}{{$x = 2}}{{$y := .Text}}{{$y}}{{end}}{{$x}}{{range .Words}}{{$x = .}}{{end}}{{$x}}`,
		`{{index .Map "a"}}{{index .Map "none"}}{{index .Words 1}}{{len .Words}}{{len .Text}}{{len .Map}}`,
		`{{eq .N 3}}{{ne .Text "x"}}{{eq .Text "a" .Text}}{{gt .N 2}}{{le .N 2}}{{lt .Text "z"}}{{ge .N 3}}{{eq .Named "n&n"}}{{eq .Yes true}}`,
		`{{up "const<"}}{{up .Text}}{{bold "x"}}{{bold .Name}}{{short "abc"}}{{day .When}}{{tag .When}}{{say "%s-%d" .Text .N}}{{add .N 4}}{{print .N .Text}}`,
		`<p title="{{up "c\"q"}}">{{.Text | up | bold}}</p>`, `{{.Twice "ab"}}{{.When.IsZero}}{{.Never.IsZero}}{{.When.After .Never}}{{.When.Year}}{{(.Inner).Name}}`,
		`{{define "part"}}[{{.}}{{$x := .}}{{$x}}]{{end}}{{template "part" .Text}}{{range .Words}}{{template "part" .}}{{end}}{{template "part"}}`,
		`{{define "tree"}}{{.Name}}{{with .Inner}}({{template "tree" .}}){{end}}{{end}}{{template "tree" .}}`,
		`{{with dict "k" .Text}}{{.k}}{{.none}}{{end}}{{.Any.Name}}`, `{{.None}}`, `{{.Map.a}}`,
	} {
		t.Run(text, func(t *testing.T) { compile(t, text).check(t, full(), true) })
	}
}

// TestNoAnswer holds that what programs do not know is left to html/template.
func TestNoAnswer(t *testing.T) {
	for _, text := range []string{
		`{{.Missing}}`, `{{.None.Name}}`, `{{index .Words 9}}`, `{{fail .Text}}`, `{{.URL}}`, `<a title="{{.HTML}}">`, `{{up .N}}`,
		`{{range .Text}}x{{end}}`, `<p style="color: {{.Text}}">`, `<script>f({{.N}})</script>`, `{{printf "%d" .N}}`, `{{.Text | html}}`,
		`<p {{if .Yes}}title="{{template "part" .}}"{{end}}>{{define "part"}}{{.Text}}{{end}}`, `{{range .Words}}{{break}}{{end}}`,
		`{{define "loop"}}{{template "loop" .}}{{end}}{{template "loop" .}}`,
	} {
		t.Run(text, func(t *testing.T) {
			if strings.Contains(text, "loop") {
				if _, ok := compile(t, text).fast.Append(nil, full()); ok {
					t.Error("it found an end")
				}
				return
			}
			compile(t, text).check(t, full(), false)
		})
	}
}

// FuzzTexts holds the escaping of any text, in every place that has one of its own.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"", "a", `"'<>&+`, "javascript:alert(1)", "HTTPS://x/y?z=1&w", "mailto:a@b", "a/b:c", "%41%zz%", "中\x00文\xff", " x\ty\n", "ftp:x", "#f", "\u2028"} {
		f.Add(s)
	}
	s := compile(f, `{{.Text}}<a href="{{.Text}}" title="{{.Text}}"><a href="/{{.Text}}?{{.Text}}#{{.Text}}"><a href="{{.Text}}{{.Text}}"><title>{{.Text}}</title>`+
		`<meta http-equiv="refresh" content="0; url={{.Text}}"><script type="application/ld+json">{{.JSON}}</script>`)
	f.Fuzz(func(t *testing.T, text string) {
		v := view{Text: text, JSON: []string{text}}
		s.check(t, v, true)
	})
}
