package search

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
)

// token is a piece of text as it stands in the dictionary of surface forms.
type token struct {
	term       []byte // folded and lower-cased; valid until the scanner's next use
	start, end int    // in the folded text
	class      tokenClass
}

type tokenClass uint8

const (
	wordToken  tokenClass = iota
	ideoToken             // two neighbouring characters of a script without spaces, or one that stands alone
	codeToken             // a code as a whole
	pieceToken            // a part of a name joined by capitals
)

// scanner cuts text into tokens. It reuses its memory, so it serves one
// goroutine.
type scanner struct {
	cased, lower, words []byte
	tokens              []token
	han                 hanPairs // characters taken for others; nil for none
	traditional         bool     // the text had such characters
	bleve               unicode.UnicodeTokenizer
}

// scan cuts folded text into tokens: codes and parts of names first, then
// words and characters, each in order. The result is valid until the next call.
func (s *scanner) scan(folded []byte) []token {
	s.cased = folded
	s.tokens = s.tokens[:0]
	s.lower, s.words = slices.Grow(s.lower[:0], len(folded))[:len(folded)], slices.Grow(s.words[:0], len(folded))[:len(folded)]
	for i, c := range folded {
		c = lowered[c]
		s.lower[i], s.words[i] = c, parted[c]
	}
	codes(s.cased, func(c span) {
		class := pieceToken
		for _, b := range s.cased[c.start:c.end] {
			if !isAlnum(b) {
				class = codeToken
				break
			}
		}
		s.tokens = append(s.tokens, token{s.lower[c.start:c.end], c.start, c.end, class})
	})
	s.traditional = s.han.simplify(s.words)
	s.plain()
	return s.tokens
}

// lowered are ASCII letters in lower case, and all other bytes as they are;
// parted are spaces in the place of what bleve's tokenizer joins words by that
// are parts of a code: codes keep them together already.
var lowered, parted = func() (lower, part [256]byte) {
	for i := range lower {
		lower[i], part[i] = byte(i), byte(i)
		if isUpper(byte(i)) {
			lower[i] += 'a' - 'A'
		}
	}
	part['_'], part['.'], part[':'] = ' ', ' ', ' '
	return lower, part
}()

// cut turns bleve's tokens into words and pairs of characters: what
// bleve's filter for Chinese, Japanese and Korean makes of them, with Hangul
// treated as the other scripts without spaces between stem and ending. The
// tokens are of the text from start on.
func (s *scanner) cut(start int, stream analysis.TokenStream) {
	run := span{-1, -1} // characters that stand together
	flush := func() {
		s.pairs(run)
		run = span{-1, -1}
	}
	for _, t := range stream {
		if t.Type == analysis.Ideographic {
			if start+t.Start != run.end {
				flush()
				run.start = start + t.Start
			}
			run.end = start + t.End
			continue
		}
		s.cutHangul(start+t.Start, start+t.End, &run, flush)
	}
	flush()
}

// cutHangul parts a word where Hangul begins and ends.
func (s *scanner) cutHangul(start, end int, run *span, flush func()) {
	from, hangul := start, false
	word := func(to int) {
		switch {
		case from == to:
		case hangul:
			if from != run.end {
				flush()
				run.start = from
			}
			run.end = to
		default:
			flush()
			s.tokens = append(s.tokens, token{s.words[from:to], from, to, wordToken})
		}
		from = to
	}
	for i := start; i < end; {
		r, n := utf8.DecodeRune(s.words[i:end])
		if is := r >= 0xAC00 && r <= 0xD7A3; is != hangul {
			word(i)
			hangul = is
		}
		i += n
	}
	word(end)
}

// pairs emits each two neighbouring characters of a run, or its only one.
func (s *scanner) pairs(run span) {
	if run.start < 0 {
		return
	}
	_, n := utf8.DecodeRune(s.words[run.start:run.end])
	if run.start+n == run.end {
		s.tokens = append(s.tokens, token{s.words[run.start:run.end], run.start, run.end, ideoToken})
		return
	}
	for i := run.start; i+n < run.end; {
		_, m := utf8.DecodeRune(s.words[i+n : run.end])
		s.tokens = append(s.tokens, token{s.words[i : i+n+m], i, i + n + m, ideoToken})
		i, n = i+n, m
	}
}

// scanText folds and scans text that need not be kept.
func (s *scanner) scanText(text string) []token {
	s.cased = fold(s.cased[:0], text)
	return s.scan(s.cased)
}

func clone(tokens []token) []token {
	out := make([]token, len(tokens))
	for i, t := range tokens {
		t.term = bytes.Clone(t.term)
		out[i] = t
	}
	return out
}
