package site

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path"
	"path/filepath"
	"strings"

	"deskbell/content"
	"deskbell/themes"
)

// assistants writes what leads programs to articles: llms.txt, all texts as one
// (llms-full.txt), and as data (api/articles.json), for each language. What a
// file is made from is hashed first: a file that is published already is kept.
func assistants(b *run, m *model, out *output) error {
	if !m.forAssistants() {
		return nil
	}
	for _, e := range m.editions {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		end := b.o.Memory.look()
		list := m.llmsList(e, m.listed(e))
		end()
		if err := m.writeOwn(out, e.prefix+"llms.txt", list); err != nil {
			return err
		}
	}
	return parallel(b, len(m.parts), func() func(int) error {
		var room partRoom
		return func(i int) error {
			if b.gathered.parts[i].done {
				return nil
			}
			return m.partFiles(b, out, i, &room)
		}
	})
}

// listed are an edition's articles in its own language, in reading order.
func (m *model) listed(e *edition) []*entry {
	var own []*entry
	for _, x := range e.entries {
		if !x.fallback && x != e.root.index {
			own = append(own, x)
		}
	}
	return own
}

// writeOwn writes a file, unless the site brings one of its own for that place.
func (m *model) writeOwn(out *output, url string, data []byte) error {
	name := strings.TrimPrefix(url, "/")
	if m.brings(name) {
		return nil
	}
	return out.write(name, data)
}

// brings says whether a file of the site's own stands at a place of the output.
func (m *model) brings(name string) bool {
	for _, f := range m.tree.Files {
		if strings.TrimPrefix(f.URL, "/") == name {
			return true
		}
	}
	return false
}

// kept keeps a published file that was made from the same, or writes it and
// remembers what from.
func (m *model) kept(b *run, out *output, name string, key content.Key, make func() ([]byte, error)) error {
	if m.brings(name) {
		return nil
	}
	if was, ok := b.store.Get(key); ok && len(was) == sha256.Size && out.keep(name, sum([]byte(was))) {
		return nil
	}
	data, err := make()
	if err == nil {
		err = b.ctx.Err() // else some of the texts may have been those of the next build
	}
	if err != nil {
		return err
	}
	if err := out.write(name, data); err != nil {
		return err
	}
	made, _ := out.sumOf(name)
	b.store.Put(key, made[:])
	return nil
}

// name is the name of a part's file, or of that of one so much further: the first
// has none of its own.
func (p *articlePart) name(name, ext string, further int) string {
	if number := p.number + further; number > 0 {
		name += "-" + itoa(number+1)
	}
	return strings.TrimPrefix(p.edition.prefix, "/") + name + ext
}

// fullFile is one part of llms-full.txt: the Markdown of articles, one after the
// other. A dry run has no files to join.
func (m *model) fullFile(b *run, out *output, p *articlePart, had *gathered, room *partRoom) error {
	if out.staging == "" {
		return nil
	}
	v := p.edition.voices[p.edition.lang]
	head, tail := "", ""
	if p.number == 0 {
		head = m.llmsHead(v)
	}
	if p.more {
		tail = v.text.Text("assistants.goes_on", m.address.absolute("/"+p.name("llms-full", ".txt", 1))) + "\n"
	}
	hash := sha256.New()
	hash.Write([]byte(head + "\x00" + tail))
	names := make([]string, len(p.articles))
	for n, x := range p.articles {
		names[n] = strings.TrimPrefix(x.url+markdownName, "/")
		made, _ := out.sumOf(names[n])
		hash.Write(made[:])
	}
	return m.kept(b, out, p.name("llms-full", ".txt", 0), content.NewKey([]byte("llms-full"), hash.Sum(nil)), func() (_ []byte, err error) {
		all := append(room.text[:0], head...)
		for n, name := range names {
			text := had.of(n).markdown
			if len(text) == 0 {
				if text, err = out.read(name); err != nil {
					return nil, err
				}
			}
			all = append(append(all, '\n'), text...)
		}
		room.text = append(all, tail...)
		return room.text, nil
	})
}

// isFullText says whether a file of the output is llms-full.txt or a part of it.
func isFullText(name string) bool {
	return strings.HasPrefix(path.Base(name), "llms-full") && path.Ext(name) == ".txt"
}

// read is a file of this build: new, or as it is published.
func (o *output) read(name string) ([]byte, error) {
	o.mu.Lock()
	same := o.files[name].same
	o.mu.Unlock()
	if same {
		return os.ReadFile(o.target.file(name))
	}
	return os.ReadFile(filepath.Join(o.staging, filepath.FromSlash(name)))
}

// llmsHead is the site's name and what it is, as llmstxt.org has it.
func (m *model) llmsHead(v *voice) string {
	text := "# " + v.site.Title + "\n"
	if v.site.Description != "" {
		text += "\n> " + v.site.Description + "\n"
	}
	return text
}

// llmsList is llms.txt: all articles by section, each with its Markdown and a
// line on it, and what else programs may read.
func (m *model) llmsList(e *edition, listed []*entry) []byte {
	v := e.voices[e.lang]
	b := bytes.NewBufferString(m.llmsHead(v))
	b.WriteString("\n" + v.text.Text("assistants.intro") + "\n")
	var section *node
	for _, x := range listed {
		if top := x.node.top(); section == nil || top != section {
			section = top
			title := section.title
			if section.parent == nil {
				title = v.text.Text("home.other")
			}
			b.WriteString("\n## " + title + "\n\n")
		}
		link := themes.Link{Text: x.page.Title, URL: m.address.absolute(x.url + markdownName), Note: x.page.Front.Description}
		if link.Note == "" {
			link.Note = x.page.Summary
		}
		llmsLine(b, link)
	}
	b.WriteString("\n## Optional\n\n") // a name that llmstxt.org gives a meaning
	for _, l := range m.llmsMore(e, v) {
		llmsLine(b, l)
	}
	return b.Bytes()
}

var linkEscapes = strings.NewReplacer("[", `\[`, "]", `\]`)

func llmsLine(b *bytes.Buffer, l themes.Link) {
	b.WriteString("- [")
	_, _ = linkEscapes.WriteString(b, l.Text) // buffers take everything
	b.WriteString("](")
	b.WriteString(l.URL)
	b.WriteByte(')')
	before := ": "
	for word := range strings.FieldsSeq(l.Note) {
		b.WriteString(before)
		b.WriteString(word)
		before = " "
	}
	b.WriteByte('\n')
}

// llmsMore are further files: all texts, the same as data, how services do, and
// the lists of the other languages.
func (m *model) llmsMore(e *edition, v *voice) []themes.Link {
	at := func(path string) string { return m.address.absolute(e.prefix + path) }
	links := []themes.Link{
		{Text: "llms-full.txt", URL: at("llms-full.txt"), Note: v.text.Text("assistants.full")},
		{Text: "articles.json", URL: at("api/articles.json"), Note: v.text.Text("assistants.data")},
	}
	if m.board != nil {
		links = append(links, themes.Link{Text: "status.json", URL: m.address.origin + v.site.StatusJSON, Note: v.text.Text("assistants.status")})
	}
	for _, other := range m.editions {
		if other != e {
			links = append(links, themes.Link{Text: themes.LanguageName(other.lang), URL: m.address.absolute(other.prefix + "llms.txt")})
		}
	}
	return links
}

// top is the section of the first level that a node belongs to, or the root.
func (n *node) top() *node {
	for n.parent != nil && n.parent.parent != nil {
		n = n.parent
	}
	return n
}
