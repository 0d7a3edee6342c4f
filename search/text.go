package search

import (
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
