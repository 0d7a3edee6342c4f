package search

import (
	"regexp"
	"strings"
)

// Limits of a query. What is beyond them is not looked at.
const (
	maxQuery   = 300 // characters
	maxClauses = 32
	maxPhrases = 4
)

// Weights of what a clause may be met by, in 1/256.
const (
	fullWeight    = 256
	codeWeight    = 640 // a code as a whole
	partWeight    = 64  // a part of a code or of a joined name
	synonymWeight = 205
	endingWeight  = 176 // a longer word that begins with the last one, which is none itself
	longerWeight  = 96  // the same where the last one is a word
	nearWeight    = 128 // a word that differs in its ending from one that is unknown
)

// query is a query taken apart: clauses of which a section should meet many.
type query struct {
	text    string
	clauses []clause
	phrases [][]string // words in quotation marks, which must stand together
	key     string     // the words alone, for pins and titles
}

// clause is a part of a query with the ways to meet it, the best of which
// counts. The first way is the query's own words.
type clause struct {
	ways []way
	last bool // the word is still being typed
	at   span // where its word stands in the query, in UTF-16 units; empty for a phrase
	part bool // a part of a code: it helps, and need not be there
}

// way is some forms that together meet a clause.
type way struct {
	forms  []string
	weight int
}

// parse takes a query apart, with characters taken for others.
func (r *root) parse(text string, han hanPairs) query {
	text = cutRunes(canonical(text), maxQuery)
	s := scanner{han: han}
	folded, from := foldMapped(text)
	tokens := clone(s.scan(folded))
	words := words(tokens)
	q := query{text: text, key: strings.Join(words, " ")}
	common := r.commonForms()
	some := false // a word that is not common
	for _, t := range tokens {
		some = some || !common[string(t.term)]
	}
	seen := map[string]bool{}
	for _, t := range tokens {
		form := string(t.term)
		if seen[form] || some && common[form] || len(q.clauses) == maxClauses {
			continue
		}
		seen[form] = true
		c := clause{ways: []way{{[]string{form}, fullWeight}}, at: span{int(from[t.start]), int(from[t.end])}}
		c.last = t.end == len(folded) && (t.class != ideoToken || len([]rune(form)) == 1)
		switch {
		case t.class == codeToken:
			c.ways[0].weight = codeWeight
		case t.class == pieceToken || insideCode(tokens, t):
			c.ways[0].weight, c.part = partWeight, true
		}
		q.clauses = append(q.clauses, c)
	}
	q.widen(words, r.Synonyms, synonymWeight)
	q.phrases = phrases(text, han)
	return q
}

var quoted = regexp.MustCompile(`["“”＂]([^"“”＂]+)["“”＂]|「([^」]+)」|『([^』]+)』`)

// phrases are the words of each part of a query in quotation marks.
func phrases(text string, han hanPairs) [][]string {
	var out [][]string
	s := scanner{han: han}
	for _, m := range quoted.FindAllStringSubmatch(text, maxPhrases) {
		if words := words(s.scanText(m[1] + m[2] + m[3])); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// words are the terms of a text's words and characters, in order.
func words(tokens []token) []string {
	var out []string
	for _, t := range tokens {
		if t.class == wordToken || t.class == ideoToken {
			out = append(out, string(t.term))
		}
	}
	return out
}

func insideCode(tokens []token, t token) bool {
	for _, c := range tokens {
		if c.class == codeToken && c.start <= t.start && t.end <= c.end {
			return true
		}
	}
	return false
}

// widen joins the clauses of a phrase that has synonyms into one, which its
// synonyms meet too.
func (q *query) widen(words []string, synonyms []rootSynonym, weight int) {
	for _, s := range synonyms {
		from := strings.Split(s.From, " ")
		if !containsRun(words, from) {
			continue
		}
		first := -1
		joined := clause{ways: []way{{nil, fullWeight}}}
		kept := q.clauses[:0:0]
		for _, c := range q.clauses {
			if c.part || len(c.ways[0].forms) != 1 || !contains(from, c.ways[0].forms[0]) {
				kept = append(kept, c)
				continue
			}
			if first < 0 {
				first = len(kept)
				kept = append(kept, clause{})
			}
			joined.ways[0].forms = append(joined.ways[0].forms, c.ways[0].forms...)
			joined.ways = append(joined.ways, c.ways[1:]...)
			joined.last = c.last
		}
		if first < 0 {
			continue
		}
		for _, to := range s.To {
			forms := strings.Split(to, " ")
			joined.ways = append(joined.ways, way{forms, weight * len(joined.ways[0].forms) / len(forms)})
		}
		if len(joined.ways[0].forms) > 1 {
			joined.last = false
		}
		kept[first] = joined
		q.clauses = kept
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// containsRun says whether part stands in list, together and in order.
func containsRun(list, part []string) bool {
	for i := 0; i+len(part) <= len(list); i++ {
		j := 0
		for j < len(part) && list[i+j] == part[j] {
			j++
		}
		if j == len(part) {
			return true
		}
	}
	return false
}

func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func (r *root) commonForms() map[string]bool {
	forms := map[string]bool{}
	if r.Common != "" {
		for _, f := range strings.Split(r.Common, "\n") {
			forms[f] = true
		}
	}
	return forms
}

// keyOf is a text's words alone, as a query's key.
func keyOf(text string, han hanPairs) string {
	s := scanner{han: han}
	return s.key(text)
}

func (s *scanner) key(text string) string {
	return strings.Join(words(s.scanText(canonical(text))), " ")
}
