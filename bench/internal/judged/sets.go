package judged

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"deskbell/bench/internal/data"
	"deskbell/search"
)

// StackFAQ has a page for each answer, titled with its question; the questions
// asked are paraphrases. The set is github.com/ML-Recipes/BERT-FAQ's.
func StackFAQ(folder string) (Set, error) {
	set := Set{Lang: "en"}
	var file struct {
		Pairs []struct {
			Question string   `xml:"question"`
			Rephrase []string `xml:"rephr"`
			Answers  []string `xml:"answer"`
		} `xml:"qapair"`
	}
	err := data.Read(folder, "relevance/stackfaq.xml.gz", func(r io.Reader) error { return xml.NewDecoder(r).Decode(&file) })
	if err != nil {
		return set, err
	}
	for i, p := range file.Pairs {
		right := map[string]bool{}
		for j, answer := range p.Answers {
			url := fmt.Sprintf("/s/%d-%d/", i, j)
			right[url] = true
			set.Pages = append(set.Pages, page(url, strings.TrimSpace(p.Question), "en", strings.TrimSpace(answer)))
		}
		for _, q := range p.Rephrase {
			if q = strings.TrimSpace(q); len(q) > 1 { // "*" parts the paraphrases
				set.Queries = append(set.Queries, Query{q, right})
			}
		}
	}
	return set, nil
}

// XQuAD has a page for each paragraph, without a title, and asks the questions
// on it. lang is "en" or "zh"; the set is github.com/google-deepmind/xquad's.
func XQuAD(folder, lang string) (Set, error) {
	set := Set{Lang: map[string]string{"en": "en", "zh": "zh-CN"}[lang]}
	var file struct {
		Data []struct {
			Paragraphs []struct {
				Context string
				Qas     []struct{ Question string }
			}
		}
	}
	err := data.Read(folder, "relevance/xquad."+lang+".json.gz", func(r io.Reader) error { return json.NewDecoder(r).Decode(&file) })
	if err != nil {
		return set, err
	}
	for _, d := range file.Data {
		for _, p := range d.Paragraphs {
			url := fmt.Sprintf("/x/%d/", len(set.Pages))
			set.Pages = append(set.Pages, page(url, "", set.Lang, p.Context))
			for _, q := range p.Qas {
				set.Queries = append(set.Queries, Query{q.Question, map[string]bool{url: true}})
			}
		}
	}
	return set, nil
}

func page(url, title, lang, text string) search.Page {
	return search.Page{URL: url, Source: url, Title: title, Lang: lang, Tree: lang, Kind: "page", Sections: []search.Section{{Text: text}}}
}
