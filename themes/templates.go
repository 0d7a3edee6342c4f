package themes

import (
	"bytes"
	"errors"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"deskbell/diag"
)

// views are the pages by the name of their template. Every one is also given
// to its template when the site replaces one, so that mistakes show at once.
var views = map[string]func() any{
	"home":     func() any { return new(Home) },
	"article":  func() any { return new(Article) },
	"faq":      func() any { return new(FAQ) },
	"release":  func() any { return new(Release) },
	"changes":  func() any { return new(Changes) },
	"notice":   func() any { return new(Notice) },
	"section":  func() any { return new(Section) },
	"status":   func() any { return new(Status) },
	"incident": func() any { return new(IncidentPage) },
	"errors":   func() any { return new(ErrorList) },
	"error":    func() any { return new(ErrorPage) },
	"search":   func() any { return new(Search) },
	"all":      func() any { return new(All) },
	"notfound": func() any { return new(NotFound) },
	"redirect": func() any { return new(Redirect) },
	"nav":      func() any { return new(Nav) },
	"service":  func() any { return new(ServicePage) },
	"sla":      func() any { return new(SLAReport) },
	"slaindex": func() any { return new(SLAIndex) },
	"history":  func() any { return new(History) },
	"month":    func() any { return new(HistoryMonth) },
}

// templateName is what a template's file is called in others:
// "templates/parts/head.html" is "parts/head".
func templateName(path string) string {
	return strings.TrimSuffix(strings.TrimPrefix(path, "templates/"), ".html")
}

// readTemplates parses all templates into one set. A file of the site that
// does not parse is reported, and the built-in one stands in.
func (t *Theme) readTemplates(files fileset, list *diag.List) {
	t.templates = template.New("").Funcs(new(Localized).funcs())
	t.sources = map[string]*diag.Source{}
	own := builtinFiles()
	for _, path := range files.in("templates", ".html") {
		name := templateName(path)
		f := files[path]
		if _, err := template.New(name).Funcs(new(Localized).funcs()).Parse(string(f.src.Text)); err != nil {
			list.Add(parseProblem(err, f.src))
			if f = own[path]; f.src == nil {
				continue
			}
		}
		template.Must(t.templates.New(name).Parse(string(f.src.Text)))
		t.sources[name] = f.src
	}
	t.checkTexts(list)
	if files.replaced("templates") {
		t.checkViews(files, list)
	}
}

// checkTexts reports texts that a template asks for and no catalog has.
func (t *Theme) checkTexts(list *diag.List) {
	known := slices.Sorted(maps.Keys(t.catalogs["en"]))
	for _, name := range slices.Sorted(maps.Keys(t.sources)) {
		walkKeys(t.templates.Lookup(name).Tree.Root, func(key string, at parse.Pos) {
			if _, ok := t.catalogs["en"][key]; ok {
				return
			}
			hint := diag.DidYouMean(key, known, "write it into themes/i18n/en.yaml under 'own:'")
			src := t.sources[name]
			list.Errorf("theme-text-unknown", src.Span(int(at), int(at)+len(key)+2), hint, "the theme has no text %q", key)
		})
	}
}

// walkKeys calls found for each constant first argument of the functions t and th.
func walkKeys(n parse.Node, found func(string, parse.Pos)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, c := range n.Nodes {
				walkKeys(c, found)
			}
		}
	case *parse.ActionNode:
		walkKeys(n.Pipe, found)
	case *parse.TemplateNode:
		walkKeys(n.Pipe, found)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, found)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, found)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, found)
	case *parse.PipeNode:
		if n != nil {
			for _, c := range n.Cmds {
				walkKeys(c, found)
			}
		}
	case *parse.CommandNode:
		if id, ok := n.Args[0].(*parse.IdentifierNode); ok && (id.Ident == "t" || id.Ident == "th") && len(n.Args) > 1 {
			if s, ok := n.Args[1].(*parse.StringNode); ok {
				found(s.Text, s.Pos)
			}
		}
		for _, a := range n.Args {
			walkKeys(a, found)
		}
	}
}

func walkBranch(b *parse.BranchNode, found func(string, parse.Pos)) {
	walkKeys(b.Pipe, found)
	walkKeys(b.List, found)
	walkKeys(b.ElseList, found)
}

