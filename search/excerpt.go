package search

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// Widths of excerpts, where a wide character counts two.
const (
	excerptWidth = 220
	answerWidth  = 520
	leadWidth    = 60 // at most so much before the first match
	maxMarked    = 200
)

// matched is a range of a text that matches, with the number of its clause.
type matched struct {
	Mark
	clause int
}

// matches finds the forms in a text: ranges in UTF-16 units, in order, apart.
func matches(s *scanner, text string, forms map[string]int) []matched {
	folded, from := foldMapped(text)
	return matchesOf(s.scan(folded), from, forms)
}

func matchesOf(tokens []token, from []int32, forms map[string]int) []matched {
	var out []matched
	for _, t := range tokens {
		if clause, ok := forms[string(t.term)]; ok {
			out = append(out, matched{Mark{int(from[t.start]), int(max(from[t.end], from[t.end-1]+1))}, clause})
		}
	}
	return mergeMatches(out)
}

// mergeMatches sorts matches and joins those that touch.
func mergeMatches(list []matched) []matched {
	sortMatches(list)
	var out []matched
	for _, m := range list {
		if n := len(out); n > 0 && m.Mark[0] <= out[n-1].Mark[1] {
			out[n-1].Mark[1] = max(out[n-1].Mark[1], m.Mark[1])
			continue
		}
		out = append(out, m)
	}
	return out
}

func marks(list []matched) []Mark {
	out := make([]Mark, len(list))
	for i, m := range list {
		out[i] = m.Mark
	}
	return out
}

// excerpt cuts from text a part that is about width wide: from its beginning,
// or where the most clauses are met close together.
func excerpt(text string, list []matched, width int, beginning bool) (string, []Mark) {
	units := utf16.Encode([]rune(text))
	list = list[:min(len(list), maxMarked)]
	start := 0
	if !beginning && len(list) > 0 {
		start = excerptStart(units, densest(units, list, width-leadWidth))
	}
	end := excerptEnd(units, start, width)
	var out []uint16
	if start > 0 {
		out = append(out, '…')
	}
	shift := len(out) - start
	for _, u := range units[start:end] {
		if u == '\n' {
			u = ' '
		}
		out = append(out, u)
	}
	if end < len(units) {
		out = append(out, '…')
	}
	marks := []Mark{}
	for _, m := range list {
		if m.Mark[0] >= start && m.Mark[1] <= end {
			marks = append(marks, Mark{m.Mark[0] + shift, m.Mark[1] + shift})
		}
	}
	return string(utf16.Decode(out)), marks
}

func unitWidth(u uint16) int {
	if u >= 0x2E80 {
		return 2
	}
	return 1
}

// densest is where the match stands from which on the most clauses are met.
func densest(units []uint16, list []matched, width int) int {
	best, bestCount := list[0].Mark[0], 0
	for i := range list {
		at, used, count := list[i].Mark[0], 0, 0
		seen := map[int]bool{}
		for _, m := range list[i:] {
			for ; at < m.Mark[1]; at++ {
				used += unitWidth(units[at])
			}
			if used > width {
				break
			}
			if !seen[m.clause] {
				seen[m.clause] = true
				count++
			}
		}
		if count > bestCount {
			best, bestCount = list[i].Mark[0], count
		}
	}
	return best
}

// excerptStart goes back from a match to where its sentence begins, or to a
// word's start not far before it.
func excerptStart(units []uint16, match int) int {
	width, space := 0, -1
	k := match
	for ; k > 0 && width < leadWidth; k-- {
		switch u := units[k-1]; {
		case endsSentence(u), u == ' ' && k > 1 && (units[k-2] == '.' || units[k-2] == '!' || units[k-2] == '?'):
			return k
		case u == ' ' && width < leadWidth/2:
			space = k
		}
		width += unitWidth(units[k-1])
	}
	if k == 0 {
		return 0
	}
	if space >= 0 {
		return space
	}
	for k, width = match, 0; k > 0 && width < leadWidth/2; k-- {
		width += unitWidth(units[k-1])
	}
	if isTrail(units[k]) {
		k++
	}
	return k
}

// excerptEnd is where the excerpt is full: before a word, if one is near.
func excerptEnd(units []uint16, start, width int) int {
	end := start
	for used := 0; end < len(units); end++ {
		if used += unitWidth(units[end]); used > width {
			break
		}
	}
	if end == len(units) {
		return end
	}
	for k := end; k > start && k > end-20; k-- {
		if u := units[k]; u == ' ' || u == '\n' || u >= 0x2E80 && !isTrail(u) {
			return k
		}
	}
	if isTrail(units[end]) {
		end--
	}
	return end
}

func endsSentence(u uint16) bool {
	return u == '\n' || u == '。' || u == '！' || u == '？' || u == '；'
}

// isTrail tells the second half of a character of two units.
func isTrail(u uint16) bool { return u >= 0xDC00 && u <= 0xDFFF }

func sortMatches(list []matched) {
	slices.SortStableFunc(list, func(a, b matched) int {
		return cmp.Or(cmp.Compare(a.Mark[0], b.Mark[0]), cmp.Compare(b.Mark[1], a.Mark[1]))
	})
}
