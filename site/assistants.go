package site

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

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
	if i := indexTag(page, "<", "main "); i >= 0 {
		page = page[i:]
	}
	if i := indexTag(page, "</", "main>"); i >= 0 {
		page = page[:i]
	}
	if i := bytes.LastIndex(page, []byte(`<footer class="after">`)); i >= 0 {
		page = page[:i]
	}
	return page
}

// indexTag is where a tag stands in a page, or -1. It looks for the name, for all tags
// begin alike.
func indexTag(page []byte, start, name string) int {
	for at := 0; ; at++ {
		i := bytes.Index(page[at:], []byte(name))
		if i < 0 {
			return -1
		}
		if at += i; bytes.HasSuffix(page[:at], []byte(start)) {
			return at - len(start)
		}
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
