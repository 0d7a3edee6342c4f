package themes

import "strings"

// Number is a number as the language writes it, given as English does: "1,234.5",
// "99.95%". Separators and the place of the sign are those of CLDR; digits are
// always those of English.
func (l *Localized) Number(english string) string {
	number, percent := strings.CutSuffix(english, "%")
	number = strings.NewReplacer(",", l.words.text("number.group"), ".", l.words.text("number.decimal")).Replace(number)
	if percent {
		return l.words.text("number.percent", number)
	}
	return number
}
