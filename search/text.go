package search

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"unicode/utf8"

	"deskbell/diag/wire"
)

// A file of texts holds what is shown of a few neighbouring sections.
type textFile struct {
	Pages    []textPage    `json:"p"`
	Sections []textSection `json:"s"`
}

// textPage is a page that has sections in the file.
type textPage struct {
	Sections int    `json:"n"` // how many of them
	URL      string `json:"u"`
	Title    string `json:"t"`
	Source   string `json:"f"`
}

type textSection struct {
	Anchor  string `json:"a,omitempty"` // percent-encoded
	Heading string `json:"h,omitempty"`
	Text    string `json:"t"`
	Answer  int    `json:"q,omitempty"` // 1 for a question
}

// maxTextBytes is what is shown of a section's text; the rest is found but not
// shown.
const maxTextBytes = 12000

func newTextSection(s *Section) textSection {
	t := textSection{Heading: s.Heading, Text: s.Text}
	if len(t.Text) > maxTextBytes {
		end := maxTextBytes
		for !utf8.RuneStart(t.Text[end]) {
			end--
		}
		t.Text = t.Text[:end]
	}
	if s.Anchor != "" {
		t.Anchor = (&url.URL{Fragment: s.Anchor}).EscapedFragment()
	}
	if s.Answer {
		t.Answer = 1
	}
	return t
}

// pageText is a page's part of a file of texts, as JSON.
type pageText struct {
	url      string
	size     int    // of the texts, about
	count    int    // of sections
	page     []byte // a textPage without its opening brace and its number of sections
	sections []byte // textSections with commas between them; nil where they are not at hand
	ends     []int  // of each section, where it ends in sections
}

// set makes the text of a page, in the memory that t has.
func (t *pageText) set(p *Page) {
	*t = pageText{url: p.URL, size: len(p.URL) + len(p.Title) + len(p.Source), count: len(p.Sections), page: t.page[:0], sections: t.sections[:0], ends: t.ends[:0]}
	for i := range p.Sections {
		t.size += len(p.Sections[i].Heading) + min(len(p.Sections[i].Text), maxTextBytes)
	}
	t.page = wire.AppendJSON(append(t.page, `"u":`...), p.URL)
	t.page = wire.AppendJSON(append(t.page, `,"t":`...), p.Title)
	t.page = append(wire.AppendJSON(append(t.page, `,"f":`...), p.Source), '}')
	t.sections = slices.Grow(t.sections, t.size+t.size/16+64*len(p.Sections))
	for i := range p.Sections {
		if i > 0 {
			t.sections = append(t.sections, ',')
		}
		s := newTextSection(&p.Sections[i])
		t.sections = s.append(t.sections)
		t.ends = append(t.ends, len(t.sections))
	}
}

// part is the JSON of the sections from one to another.
func (t *pageText) part(from, to int) []byte {
	start := 0
	if from > 0 {
		start = t.ends[from-1] + 1
	}
	return t.sections[start:t.ends[to-1]]
}

// append appends what encoding/json makes of a section.
func (s *textSection) append(b []byte) []byte {
	b = append(b, '{')
	if s.Anchor != "" {
		b = append(wire.AppendJSON(append(b, `"a":`...), s.Anchor), ',')
	}
	if s.Heading != "" {
		b = append(wire.AppendJSON(append(b, `"h":`...), s.Heading), ',')
	}
	b = wire.AppendJSON(append(b, `"t":`...), s.Text)
	if s.Answer != 0 {
		b = strconv.AppendInt(append(b, `,"q":`...), int64(s.Answer), 10)
	}
	return append(b, '}')
}

func decodeText(data []byte) (*textFile, error) {
	text, err := inflate(data)
	if err != nil {
		return nil, err
	}
	var f textFile
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	return &f, nil
}

// section returns the n-th section of the file with its page.
func (f *textFile) section(n int) (*textPage, *textSection, error) {
	if n >= len(f.Sections) {
		return nil, nil, errDamaged
	}
	before := 0
	for i := range f.Pages {
		before += f.Pages[i].Sections
		if n < before {
			return &f.Pages[i], &f.Sections[n], nil
		}
	}
	return nil, nil, errDamaged
}
