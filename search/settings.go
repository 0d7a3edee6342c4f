package search

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// Config says where a site's settings of the search are.
type Config struct {
	FS        fs.FS    // the site's folder
	Dir       string   // "search"
	Languages []string // of the site; the first is the default
	Limits    strictyaml.Limits
}

// Settings are what an owner says about the search, in three files that may
// each be absent:
//
//	# synonyms.yaml: words that find one another, and words that also find others
//	groups: [[闪退, 崩溃], [login, sign in]]
//	expand: {SSO: [single sign-on]}
//	# pinned.yaml: pages that come first for a query
//	- {query: 价格, lang: zh-CN, pages: [/plans/]}
//	# queries.yaml: queries that must find a page among the first hits
//	- {query: 怎么登录, lang: zh-CN, page: /faq/login/, within: 3}
//
// Pages are written as addresses without the site's base path, or as the files
// they come from. lang may be left out on a site with one language; without it
// an entry holds for every language that has the page. within is 3 by default.
type Settings struct {
	Groups  [][]string
	Expand  []Expansion
	Pinned  []Pinned
	Queries []Query
	// NoThesaurus leaves out the words that the built-in thesaurus knows.
	NoThesaurus bool
}

// Expansion is a phrase that also finds what others find.
type Expansion struct {
	From string
	To   []string
}

// Pinned are pages that come first for a query.
type Pinned struct {
	Query string
	Lang  string // empty: all
	Pages []string
	Pos   []diag.Position // of the pages
}

// Query is a query that must find a page.
type Query struct {
	Query  string
	Lang   string // empty: all that have the page
	Page   string
	Within int
	Pos    diag.Position // of the query
	// PagePos is the position of the page.
	PagePos diag.Position
}

const defaultWithin = 3

// Read reads the settings. Problems go on the list; what could be read is
// returned, and never nil.
func Read(cfg Config, list *diag.List) *Settings {
	s := &Settings{}
	r := settingsReader{cfg, s, list, map[diag.Position]bool{}}
	r.synonyms()
	r.pinned()
	r.queries()
	return s
}

type settingsReader struct {
	cfg  Config
	out  *Settings
	list *diag.List
	// wrong are the positions that strictyaml reported: nothing is made of what stands there.
	wrong map[diag.Position]bool
}

// decode reads a file into out; nil where there is none.
func (r *settingsReader) decode(name string, out any) *strictyaml.Doc {
	name = path.Join(r.cfg.Dir, name)
	var found diag.List
	doc := strictyaml.ReadFile(r.cfg.FS, name, out, strictyaml.Options{Limits: r.cfg.Limits}, &found)
	for _, d := range found.Sorted() {
		r.wrong[d.Pos] = true
		r.list.Add(d)
	}
	return doc
}

func (r *settingsReader) synonyms() {
	var file struct {
		Groups [][]string          `yaml:"groups"`
		Expand map[string][]string `yaml:"expand"`
	}
	doc := r.decode("synonyms.yaml", &file)
	if doc == nil {
		return
	}
	for i, group := range file.Groups {
		if r.wrong[doc.At("groups", i)] {
			continue
		}
		if len(group) < 2 {
			r.list.Errorf("synonym-group", doc.At("groups", i), "write [word, another word]", "a group of %d; expected at least two words", len(group))
			continue
		}
		seen := map[string]bool{}
		for j, word := range group {
			r.phrase(word, doc.At("groups", i, j), seen)
		}
		r.out.Groups = append(r.out.Groups, group)
	}
	from := make([]string, 0, len(file.Expand))
	for word := range file.Expand {
		from = append(from, word)
	}
	slices.Sort(from)
	for _, word := range from {
		seen := map[string]bool{}
		r.phrase(word, doc.KeyAt("expand", word), seen)
		if len(file.Expand[word]) == 0 {
			r.list.Errorf("synonym-group", doc.KeyAt("expand", word), "write "+word+": [another word]", "%q expands to nothing", word)
		}
		for j, to := range file.Expand[word] {
			r.phrase(to, doc.At("expand", word, j), seen)
		}
		r.out.Expand = append(r.out.Expand, Expansion{word, file.Expand[word]})
	}
}

// phrase checks a word or phrase of the synonyms.
func (r *settingsReader) phrase(text string, pos diag.Position, seen map[string]bool) {
	key := keyOf(text, nil)
	switch {
	case key == "":
		r.list.Errorf("synonym-empty", pos, "write a word that people type", "%q has no word in it", text)
	case seen[key]:
		r.list.Errorf("synonym-duplicate", pos, "leave it out", "%q stands in its group twice", text)
	}
	seen[key] = true
}

func (r *settingsReader) pinned() {
	var file []struct {
		Query string   `yaml:"query,required"`
		Lang  string   `yaml:"lang"`
		Pages []string `yaml:"pages,required,list"`
	}
	doc := r.decode("pinned.yaml", &file)
	seen := map[string]bool{}
	for i, e := range file {
		if !r.lang(e.Lang, doc.At(i, "lang")) || r.wrong[doc.At(i)] {
			continue
		}
		key := keyOf(e.Query, nil)
		if key == "" {
			if doc.Has(i, "query") {
				r.list.Errorf("query-empty", doc.At(i, "query"), "write what people type", "the query %q has no word in it", e.Query)
			}
			continue
		}
		if seen[e.Lang+"\x00"+key] {
			r.list.Errorf("pin-duplicate", doc.At(i, "query"), "put its pages into one entry", "a second entry for the query %q", e.Query)
		}
		seen[e.Lang+"\x00"+key] = true
		p := Pinned{Query: e.Query, Lang: e.Lang, Pages: e.Pages}
		for j := range e.Pages {
			p.Pos = append(p.Pos, doc.At(i, "pages", j))
		}
		r.out.Pinned = append(r.out.Pinned, p)
	}
}

func (r *settingsReader) queries() {
	var file []struct {
		Query  string `yaml:"query,required"`
		Lang   string `yaml:"lang"`
		Page   string `yaml:"page,required"`
		Within *int   `yaml:"within"`
	}
	doc := r.decode("queries.yaml", &file)
	for i, e := range file {
		if !r.lang(e.Lang, doc.At(i, "lang")) || r.wrong[doc.At(i)] || r.wrong[doc.At(i, "within")] {
			continue
		}
		within := defaultWithin
		if e.Within != nil {
			within = *e.Within
		}
		if within < 1 || within > maxLimit {
			r.list.Errorf("query-within", doc.At(i, "within"), "write how many hits people look at, such as 3", "within is %d; expected 1 to %d", within, maxLimit)
			continue
		}
		if doc.Has(i, "query") && keyOf(e.Query, nil) == "" {
			r.list.Errorf("query-empty", doc.At(i, "query"), "write what people type", "the query %q has no word in it", e.Query)
			continue
		}
		r.out.Queries = append(r.out.Queries, Query{e.Query, e.Lang, e.Page, within, doc.At(i, "query"), doc.At(i, "page")})
	}
}

// lang reports a language that the site does not have.
func (r *settingsReader) lang(lang string, pos diag.Position) bool {
	if lang == "" || slices.Contains(r.cfg.Languages, lang) {
		return true
	}
	hint := diag.DidYouMean(lang, r.cfg.Languages, "write one of "+strings.Join(r.cfg.Languages, ", "))
	r.list.Errorf("lang-unknown", pos, hint, "the site has no language %q", lang)
	return false
}
