package draw

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"

	"deskbell/bench/internal/judged"
	"deskbell/search"
)

const (
	minSounds = 4 // characters of a title that are asked for by their sound
	maxSounds = 6
)

// Pinyin draws n runs of characters from titles and asks for the beginning of
// each as it sounds, without tones. Every page whose title has that sound is
// right.
func Pinyin(pages []search.Page, n int, seed uint64) []judged.Query {
	sounding := make([]string, len(pages))
	var queries []string
	seen := map[string]bool{}
	for i := range pages {
		sounding[i] = sounds(pages[i].Title)
		for _, run := range hanRuns(pages[i].Title) {
			chars := []rune(run)
			if q := sounds(string(chars[:min(len(chars), maxSounds)])); len(chars) >= minSounds && !strings.Contains(q, "|") && !seen[q] {
				seen[q] = true
				queries = append(queries, q)
			}
		}
	}
	var out []judged.Query
	for _, text := range pick(source(seed), queries, n) {
		right := map[string]bool{}
		for i := range pages {
			if strings.Contains(sounding[i], text) {
				right[pages[i].URL] = true
			}
		}
		out = append(out, judged.Query{Text: text, Pages: right})
	}
	return out
}

// sounds is how a text sounds; "|" stands for what has no reading.
func sounds(text string) string {
	var b strings.Builder
	for _, r := range text {
		if s := soundOf(r); s != "" {
			b.WriteString(s)
		} else {
			b.WriteByte('|')
		}
	}
	return b.String()
}

var plain = pinyin.NewArgs()

// soundOf is the most common reading of a character without its tone.
func soundOf(r rune) string {
	if !unicode.Is(unicode.Han, r) {
		return ""
	}
	if list := pinyin.SinglePinyin(r, plain); len(list) > 0 {
		return list[0]
	}
	return ""
}
