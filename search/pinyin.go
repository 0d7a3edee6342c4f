package search

import (
	"regexp"
	"strings"

	"deskbell/search/pinyin"
)

// On Chinese sites titles and headings are found by how they sound. Beside
// their characters stand terms that no text can have: for each two neighbouring
// characters their syllables ("!chongzhi"), and from each character on the
// initials of up to maxInitials ("$czmm"). A query's word that the index lacks
// is cut into syllables, or taken for initials.

const (
	soundMark   = "!"
	initialMark = "$"

	maxInitials = 8
	maxCuts     = 4 // ways to cut a word into syllables
	soundWeight = 200
)

// isSound tells the terms of sounds from those of texts.
func isSound[F string | []byte](f F) bool {
	return len(f) > 0 && (f[0] == soundMark[0] || f[0] == initialMark[0])
}

// readings tells how texts sound. It reuses its memory, so it serves one goroutine.
type readings struct {
	run   [][]string // of characters that stand together
	sound []byte
}

// sounds calls emit for each term of a text's sounds, which is valid until it
// returns: of the pairs, and of the initials from each character or, for a
// heading, from each run's first.
func (p *readings) sounds(text string, heading bool, emit func([]byte)) {
	for _, r := range text {
		var list []string
		if isHan(r) {
			list = pinyin.Of(r)
		}
		if len(list) > 0 {
			p.run = append(p.run, list)
		} else if len(p.run) > 0 {
			p.flush(heading, emit)
		}
	}
	p.flush(heading, emit)
}

// flush emits the sounds of a run, and empties it.
func (p *readings) flush(heading bool, emit func([]byte)) {
	for i, now := range p.run {
		if i > 0 {
			for j, a := range p.run[i-1] {
				for k, b := range now {
					if j == 0 || k == 0 { // rarely are both read in a rare way
						p.sound = append(append(append(p.sound[:0], soundMark...), a...), b...)
						emit(p.sound)
					}
				}
			}
		}
		if len(p.run)-i > 1 && (i == 0 || !heading) { // by the most common readings
			p.sound = append(p.sound[:0], initialMark...)
			for _, list := range p.run[i:min(len(p.run), i+maxInitials)] {
				p.sound = append(p.sound, list[0][0])
			}
			emit(p.sound)
		}
	}
	p.run = p.run[:0]
}

// The syllables of Pinyin, and a few that do not occur, which find nothing.
var (
	syllable = regexp.MustCompile(`^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)$`)
	onset    = regexp.MustCompile(`^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])$`)
	latin    = regexp.MustCompile(`^[a-z]{2,40}$`)
)

const maxSyllable = 6

// cutSyllables returns ways to cut a word into at least two syllables, longer
// ones first. The last may be an onset while the word is being typed.
func cutSyllables(word string, typing bool) [][]string {
	var out [][]string
	var cut func(from int, parts []string)
	cut = func(from int, parts []string) {
		for n := min(maxSyllable, len(word)-from); n > 0 && len(out) < maxCuts; n-- {
			part := word[from : from+n]
			end := from+n == len(word)
			if !syllable.MatchString(part) && !(end && typing && onset.MatchString(part)) {
				continue
			}
			if next := append(parts[:len(parts):len(parts)], part); !end {
				cut(from+n, next)
			} else if len(next) > 1 {
				out = append(out, next)
			}
		}
	}
	cut(0, nil)
	return out
}

// soundWays are the ways to meet a word by its sound.
func soundWays(word string, typing bool) []way {
	if !latin.MatchString(word) {
		return nil
	}
	var out []way
	for _, parts := range cutSyllables(word, typing) {
		w := way{weight: soundWeight}
		for i := 1; i < len(parts); i++ {
			w.forms = append(w.forms, soundMark+parts[i-1]+parts[i])
		}
		out = append(out, w)
	}
	if len(word) <= maxInitials {
		out = append(out, way{[]string{initialMark + word}, soundWeight})
	}
	return out
}

// sound adds what sounds like a word. Initials may go on, and so may the last
// syllable of a word that is being typed. What merely looks like the word then
// counts no more.
func (r *resolved) sound(ways []way, typing bool, lex lexicon) {
	var heard []resolvedWay
	for _, w := range ways {
		whole := resolvedWay{size: len(w.forms), weight: w.weight}
		for _, form := range w.forms {
			if f, ok := lookup(lex, form); ok {
				whole.terms = append(whole.terms, f)
			}
		}
		if 3*len(whole.terms) >= 2*len(w.forms) { // a title may have a word between
			heard = append(heard, whole)
		}
		last := len(w.forms) - 1
		if len(whole.terms) < last || !typing && !strings.HasPrefix(w.forms[last], initialMark) {
			continue
		}
		var more resolved
		more.longer(lex, way{w.forms[last:], w.weight})
		for _, m := range more.ways {
			terms := append(whole.terms[:min(last, len(whole.terms)):min(last, len(whole.terms))], m.terms...)
			heard = append(heard, resolvedWay{terms, len(w.forms), m.weight})
		}
	}
	if len(heard) > 0 {
		if r.guessed {
			r.ways = nil
		}
		r.ways, r.unknown, r.fix = append(r.ways, heard...), "", ""
	}
}
