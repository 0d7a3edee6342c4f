package draw

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"deskbell/search"
)

// The kinds of queries that Mixed draws, in turn.
const (
	titleWord = iota
	textWords
	wholeTitle
	heading
	question
	kinds
)

// Mixed draws n queries of pages as people ask them of a help centre, in equal
// shares: a word of a title, three words of a text, a title, a heading, and a
// question made of a title.
func Mixed(pages []search.Page, lang string, n int, seed uint64) []string {
	random := source(seed)
	out := make([]string, 0, n)
	for len(out) < n {
		p := &pages[random.IntN(len(pages))]
		if q := strings.TrimSpace(mixed(random, p, lang, len(out)%kinds)); q != "" {
			out = append(out, q)
		}
	}
	return out
}

func mixed(random *rand.Rand, p *search.Page, lang string, kind int) string {
	s := &p.Sections[random.IntN(len(p.Sections))]
	chinese := strings.HasPrefix(lang, "zh")
	switch kind {
	case titleWord:
		return some(random, p.Title, 1, chinese)
	case textWords:
		return some(random, s.Text, 3, chinese)
	case wholeTitle:
		return p.Title
	case heading:
		return s.Heading
	}
	if p.Title == "" {
		return ""
	}
	if chinese {
		return []string{"如何", "怎么", "为什么"}[random.IntN(3)] + p.Title
	}
	r, size := utf8.DecodeRuneInString(p.Title)
	return []string{"how to ", "how can I ", "why does "}[random.IntN(3)] + strings.ToLower(string(r)) + p.Title[size:]
}

// some draws n words of a text; in Chinese, cuts of two to four characters.
func some(random *rand.Rand, text string, n int, chinese bool) string {
	if !chinese {
		return strings.Join(pick(random, content(text), n), " ")
	}
	runs := pick(random, hanRuns(text), n)
	for i, run := range runs {
		chars := []rune(run)
		size := min(2+random.IntN(3), len(chars))
		from := random.IntN(len(chars) - size + 1)
		runs[i] = string(chars[from : from+size])
	}
	return strings.Join(runs, " ")
}
