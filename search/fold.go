package search

import (
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folding is the first step of analysis, the same in Go and in the browser:
// every character is normalised by itself (NFKC: width, ligatures, circled
// digits), invisible characters go, and all but ASCII is lower-cased. ASCII
// keeps its case one step longer, because parts of identifiers are told by it.
//
// Text that is indexed or shown is in NFC before it is folded.

// fold appends the folded text to dst.
func fold(dst []byte, text string) []byte {
	for i := 0; i < len(text); {
		from := i
		for i < len(text) {
			if i+8 <= len(text) && eightASCII(text[i:]) {
				i += 8
			} else if text[i] < utf8.RuneSelf {
				i++
			} else if isThree(text[i:]) {
				i += 3
			} else {
				break
			}
		}
		dst = append(dst, text[from:i]...)
		if i == len(text) {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		dst = appendFolded(dst, r, text[i:i+n])
		i += n
	}
	return dst
}

// foldMapped is fold with, for each byte of the result and for its end, the
// offset in text of the character it comes from, in UTF-16 units.
func foldMapped(text string) (folded []byte, from []int32) {
	folded = make([]byte, 0, len(text)+8)
	from = make([]int32, 0, len(text)+9)
	unit := int32(0)
	for i, r := range text {
		n := utf8.RuneLen(r)
		if n < 0 || r == utf8.RuneError && text[i] != 0xEF {
			n = 1
		}
		folded = appendFolded(folded, r, text[i:i+n])
		for len(from) < len(folded) {
			from = append(from, unit)
		}
		unit += int32(utf16Len(r))
	}
	return folded, append(from, unit)
}

func appendFolded(dst []byte, r rune, original string) []byte {
	switch {
	case r < 0x80, r >= foldLower && r < foldUpper:
		return append(dst, original...)
	case r < 0x10000:
		return append(dst, folded(r)...)
	}
	if r >= 0x1D400 && r < 0x1D800 || r >= 0x20000 {
		return append(dst, foldRune(r)...)
	}
	return append(dst, ' ') // emoji and scripts that bleve has no words for
}

// What characters fold to is looked up in tables of foldPage characters, each of
// which is made when the first of it is met: a text has characters of few. Han
// and Hangul, between foldLower and foldUpper, fold to themselves, as do
// surrogates and private characters.
const (
	foldLower = 0x3400
	foldUpper = 0xF900
	foldPage  = 1 << 7
)

type foldedPage [foldPage]string

var foldedPages [0x10000 / foldPage]atomic.Pointer[foldedPage]

// folded is what a character of the first plane folds to.
func folded(r rune) string {
	page := foldedPages[r/foldPage].Load()
	if page == nil {
		page = new(foldedPage)
		for i := range page {
			page[i] = foldRune(r/foldPage*foldPage + rune(i))
		}
		foldedPages[r/foldPage].Store(page)
	}
	return page[r%foldPage]
}

func foldRune(r rune) string {
	if invisible(r) {
		return ""
	}
	switch r {
	case 0x203F, 0x2040, 0x2054: // ties part words
		return " "
	case 0x1885, 0x1886, 0x1CF2, 0x1CF3: // classed otherwise by Unicode since
		return " "
	}
	out := make([]rune, 0, 4)
	for _, c := range norm.NFKC.String(string(r)) {
		if c >= utf8.RuneSelf {
			c = unicode.ToLower(c)
		}
		out = append(out, c)
	}
	return string(out)
}

// invisible tells characters that may stand inside a word without parting it.
func invisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200C, 0x200D, 0x2060, 0xFEFF:
		return true
	}
	return r >= 0xFE00 && r <= 0xFE0F
}

// eightASCII says whether text begins with eight bytes of ASCII.
func eightASCII(text string) bool {
	t := text[:8] // which is read at once
	eight := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
	return eight&0x8080808080808080 == 0
}

// isThree says whether text begins with one of the characters from U+4000 to
// U+9FFF, which are most of Chinese and fold to themselves.
func isThree[T string | []byte](text T) bool {
	return len(text) >= 3 && text[0] >= 0xE4 && text[0] <= 0xE9 && text[1]&0xC0 == 0x80 && text[2]&0xC0 == 0x80
}

// three is that character.
func three[T string | []byte](text T) rune {
	return rune(text[0]&15)<<12 | rune(text[1]&63)<<6 | rune(text[2]&63)
}

func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// canonical brings text into the form that is indexed and shown.
func canonical(text string) string {
	if isPlainNFC(text) || norm.NFC.IsNormalString(text) {
		return text
	}
	return norm.NFC.String(text)
}

// isPlainNFC says of text in Latin letters and Chinese that it is in NFC: it has only
// characters that are, whatever stands beside them.
func isPlainNFC(text string) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			for i++; i+8 <= len(text) && eightASCII(text[i:]); i += 8 {
			}
		case c >= 0xC2 && c <= 0xCB: // U+0080 to U+02FF
			i += 2
		case c >= 0xE4 && c <= 0xE9, // U+4000 to U+9FFF
			i+2 < len(text) && isPlainThree(c, text[i+1], text[i+2]):
			i += 3
		default:
			return false
		}
	}
	return true
}

// isPlainThree is isPlainNFC for signs of three bytes.
func isPlainThree(first, second, third byte) bool {
	switch first {
	case 0xE2: // U+2010 to U+203F; arrows and mathematics; boxes, shapes and dingbats
		return second == 0x80 && third >= 0x90 || second >= 0x86 && second <= 0x8B || second >= 0x94 && second <= 0x9E
	case 0xE3: // U+3000 to U+303F, without the combining marks of tones
		return second == 0x80 && (third < 0xAA || third > 0xAF)
	case 0xEF: // U+FF00 to U+FF7F
		return second == 0xBC || second == 0xBD
	}
	return false
}
