package draw

import (
	"regexp"
	"strings"
	"unicode"

	"deskbell/bench/internal/judged"
	"deskbell/search"
)

var token = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9_.+-]*[A-Za-z0-9]`)

// Identifiers draws n identifiers that stand in exactly one page, not even as a
// part of a longer word in another: error codes, versions, parameters, names
// of functions and files. Upper and lower case are one.
func Identifiers(pages []search.Page, n int, seed uint64) []judged.Query {
	texts := make([]string, len(pages))
	var candidates []string
	seen := map[string]bool{}
	for i := range pages {
		text := textOf(&pages[i])
		texts[i] = strings.ToLower(text)
		for _, t := range token.FindAllString(text, -1) {
			if isIdentifier(t) && !seen[strings.ToLower(t)] {
				seen[strings.ToLower(t)] = true
				candidates = append(candidates, t)
			}
		}
	}
	source(seed).Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
	var out []judged.Query
	for _, c := range candidates {
		if len(out) == n {
			break
		}
		if page, ok := only(texts, strings.ToLower(c)); ok {
			out = append(out, judged.Query{Text: c, Pages: map[string]bool{pages[page].URL: true}})
		}
	}
	return out
}

var hyphened = regexp.MustCompile(`^[A-Za-z]?[a-z]+(?:[.-][A-Za-z]?[a-z]+)*$`) // "step-by-step" is no identifier

// isIdentifier wants 5 to 40 characters, a letter, and a digit, a sign or a
// capital within.
func isIdentifier(t string) bool {
	if len(t) < 5 || len(t) > 40 {
		return false
	}
	if strings.IndexFunc(t, unicode.IsLetter) < 0 || hyphened.MatchString(t) {
		return false
	}
	mixedCase := strings.ToUpper(t) != t && strings.IndexFunc(t[1:], unicode.IsUpper) >= 0
	return mixedCase || strings.ContainsAny(t, "_.+-0123456789")
}

// only is the one text that holds a part.
func only(texts []string, part string) (int, bool) {
	found := -1
	for i, text := range texts {
		if strings.Contains(text, part) {
			if found >= 0 {
				return 0, false
			}
			found = i
		}
	}
	return found, found >= 0
}

func textOf(p *search.Page) string {
	var b strings.Builder
	b.WriteString(p.Title)
	for _, s := range p.Sections {
		b.WriteString("\n" + s.Heading + "\n" + s.Text)
	}
	return b.String()
}
