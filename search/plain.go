package search

import "unicode/utf8"

// Most text is ASCII and Chinese, for which the rules of bleve's tokenizer are
// few. plain applies them directly, which halves the time of analysis. What
// stands between two spaces with a character that it does not know goes through
// bleve; tests hold all to what bleve makes of the whole text.

// plain cuts s.words.
func (s *scanner) plain() {
	b, run := s.words, span{-1, -1}
	start, before := 0, len(s.tokens) // of what stands between spaces
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case isAlnum(c):
			if run.start >= 0 {
				s.threes(run)
				run = span{-1, -1}
			}
			end := plainWord(b, i)
			s.tokens = append(s.tokens, token{b[i:end], i, end, wordToken})
			i = end
		case c < utf8.RuneSelf:
			if i++; c == ' ' || c == '\n' {
				s.threes(run)
				run = span{-1, -1}
				start, before = i, len(s.tokens)
			}
		default:
			var r rune
			n := 3
			if isThree(b[i:]) {
				r = three(b[i:])
			} else {
				r, n = utf8.DecodeRune(b[i:])
			}
			if r >= 0x4E00 && r <= 0x9FD5 {
				if run.end != i {
					s.threes(run)
					run.start = i
				}
				run.end = i + n
			} else if !isPlainSign(r) {
				for i < len(b) && b[i] != ' ' && b[i] != '\n' {
					i++
				}
				s.tokens, run, n = s.tokens[:before], span{-1, -1}, 0
				start = max(start-1, 0) // a mark after a space is the space's
				s.cut(start, s.bleve.Tokenize(b[start:i]))
			}
			i += n
		}
	}
	s.threes(run)
}

// threes is pairs for characters of three bytes.
func (s *scanner) threes(run span) {
	if run.start < 0 {
		return
	}
	for i := run.start; i == run.start || i+3 < run.end; i += 3 {
		end := min(i+6, run.end)
		s.tokens = append(s.tokens, token{s.words[i:end], i, end, ideoToken})
	}
}

// plainWord is the end of the word that starts at i: apostrophes stand between
// letters, and apostrophes, commas and semicolons between digits.
func plainWord(b []byte, i int) int {
	for {
		for i < len(b) && isAlnum(b[i]) {
			i++
		}
		if i+1 >= len(b) {
			return i
		}
		digits := isDigit(b[i-1]) && isDigit(b[i+1])
		letters := isLower(b[i-1]) && isLower(b[i+1])
		switch c := b[i]; {
		case c == '\'' && (digits || letters), (c == ',' || c == ';') && digits:
			i++
		default:
			return i
		}
	}
}

// isPlainSign tells the punctuation of Chinese text that parts words.
func isPlainSign(r rune) bool {
	switch r {
	case '、', '。', '“', '”', '…', '—', '–', '•', '→', '×', '￥', '¥', '≥', '≤':
		return true
	}
	return r >= 0x3008 && r <= 0x3011
}
