package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// TestPostings puts sections behind many forms in turn and reads them back.
func TestPostings(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const forms = 50
	p := postingLists{of: make([]postingList, forms)}
	want := make([][]posting, forms)
	for section := range int32(4000) {
		for form := range int32(forms) {
			if random.IntN(1+int(form)) > 2 {
				continue
			}
			n := counts{inBody: uint16(random.IntN(300))}
			if random.IntN(4) == 0 {
				n = counts{uint16(random.IntN(3)), uint16(random.IntN(1 << 16)), 0, uint16(random.IntN(1 << 16))}
			}
			p.add(form, section, section, appendCounts(nil, &n))
			want[form] = append(want[form], posting{section, n})
		}
	}
	for form, list := range want {
		var got []posting
		eachPosting(p.read(int32(form), new([]byte)), func(p posting) { got = append(got, p) })
		if !slices.Equal(got, list) {
			t.Fatalf("form %d: %d postings, want %d", form, len(got), len(list))
		}
	}
}

// A list may end where the last block does, and then go on.
func TestPostingsThatFillTheirBlock(t *testing.T) {
	const forms = 1 << blockBits / firstChunk
	p := postingLists{of: make([]postingList, forms)}
	one := appendCounts(nil, &counts{inBody: 1})
	const few = firstChunk / 2 // of two bytes each
	for form := range int32(forms) {
		for section := range int32(few) {
			p.add(form, section, section, one)
		}
	}
	p.add(forms-1, few, few, one)
	n := int32(0)
	eachPosting(p.read(forms-1, new([]byte)), func(p posting) {
		if p.section == n {
			n++
		}
	})
	if n != few+1 {
		t.Errorf("%d postings in order, want %d", n, few+1)
	}
}

// TestMergePostings adds up what several forms have.
func TestMergePostings(t *testing.T) {
	p := postingLists{of: make([]postingList, 4)}
	for _, add := range []posting{{1, counts{inBody: 2}}, {5, counts{inTitle: 1}}, {9, counts{inBody: 1 << 15}}} {
		p.add(0, add.section, add.section, appendCounts(nil, &add.counts))
		p.add(2, add.section, add.section, appendCounts(nil, &add.counts))
	}
	p.add(3, 7, 7, appendCounts(nil, &counts{inHeading: 3}))
	var lists [][]byte
	for form := range p.of {
		lists = append(lists, p.read(int32(form), new([]byte)))
	}
	var got []posting
	mergePostings(lists, func(p posting) { got = append(got, p) })
	want := []posting{{1, counts{inBody: 4}}, {5, counts{inTitle: 2}}, {7, counts{inHeading: 3}}, {9, counts{inBody: 1<<16 - 1}}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFormTable numbers many forms, some of them equal but for their length.
func TestFormTable(t *testing.T) {
	table := newFormTable(4)
	for i := range 3000 {
		form := []byte(fmt.Sprint("form", i, string(bytes.Repeat([]byte{'a'}, i%40))))
		if id := table.add(form); int(id) != i {
			t.Fatalf("%s: number %d, want %d", form, id, i)
		}
		if id := table.add(form); int(id) != i {
			t.Fatalf("%s again: number %d, want %d", form, id, i)
		}
	}
}

// TestTextIsJSON holds the JSON of texts to encoding/json.
func TestTextIsJSON(t *testing.T) {
	page := Page{URL: "/a/%20", Title: "A <b> & \"c\" \\ d", Source: "content/a\tb.md", Sections: []Section{
		{Text: "first\nline \x00\x1f\b\f\r"},
		{Anchor: "über uns", Heading: "H\u2028\u2029", Text: "no \xff utf-8 \U0001F600 中文", Answer: true},
		{Heading: "", Text: ""},
	}}
	want := textFile{Pages: []textPage{{3, page.URL, page.Title, page.Source}}}
	for i := range page.Sections {
		want.Sections = append(want.Sections, newTextSection(&page.Sections[i]))
	}
	var plain bytes.Buffer
	e := json.NewEncoder(&plain)
	e.SetEscapeHTML(false)
	if err := e.Encode(want); err != nil {
		t.Fatal(err)
	}
	var text pageText
	text.set(&page)
	var d textDraft
	d.put(&text, textPart{from: 0, to: 3})
	if got := d.text(nil); !bytes.Equal(got, plain.Bytes()) {
		t.Errorf("got  %s\nwant %s", got, plain.Bytes())
	}
	var file textFile
	if err := json.Unmarshal(d.text(nil), &file); err != nil || !reflect.DeepEqual(file.Pages, want.Pages) {
		t.Errorf("read %v, %v", file, err)
	}
}

// TestCuts holds the cuts to the cheapest ones of all.
func TestCuts(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		n := 1 + random.IntN(60)
		s := splitter{make([]int32, n+1), make([]int64, n+1), make([]int64, n+1)}
		for i := range n {
			s.size[i+1] = s.size[i] + int32(1+random.IntN(1<<random.IntN(15)))
			s.share[i+1] = s.share[i] + int64(random.IntN(1<<random.IntN(20)))
			s.cut[i+1] = int64(random.IntN(1 << 32))
		}
		cost := make([]int64, n+1)
		for end := 1; end <= n; end++ {
			cost[end] = -1
			for start := range end {
				if total := cost[start] + s.cut[start] + s.loaded(start, end); s.fits(start, end) && (cost[end] < 0 || total < cost[end]) {
					cost[end] = total
				}
			}
		}
		got, start := int64(0), 0
		for _, end := range s.cuts() {
			if !s.fits(start, end) {
				t.Fatalf("a shard from %d to %d is too large", start, end)
			}
			got += s.cut[start] + s.loaded(start, end)
			start = end
		}
		if start != n || got != cost[n] {
			t.Fatalf("%d forms: cost %d up to %d, want %d", n, got, start, cost[n])
		}
	}
}
