package site

import (
	"bytes"
	"encoding/json"
	"testing"

	"deskbell/content/markdown"
)

// TestAppendSections holds that sections are the JSON that their type says, and that
// what says nothing is left out.
func TestAppendSections(t *testing.T) {
	doc := &markdown.Document{
		Headings: []markdown.Heading{{Level: 2, ID: "a", Text: "A \"b\""}, {Level: 3}},
		Sections: []markdown.Section{{Heading: -1}, {Heading: 0, Text: "x\ny"}, {Heading: -1, Text: "<z>"}, {Heading: 1}},
	}
	var want bytes.Buffer
	enc := json.NewEncoder(&want)
	enc.SetEscapeHTML(false)
	if err := enc.Encode([]apiSection{{Anchor: "a", Heading: "A \"b\"", Level: 2, Text: "x\ny"}, {Text: "<z>"}, {Level: 3}}); err != nil {
		t.Fatal(err)
	}
	if got := "[" + string(appendSections(nil, doc)) + "]\n"; got != want.String() {
		t.Errorf("got %swant %s", got, want.Bytes())
	}
}

// TestGathering holds that the last article of a part is known, that texts are those
// of their articles in whatever order they came, and that no more wait than may.
func TestGathering(t *testing.T) {
	parts := []articlePart{{articles: make([]*entry, articlesInFile)}, {articles: make([]*entry, 2)}, {}}
	g := newGathering(parts)
	if g.add(0, forPrograms{markdown: []byte("none of them")}) != -1 || g.add(articlesInFile+2, forPrograms{[]byte("second"), []byte("2")}) != -1 || g.add(articlesInFile+1, forPrograms{}) != 1 {
		t.Error("the last of a part is not known")
	}
	if p := &g.parts[1]; string(p.of(1).markdown) != "second" || string(p.of(1).sections) != "2" || len(p.of(0).markdown) > 0 {
		t.Errorf("texts are mixed up: %q, %q", p.of(0), p.of(1))
	}
	g.written(1)
	large := forPrograms{markdown: make([]byte, maxGathered/2+1)}
	g.add(1, large)
	g.add(2, large)
	if g.size != len(large.markdown) || len(g.parts[0].of(0).markdown) != g.size || len(g.parts[0].of(1).markdown) != 0 {
		t.Errorf("%d bytes wait", g.size)
	}
	for i := range articlesInFile - 2 {
		if last := g.add(int32(i+3), forPrograms{}) == 0; last != (i == articlesInFile-3) {
			t.Errorf("article %d is the last: %t", i+3, last)
		}
	}
	g.written(0)
	if g.size != 0 || !g.parts[0].done {
		t.Errorf("%d bytes wait for a file that is written", g.size)
	}
}
