package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"strconv"
	"time"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag/wire"
)

type apiArticles struct {
	Title    string       `json:"title"`
	URL      string       `json:"url"`
	Language string       `json:"language"`
	Next     *string      `json:"next"` // the file that goes on, or null
	Articles []apiArticle `json:"articles"`
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
		Products: f.Products, Version: f.Version, Codes: f.Codes, Symptoms: f.Symptoms, Keywords: append(f.Keywords[:len(f.Keywords):len(f.Keywords)], f.Tags...), Answer: f.Short, Sections: []apiSection{}}
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

// partRoom is what the files of parts are put together in, one after the other.
type partRoom struct {
	facts bytes.Buffer // as JSON, one line each: the file's head, and that of each article
	ends  []int        // of these lines
	text  []byte
}

// line is a line of facts without its end, which closes an empty list.
func (r *partRoom) line(i int) []byte {
	start := 0
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.facts.Bytes()[start : r.ends[i]-len("]}\n")]
}

// put adds a line.
func (r *partRoom) put(facts any) error {
	enc := json.NewEncoder(&r.facts)
	enc.SetEscapeHTML(false)
	err := enc.Encode(facts)
	r.ends = append(r.ends, r.facts.Len())
	return err
}

// articlesFile is one part of api/articles.json. The facts are made first, to know
// whether the file is there, and their texts only if it is not.
func (m *model) articlesFile(b *run, out *output, p *articlePart, had *gathered, room *partRoom) error {
	e, name := p.edition, p.name("api/articles", ".json", 0)
	if b.resume.leavesAll(p.articles) && !m.brings(name) && out.keepOld(name) {
		return nil
	}
	list := apiArticles{Title: e.voices[e.lang].site.Title, URL: m.address.absolute(e.prefix), Language: e.lang, Articles: []apiArticle{}}
	if p.more {
		list.Next = optional(m.address.absolute("/" + p.name("api/articles", ".json", 1)))
	}
	room.facts.Reset()
	room.ends = room.ends[:0]
	if err := m.putFacts(b, &list, p, room); err != nil {
		return err
	}
	hash := sha256.New()
	for _, x := range p.articles {
		hash.Write(x.page.Made[:])
	}
	hash.Write(room.facts.Bytes())
	return m.kept(b, out, name, content.NewKey([]byte("articles"), hash.Sum(nil)), func() ([]byte, error) {
		text := append(room.text[:0], room.line(0)...)
		for n, x := range p.articles {
			if err := b.ctx.Err(); err != nil {
				return nil, err
			}
			if n > 0 {
				text = append(text, ',')
			}
			text = append(text, room.line(n+1)...)
			if sections := had.of(n).sections; len(sections) > 0 {
				text = append(text, sections...)
			} else {
				end := b.o.Memory.look()
				text = appendSections(text, x.page.Outline())
				end()
			}
			text = append(text, "]}"...)
		}
		room.text = append(text, "]}\n"...)
		return room.text, nil
	})
}

// putFacts puts what is said of a file and of its articles.
func (m *model) putFacts(b *run, list *apiArticles, p *articlePart, room *partRoom) error {
	defer b.o.Memory.look()()
	if err := room.put(list); err != nil {
		return err
	}
	for _, x := range p.articles {
		facts := m.articleFacts(x)
		if err := room.put(&facts); err != nil {
			return err
		}
	}
	return nil
}

// appendSections appends a document's sections as apiSection says, but those of
// which there is nothing to say.
func appendSections(to []byte, doc *markdown.Document) []byte {
	first := true
	for _, s := range doc.Sections {
		if s.Heading < 0 && s.Text == "" {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		to = append(to, '{')
		if s.Heading >= 0 {
			h := doc.Headings[s.Heading]
			if h.ID != "" {
				to = append(wire.AppendJSON(append(to, `"anchor":`...), h.ID), ',')
			}
			if h.Text != "" {
				to = append(wire.AppendJSON(append(to, `"heading":`...), h.Text), ',')
			}
			to = append(strconv.AppendInt(append(to, `"level":`...), int64(h.Level), 10), ',')
		}
		to = append(wire.AppendJSON(append(to, `"text":`...), s.Text), '}')
	}
	return to
}