// checkViews renders every view once empty and once full, so that fields that
// do not exist and output that cannot be escaped are found before any page is.
func (t *Theme) checkViews(files fileset, list *diag.List) {
	l := t.localize("en")
	broken := false
	for _, name := range slices.Sorted(maps.Keys(views)) {
		for _, view := range []any{emptyView(name), fullView(name)} {
			var problem *TemplateError
			if err := l.Render(new(bytes.Buffer), name, view); errors.As(err, &problem) {
				list.Add(problem.Diagnostic)
				broken = true
			}
		}
	}
	if !broken {
		return
	}
	// The build stops anyhow; the built-in templates keep later stages quiet.
	t.templates, t.trees = template.New("").Funcs(new(Localized).funcs()), nil
	own := builtinFiles()
	for _, path := range own.in("templates", ".html") {
		template.Must(t.templates.New(templateName(path)).Parse(string(own[path].src.Text)))
	}
}

// TemplateError is a template that could not be executed.
type TemplateError struct{ Diagnostic diag.Diagnostic }

func (e *TemplateError) Error() string {
	return e.Diagnostic.Pos.String() + ": " + e.Diagnostic.Message
}

var (
	parsePlace = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: ?(.*)$`)
	execution  = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (.*)$`)
	quoted     = regexp.MustCompile(`"([^"]+)"|<([^>]+)>`)
)

// parseProblem turns an error of the template parser, which knows the line
// alone, into a diagnostic; the column is where what it quotes stands.
func parseProblem(err error, src *diag.Source) diag.Diagnostic {
	d := diag.Diagnostic{ID: "theme-template", Pos: src.LineColumn(1, 1), Message: err.Error()}
	m := parsePlace.FindStringSubmatch(err.Error())
	if m == nil {
		return d
	}
	line, _ := strconv.Atoi(m[2])
	d.Message = m[4]
	d.Pos = src.LineColumn(line, max(1, 1+len([]rune(before(src.Line(line), "{{")))))
	if q := quoted.FindStringSubmatch(m[4]); q != nil {
		word := q[1] + q[2]
		if text := src.Line(line); strings.Contains(text, word) {
			d.Pos = src.LineColumn(line, 1+len([]rune(before(text, word))))
			d.Pos.Width = len([]rune(word))
		}
	}
	if strings.Contains(m[4], "not defined") {
		d.Hint = "templates may use the functions that the manual lists under 'Themes'"
	}
	return d
}

func before(s, sep string) string {
	head, _, found := strings.Cut(s, sep)
	if !found {
		return ""
	}
	return head
}

// templateProblem is parseProblem for errors of execution and of escaping.
func (t *Theme) templateProblem(name string, err error) error {
	d := diag.Diagnostic{ID: "theme-template", Pos: diag.Position{File: "templates/" + name + ".html"}, Message: err.Error()}
	var escape *template.Error
	if errors.As(err, &escape) {
		return &TemplateError{t.escapeProblem(escape, d)}
	}
	m := parsePlace.FindStringSubmatch(err.Error())
	if m == nil || t.sources[m[1]] == nil {
		return &TemplateError{d}
	}
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	d.Pos = t.sources[m[1]].LineColumn(line, column+1)
	d.Message = m[4]
	if e := execution.FindStringSubmatch(m[4]); e != nil {
		d.Message = e[2]
		d.Pos.Width = len([]rune(e[1]))
	}
	return &TemplateError{d}
}

// contexts are the escaper's own notes, which help nobody else.
var contexts = regexp.MustCompile(`:? ?\{state[^}]*\},? ?`)

// escapeProblem is an error of html/template's escaper, which cannot tell
// where in the HTML some output stands.
func (t *Theme) escapeProblem(err *template.Error, d diag.Diagnostic) diag.Diagnostic {
	d.Message = contexts.ReplaceAllString(err.Description, "")
	d.Hint = "close every tag and quote in the branch that opens it, and put attribute values in quotes"
	name, line, column := err.Name, err.Line, 1
	if err.Node != nil {
		place, _ := new(parse.Tree).ErrorContext(err.Node)
		if m := parsePlace.FindStringSubmatch("template: " + place + ":"); m != nil {
			name = m[1]
			line, _ = strconv.Atoi(m[2])
			column, _ = strconv.Atoi(m[3])
			column++
		}
	}
	if src := t.sources[name]; src != nil {
		d.Pos = src.LineColumn(max(line, 1), column)
	}
	return d
}
