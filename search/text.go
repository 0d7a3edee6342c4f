package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"unicode/utf8"
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

const (
	textBytes    = 3600  // a file of texts is about so long before compression
	maxTextBytes = 12000 // of a section's text; the rest is found but not shown
)

// sectionsPerText is how many sections go into one file of texts.
func sectionsPerText(pages []Page) int {
	bytes, sections := 0, 0
	for i := range pages {
		p := &pages[i]
		for j := range p.Sections {
			bytes += len(p.Sections[j].Heading) + min(len(p.Sections[j].Text), maxTextBytes)
		}
		bytes += len(p.URL) + len(p.Title) + len(p.Source)
		sections += len(p.Sections)
	}
	if bytes == 0 {
		return 1
	}
	return max(1, textBytes*sections/bytes)
}

// encodeTexts makes the files of texts, compressed.
func encodeTexts(pages []Page, per int) [][]byte {
	var out [][]byte
	var file textFile
	flush := func() {
		if len(file.Sections) == 0 {
			return
		}
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if err := e.Encode(file); err != nil {
			panic(err) // plain values
		}
		out = append(out, b.Bytes())
		file = textFile{}
	}
	for i := range pages {
		p := &pages[i]
		for j := range p.Sections {
			if j == 0 || len(file.Sections) == 0 {
				file.Pages = append(file.Pages, textPage{URL: p.URL, Title: p.Title, Source: p.Source})
			}
			file.Pages[len(file.Pages)-1].Sections++
			file.Sections = append(file.Sections, newTextSection(&p.Sections[j]))
			if len(file.Sections) == per {
				flush()
			}
		}
	}
	flush()
	parallel(len(out), func(i int) { out[i] = deflate(out[i]) })
	return out
}

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
