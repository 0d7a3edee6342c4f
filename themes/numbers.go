package themes

import "strings"

// Number is a number as the language writes it, given as English does: "1,234.5",
// "99.95%". Separators and the place of the sign are those of CLDR; digits are
// always those of English.
func (l *Localized) Number(english string) string {
	number, percent := strings.CutSuffix(english, "%")
	number = l.separated(number)
	if percent {
		return l.words.text("number.percent", number)
	}
	return number
}

// separated is a number with the language's separators in place of English ones.
func (l *Localized) separated(number string) string {
	if !strings.ContainsAny(number, ",.") {
		return number
	}
	var out strings.Builder
	for i := range len(number) {
		switch number[i] {
		case ',':
			out.WriteString(l.words.text("number.group"))
		case '.':
			out.WriteString(l.words.text("number.decimal"))
		default:
			out.WriteByte(number[i])
		}
	}
	return out.String()
}
