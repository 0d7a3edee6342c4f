package search

import "unicode/utf8"

// Most text is ASCII and Chinese, for which the rules of bleve's tokenizer are
// few. plain applies them directly, which halves the time of analysis; tests
// hold it to bleve's own result. All other text goes through bleve.

// plain cuts s.words. It returns false, and leaves no tokens, when there are
// characters that it does not know.
func (s *scanner) plain() bool {
	b, before := s.words, len(s.tokens)
	run := span{-1, -1}
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case isAlnum(c):
			s.pairs(run)
			run = span{-1, -1}
			end := plainWord(b, i)
			s.tokens = append(s.tokens, token{b[i:end], i, end, wordToken})
			i = end
		case c < utf8.RuneSelf:
			i++
		default:
			r, n := utf8.DecodeRune(b[i:])
			if r >= 0x4E00 && r <= 0x9FD5 {
				if run.end != i {
					s.pairs(run)
					run.start = i
				}
				run.end = i + n
			} else if !isPlainSign(r) {
				s.tokens = s.tokens[:before]
				return false
			}
			i += n
		}
	}
	s.pairs(run)
	return true
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
