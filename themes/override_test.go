package themes

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

func siteWith(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m["themes/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// loadOwn loads a theme with a site's files and returns its diagnostics as text.
func loadOwn(files map[string]string) (*Theme, []string) {
	var list diag.List
	theme := Load(Config{FS: siteWith(files), Dir: "themes"}, &list)
	var out []string
	for _, d := range list.Sorted() {
		s := d.Pos.String() + ": " + d.Severity.String() + ": " + d.Message
		if d.Hint != "" {
			s += " | " + d.Hint
		}
		out = append(out, s)
	}
	return theme, out
}

func TestOneFileReplacesOne(t *testing.T) {
	theme, problems := loadOwn(map[string]string{
		"templates/parts/footer.html": `<footer class="bottom">{{template "parts/mine" .}}{{t "own.slogan"}}</footer>`,
		"templates/parts/mine.html":   `<p>{{.Site.Title}}!</p>`,
		"i18n/en.yaml":                "own: {slogan: We answer}\nnav: {next: Onward}\n",
		"i18n/eo.yaml":                "nav: {next: Sekva}\n",
		"icons/anchor.svg":            `<svg viewBox="0 0 24 24"><path d="M1 1"/></svg>`,
		"styles/site.css":             ".bottom { color: red }",
		"scripts/site.ts":             "document.body.dataset.mine = 'yes' as string;",
		"README.md":                   "what this is",
	})
	if len(problems) > 0 {
		t.Fatal(strings.Join(problems, "\n"))
	}
	l := theme.In("en")
	html := render(l, "notfound", fullView("notfound"))
	if !strings.Contains(html, "<p>x!</p>We answer") {
		t.Error("the footer is not the site's")
	}
	if l.Text("nav.next") != "Onward" || l.Text("nav.previous") != "Previous" || theme.In("eo").Text("nav.next") != "Sekva" {
		t.Error("texts are not laid over each other")
	}
	assets := map[string]string{}
	for _, a := range theme.Assets() {
		assets[a.Logical] = string(a.Data)
	}
	if !strings.Contains(assets["theme.css"], ".bottom{color:red}") || !strings.Contains(assets["theme.js"], "dataset.mine") {
		t.Error("the site's style or script is missing")
	}
}

func TestOverrideProblems(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"unknown name": {
			map[string]string{"templates/artcle.html": "x"},
			[]string{"themes/templates/artcle.html: error: the theme has no file templates/artcle.html that this one could replace | did you mean themes/templates/article.html?"},
		},
		"does not parse": {
			map[string]string{"templates/parts/lead.html": "<p>\n  {{if .Page.Lead}}x\n"},
			[]string{"themes/templates/parts/lead.html:3:1: error: unexpected EOF"},
		},
		"unknown function": {
			map[string]string{"templates/parts/lead.html": "<p>\n  {{upper .Page.Lead}}\n"},
			[]string{`themes/templates/parts/lead.html:2:5: error: function "upper" not defined | templates may use the functions that the manual lists under 'Themes'`},
		},
		"unknown field": {
			map[string]string{"templates/parts/lead.html": "<p>\n  {{.Page.Laed}}</p>"},
			[]string{"themes/templates/parts/lead.html:2:10: error: can't evaluate field Laed in type themes.Page"},
		},
		"unknown text": {
			map[string]string{"templates/parts/lead.html": `<p>{{t "nav.nxt"}}</p>`},
			[]string{`themes/templates/parts/lead.html:1:8: error: the theme has no text "nav.nxt" | did you mean nav.next?`},
		},
		"cannot be escaped": {
			map[string]string{"templates/parts/lead.html": `<p {{if .Page.Lead}}class="{{end}}>x</p>`},
			[]string{"themes/templates/parts/lead.html:1:9: error: {{if}} branches end in different contexts | close every tag and quote in the branch that opens it, and put attribute values in quotes"},
		},
		"style": {
			map[string]string{"styles/site.css": ".a {\n  color red;\n}"},
			[]string{`themes/styles/site.css:2:8: warning: Expected ":" | write : here`},
		},
		"script": {
			map[string]string{"scripts/site.ts": "let x = ;\n"},
			[]string{"themes/scripts/site.ts:1:9: error: Unexpected \";\""},
		},
		"import of nothing": {
			map[string]string{"scripts/site.ts": "import './nothing';\n"},
			[]string{"themes/scripts/site.ts:1:8: error: the theme has no file scripts/nothing"},
		},
		"icon with a script": {
			map[string]string{"icons/bell.svg": `<svg viewBox="0 0 1 1"><script>alert(1)</script></svg>`},
			[]string{"themes/icons/bell.svg:1:1: error: icon bell.svg: element <script> is not allowed | save it as plain SVG: one <svg> with a viewBox and shapes"},
		},
		"several at once": {
			map[string]string{"scripts/site.ts": "let x = ;\n", "templates/foo.html": "", "templates/parts/lead.html": "{{"},
			[]string{
				"themes/scripts/site.ts:1:9: error: Unexpected \";\"",
				"themes/templates/foo.html: error: the theme has no file templates/foo.html that this one could replace | did you mean themes/templates/faq.html?",
				"themes/templates/parts/lead.html:1:1: error: unclosed action",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			theme, got := loadOwn(c.files)
			slices.Sort(got)
			got = slices.Compact(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			checkPage(t, render(theme.In("en"), "notfound", emptyView("notfound")))
		})
	}
}
