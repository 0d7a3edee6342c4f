package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasisParser reads *, _ and ~ with flanking rules amended for Chinese,
// Japanese and Korean: between **粗体。** and 中文 there is no space, so a
// delimiter beside CJK counts as if one were there. Text without CJK is read
// as CommonMark says.
type emphasisParser struct{}

func (emphasisParser) Trigger() []byte { return []byte{'*', '_', '~'} }

func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	char, n := line[0], 1
	for n < len(line) && line[n] == char {
		n++
	}
	if char == '~' && (n > 2 || before == '~') || stars.tooMany(pc) {
		return nil
	}
	after := ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	if isVariation(before) { // a selector belongs to the character before it
		before = beforeVariation(block, segment.Start, before)
	}
	left, right := flanking(before, after)
	canOpen, canClose := left, right
	if char == '_' {
		canOpen = left && (!right || util.IsPunctRune(before))
		canClose = right && (!left || util.IsPunctRune(after))
	}
	var p parser.DelimiterProcessor = delimiters{}
	if char == '~' {
		p = strikes{}
	}
	d := parser.NewDelimiter(canOpen, canClose, n, char, p)
	d.Segment = segment.WithStop(segment.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// CloseBlock begins the count of delimiters anew.
func (emphasisParser) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) { stars.reset(pc) }

var stars = marks{parser.NewContextKey()}

// flanking says whether a delimiter run between two characters is left- and
// right-flanking.
func flanking(before, after rune) (left, right bool) {
	beforeCJK, afterCJK := isCJK(before), isCJK(after)
	beforeSpace, afterSpace := util.IsSpaceRune(before), util.IsSpaceRune(after)
	beforePunct := !beforeCJK && util.IsPunctRune(before)
	afterPunct := !afterCJK && util.IsPunctRune(after)
	left = !afterSpace && (!afterPunct || beforeSpace || beforePunct || beforeCJK)
	right = !beforeSpace && (!beforePunct || afterSpace || afterPunct || afterCJK)
	return left, right
}

// isCJK says whether a character is wide, fullwidth or halfwidth East Asian, or
// Hangul. Emoji are not.
func isCJK(r rune) bool {
	if r < 0x1100 {
		return false
	}
	if unicode.Is(unicode.Hangul, r) {
		return true
	}
	switch {
	case r >= 0x2E80 && r <= 0x303E, r >= 0x3041 && r <= 0x33FF, // radicals, punctuation, kana, enclosed
		r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0xA4CF, r >= 0xA960 && r <= 0xA97F,
		r >= 0xF900 && r <= 0xFAFF, r >= 0xFE10 && r <= 0xFE19, r >= 0xFE30 && r <= 0xFE6F,
		r >= 0xFF01 && r <= 0xFFEE, r >= 0x16FE0 && r <= 0x18DFF, r >= 0x1AFF0 && r <= 0x1B2FF,
		r >= 0x1F200 && r <= 0x1F202, r >= 0x1F210 && r <= 0x1F23B, r >= 0x1F240 && r <= 0x1F265,
		r >= 0x20000 && r <= 0x3FFFD:
		return r != 0x303F
	}
	return r == 0x20A9 // the halfwidth won sign
}

func isVariation(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE02 || r == 0xFE0E || r >= 0xE0100 && r <= 0xE01EF
}

// beforeVariation is the character that a variation selector before offset
// stands behind, where it is CJK, or a quotation mark in its wide form.
func beforeVariation(block text.Reader, offset int, selector rune) rune {
	source := block.Source()
	end := offset - utf8.RuneLen(selector)
	if end <= 0 {
		return selector
	}
	r, _ := utf8.DecodeLastRune(source[:end])
	if isCJK(r) {
		return r
	}
	if selector == 0xFE01 && (r == '‘' || r == '’' || r == '“' || r == '”') {
		return '「'
	}
	return selector
}

// delimiters joins what emphasisParser found.
type delimiters struct{}

func (delimiters) IsDelimiter(b byte) bool { return b == '*' || b == '_' || b == '~' }

func (delimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	if opener.Char == '~' && opener.OriginalLength != closer.OriginalLength {
		return false
	}
	return opener.Char == closer.Char
}

func (delimiters) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

// strikes joins ~ and ~~.
type strikes struct{ delimiters }

func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
