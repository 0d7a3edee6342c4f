package site

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/content/markdown"
)

// Programs that answer questions read articles as Markdown: each at its address
// with index.md. The text is the page's own, turned back, so that it says
// neither more nor less: with what is included, worked out and joined to it.

// AssistantsConfig is about the files for programs that answer questions.
type AssistantsConfig struct {
	Off bool `yaml:"off"`
}

// markdownName is the file of an article's Markdown beside its page.
const markdownName = "index.md"

// forAssistants says whether the site makes Markdown of its articles. A folder
// without configuration is made into pages alone.
func (m *model) forAssistants() bool { return m.config.exists && !m.config.Assistants.Off }

// withMarkdown makes a sheet's page readable as Markdown too.
func (m *model) withMarkdown(s *sheet) *sheet {
	if m.forAssistants() && !s.unlisted {
		s.asMarkdown = true
	}
	return s
}

// markdownHref is the address of a page's Markdown, or empty.
func (m *model) markdownHref(url string, fallback bool) string {
	if fallback || !m.forAssistants() {
		return ""
	}
	return m.address.href(url + markdownName)
}

// markdownOf is a rendered page as Markdown: what it is, and its main part. It is
// put behind the page into its buffer.
func (s *sheet) markdownOf(a address, b *bytes.Buffer) []byte {
	size := b.Len()
	b.WriteString("---\n")
	field := func(key, value string) {
		if value != "" {
			quoted, _ := json.Marshal(value) // a string of JSON is one of YAML
			b.WriteString(key + ": " + string(quoted) + "\n")
		}
	}
	field("title", s.title)
	field("url", a.absolute(s.url))
	field("language", s.textLang)
	field("kind", s.kind)
	if !s.updated.IsZero() {
		b.WriteString("updated: " + s.updated.Format(time.DateOnly) + "\n")
	}
	b.WriteString("---\n\n")
	here := a.absolute(s.url)
	text := markdown.FromHTML(b.AvailableBuffer(), mainPart(b.Bytes()[:size]), func(to, href []byte) []byte {
		switch {
		case len(href) > 0 && href[0] == '#':
			to = append(to, here...)
		case len(href) > 0 && href[0] == '/' && !bytes.HasPrefix(href, []byte("//")):
			to = append(to, a.origin...)
		}
		return append(to, href...)
	})
	b.Write(text)
	return b.Bytes()[size:]
}

// mainPart is what a page is about: its main element without what follows the
// text, or all of a page of the site's own that has none.
func mainPart(page []byte) []byte {
	if i := bytes.Index(page, []byte("<main ")); i >= 0 {
		page = page[i:]
	}
	if i := bytes.Index(page, []byte("</main>")); i >= 0 {
		page = page[:i]
	}
	end, after := len(page), []byte(`<footer class="after">`)
	for at := 0; ; { // forwards, for looking from the end is slower
		i := bytes.Index(page[at:], after)
		if i < 0 {
			return page[:end]
		}
		end = at + i
		at = end + len(after)
	}
}

// sums are the hashes of a page and of its Markdown, if it has one.
func (s *sheet) sums(out *output) []byte {
	var all []byte
	for _, name := range s.files() {
		made, _ := out.sumOf(name)
		all = append(all, made[:]...)
	}
	return all
}

// markdown is the site URL of the page as Markdown; empty for pages without.
func (s *sheet) markdown() string {
	if !s.asMarkdown {
		return ""
	}
	return s.url + markdownName
}

// files are the names of the files that a sheet becomes.
func (s *sheet) files() []string {
	if !s.asMarkdown {
		return []string{fileOf(s.url)}
	}
	return []string{fileOf(s.url), strings.TrimPrefix(s.markdown(), "/")}
}

// apiArticle is what /api/articles.json says of an article, see
// docs/content/en/reference/schemas/articles-1.json.
type apiArticle struct {
	URL         string       `json:"url"`
	Markdown    string       `json:"markdown"`
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Kind        string       `json:"kind"`
	Language    string       `json:"language"`
	Published   string       `json:"published,omitempty"`
	Updated     string       `json:"updated,omitempty"`
	Products    []string     `json:"products,omitempty"`
	Version     string       `json:"version,omitempty"`
	Codes       []string     `json:"codes,omitempty"`
	Symptoms    []string     `json:"symptoms,omitempty"`
	Keywords    []string     `json:"keywords,omitempty"`
	Answer      string       `json:"answer,omitempty"`
	Path        []string     `json:"path,omitempty"` // titles of the sections it stands in
	Sections    []apiSection `json:"sections"`
}

// apiSection is a heading with the text under it; the first has no heading.
type apiSection struct {
	Anchor  string `json:"anchor,omitempty"`
	Heading string `json:"heading,omitempty"`
	Level   int    `json:"level,omitempty"`
	Text    string `json:"text"`
}

// articleFacts is what an article's file says of it, without its text.
func (m *model) articleFacts(x *entry) apiArticle {
	p, f := x.page, x.page.Front
	a := apiArticle{URL: m.address.absolute(x.url), Markdown: m.address.absolute(x.url + markdownName), Title: p.Title, Description: f.Description, Kind: string(p.Kind), Language: p.Lang,
		Products: f.Products, Version: f.Version, Codes: f.Codes, Symptoms: f.Symptoms, Keywords: append(f.Keywords[:len(f.Keywords):len(f.Keywords)], f.Tags...), Answer: f.Short}
	if place := x.node.manual; place != nil && a.Version == "" {
		a.Version = place.versions[place.at]
	}
	if !f.Date.IsZero() {
		a.Published = f.Date.Format(time.DateOnly)
	}
	if at := m.updatedAt(p); !at.IsZero() {
		a.Updated = at.Format(time.DateOnly)
	}
	for _, n := range x.node.ancestors() {
		a.Path = append(a.Path, n.title)
	}
	return a
}

func apiSections(p *content.Page) []apiSection {
	doc := p.Outline()
	sections := []apiSection{}
	for _, s := range doc.Sections {
		out := apiSection{Text: s.Text}
		if s.Heading >= 0 {
			h := doc.Headings[s.Heading]
			out.Anchor, out.Heading, out.Level = h.ID, h.Text, h.Level
		} else if s.Text == "" {
			continue
		}
		sections = append(sections, out)
	}
	return sections
}
