package search

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// judged is a question with the pages that answer it.
type judged struct {
	query string
	pages map[string]bool
}

func relevanceFile(t testing.TB, name string) *gzip.Reader {
	t.Helper()
	f, err := os.Open(sharedData + "/relevance/" + name)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("skipped: no shared data")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// stackFAQ has a page for each answer, titled with its question.
func stackFAQ(t testing.TB) ([]Page, []judged) {
	var file struct {
		Pairs []struct {
			Question string   `xml:"question"`
			Rephrase []string `xml:"rephr"`
			Answers  []string `xml:"answer"`
		} `xml:"qapair"`
	}
	if err := xml.NewDecoder(relevanceFile(t, "stackfaq.xml.gz")).Decode(&file); err != nil {
		t.Fatal(err)
	}
	var pages []Page
	var queries []judged
	for i, p := range file.Pairs {
		right := map[string]bool{}
		for j, a := range p.Answers {
			url := fmt.Sprintf("/%d/%d/", i, j)
			right[url] = true
			pages = append(pages, Page{URL: url, Title: strings.TrimSpace(p.Question), Lang: "en", Sections: []Section{{Text: strings.TrimSpace(a)}}})
		}
		for _, q := range p.Rephrase {
			if q = strings.TrimSpace(q); len(q) > 1 {
				queries = append(queries, judged{q, right})
			}
		}
	}
	return pages, queries
}

func xquad(t testing.TB, lang string) ([]Page, []judged) {
	var file struct {
		Data []struct {
			Paragraphs []struct {
				Context string
				Qas     []struct{ Question string }
			}
		}
	}
	if err := json.NewDecoder(relevanceFile(t, "xquad."+lang+".json.gz")).Decode(&file); err != nil {
		t.Fatal(err)
	}
	var pages []Page
	var queries []judged
	for _, d := range file.Data {
		for _, p := range d.Paragraphs {
			url := fmt.Sprintf("/%d/", len(pages))
			pages = append(pages, Page{URL: url, Lang: lang, Sections: []Section{{Text: p.Context}}})
			for _, q := range p.Qas {
				queries = append(queries, judged{q.Question, map[string]bool{url: true}})
			}
		}
	}
	return pages, queries
}

// quality is the recall among the first ten and the mean reciprocal rank there.
func quality(x *Shards, queries []judged) (recall, mrr float64) {
	for _, q := range queries {
		for i, h := range x.Search(q.query, Options{}).Hits {
			if q.pages[pageURL(h)] {
				recall++
				mrr += 1 / float64(i+1)
				break
			}
		}
	}
	n := float64(len(queries))
	return recall / n, mrr / n
}

func TestRelevance(t *testing.T) {
	for _, c := range []struct {
		name, lang  string
		load        func() ([]Page, []judged)
		recall, mrr float64
	}{
		{"StackFAQ", "en", func() ([]Page, []judged) { return stackFAQ(t) }, .955, .825},
		{"XQuAD zh", "zh-CN", func() ([]Page, []judged) { return xquad(t, "zh") }, .99, .95},
		{"XQuAD en", "en", func() ([]Page, []judged) { return xquad(t, "en") }, .99, .95},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, queries := c.load()
			files, err := Build(c.lang, pages, nil)
			if err != nil {
				t.Fatal(err)
			}
			recall, mrr := quality(reader(t, c.lang, files), queries)
			t.Logf("%d pages, %d queries: recall at 10 %.3f, MRR %.3f", len(pages), len(queries), recall, mrr)
			typos, _ := quality(reader(t, c.lang, files), misspelt(queries))
			t.Logf("with a typo: recall at 10 %.3f", typos)
			if typos < .9*recall {
				t.Error("a typo costs more than a tenth of the recall")
			}
			if recall < c.recall || mrr < c.mrr {
				t.Errorf("want at least %.3f and %.3f", c.recall, c.mrr)
			}
		})
	}
}

// misspelt puts a slip into a long word of each query.
func misspelt(queries []judged) []judged {
	random := rand.New(rand.NewPCG(5, 6))
	out := make([]judged, len(queries))
	for i, q := range queries {
		words := strings.Fields(q.query)
		var long []int
		for j, w := range words {
			if len(w) > 4 && w[0] < 0x80 {
				long = append(long, j)
			}
		}
		if len(long) > 0 {
			j := long[random.IntN(len(long))]
			words[j] = slip(random, []rune(words[j]))
		}
		out[i] = judged{strings.Join(words, " "), q.pages}
	}
	return out
}

// slip leaves out, doubles, swaps or replaces a letter.
func slip(random *rand.Rand, word []rune) string {
	i := 1 + random.IntN(len(word)-2)
	switch random.IntN(4) {
	case 0:
		return string(word[:i]) + string(word[i+1:])
	case 1:
		return string(word[:i]) + string(word[i]) + string(word[i:])
	case 2:
		word[i-1], word[i] = word[i], word[i-1]
	default:
		word[i] = 'a' + rune(random.IntN(26))
	}
	return string(word)
}

// TestIdentifiersFirst asks for identifiers that stand in one page alone.
func TestIdentifiersFirst(t *testing.T) {
	pages := ecs(t, "en").pages
	in := map[string]int{} // the page, or -1 for several
	var s scanner
	for i := range pages {
		for _, section := range pages[i].Sections {
			for _, token := range s.scanText(section.Heading + "\n" + section.Text) {
				if token.class != codeToken || len(token.term) < 6 {
					continue
				}
				if page, ok := in[string(token.term)]; ok && page != i {
					in[string(token.term)] = -1
				} else if !ok {
					in[string(token.term)] = i
				}
			}
		}
	}
	var codes []string
	for code, page := range in {
		if page >= 0 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	rand.New(rand.NewPCG(13, 14)).Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
	x := reader(t, "en", ecs(t, "en").files)
	first := 0
	for _, code := range codes[:200] {
		r := x.Search(code, Options{})
		if len(r.Hits) > 0 && pageURL(r.Hits[0]) == pages[in[code]].URL {
			first++
		} else if len(r.Hits) > 0 {
			t.Logf("%s: %s rather than %s", code, r.Hits[0].URL, pages[in[code]].URL)
		}
	}
	t.Logf("%d of 200 identifiers come first", first)
	if first < 196 {
		t.Error("want at least 196")
	}
}
