package content

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// sample is how much of a text is looked at for its language.
const sample = 6 << 10

// headingWeight is how many times a heading's letters count, Latin ones but once.
const headingWeight = 8

// DetectLanguage tells a text's language from its script: zh-CN, zh-TW, ja,
// ko, ru, ar, or en for Latin letters; empty for a text without letters.
// Fenced code is passed over.
func DetectLanguage(text []byte) string {
	c := count(text)
	// A Chinese word is about two characters, a Latin one five letters, and
	// Chinese technical texts hold many Latin names.
	han, kana, hangul := c.han*2, c.kana*2, c.hangul*2
	most := max(han+kana, hangul, c.cyrillic, c.arabic)
	switch {
	case c.latin == 0 && most == 0:
		return ""
	case most*3 < c.latin:
		return "en"
	case most == hangul:
		return "ko"
	case most == c.cyrillic:
		return "ru"
	case most == c.arabic:
		return "ar"
	case kana*10 > han:
		return "ja"
	case c.traditional > c.simplified:
		return "zh-TW"
	}
	return "zh-CN"
}

type letters struct {
	han, kana, hangul, cyrillic, arabic, latin int
	simplified, traditional                    int
}

func count(text []byte) letters {
	var c letters
	fenced := false
	for seen := 0; len(text) > 0 && seen < sample; {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		trimmed := bytes.TrimLeft(line, " \t")
		if bytes.HasPrefix(trimmed, []byte("```")) || bytes.HasPrefix(trimmed, []byte("~~~")) {
			fenced = !fenced
			continue
		}
		if fenced {
			continue
		}
		seen += len(line)
		if !bytes.HasPrefix(trimmed, []byte("#")) {
			c.line(line)
			continue
		}
		var heading letters // which says more than tables of names do
		heading.line(line)
		c.add(heading)
	}
	return c
}

func (c *letters) add(heading letters) {
	c.han += heading.han * headingWeight
	c.kana += heading.kana * headingWeight
	c.hangul += heading.hangul * headingWeight
	c.cyrillic += heading.cyrillic * headingWeight
	c.arabic += heading.arabic * headingWeight
	c.latin += heading.latin
	c.simplified += heading.simplified * headingWeight
	c.traditional += heading.traditional * headingWeight
}

func (c *letters) line(line []byte) {
	destination := false // what stands in a link's parentheses is no text
	for i := 0; i < len(line); {
		if b := line[i]; b < utf8.RuneSelf {
			switch {
			case b|0x20 >= 'a' && b|0x20 <= 'z':
				if !destination {
					c.latin++
				}
			case b == ')':
				destination = false
			case b == '(' && i > 0 && line[i-1] == ']':
				destination = true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		i += n
		if !destination {
			c.rune(r)
		}
	}
}

func (c *letters) rune(r rune) {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || r >= 0x20000 && r <= 0x3FFFF:
		c.han++
		if r >= firstHan && r <= lastHan {
			c.simplified += int(written[r-firstHan] & 1)
			c.traditional += int(written[r-firstHan] >> 1)
		}
	case r >= 0x3041 && r <= 0x30FF:
		c.kana++
	case r >= 0xAC00 && r <= 0xD7AF || r >= 0x1100 && r <= 0x11FF:
		c.hangul++
	case unicode.Is(unicode.Cyrillic, r):
		c.cyrillic++
	case unicode.Is(unicode.Arabic, r):
		c.arabic++
	case unicode.Is(unicode.Latin, r):
		c.latin++
	}
}

// Frequent characters that only one of the two ways of writing Chinese has. Those in
// both lists tell for the simplified one.
const (
	simplified  = "这们个说对国会学时来为与开关样点过还让进电车长门问间书东业务实设备发现动态应该线码网络连接选择错误号登录请页单机测试验证间数据产环节创见观规让记许论评认识词语译该说调谢证识"
	traditional = "這們個說對國會學時來為與開關樣點過還讓進電車長門問間書東業務實設備發現動態應該線碼網絡連擇錯誤號錄請頁單機測試驗證數據產環節創見觀規記許論評認識詞語譯調謝"
)

// written says of the characters from firstHan to lastHan how they are written: 1 for
// simplified, 2 for traditional, 0 for either.
var written = func() (table [lastHan - firstHan + 1]uint8) {
	for _, r := range traditional {
		table[r-firstHan] = 2
	}
	for _, r := range simplified {
		table[r-firstHan] = 1
	}
	return table
}()

const firstHan, lastHan = 0x4E00, 0x9FFF
