package draw

import (
	"math/rand/v2"
	"slices"
	"unicode"

	"deskbell/bench/internal/judged"
)

// minMisspelt is how long a word is at least that gets a slip.
const minMisspelt = 5

// Typos puts one slip into each query: a letter of a word left out, doubled,
// swapped with the next or replaced; in Chinese without such a word, a character
// replaced by one of the same sound, as input methods do. It returns the queries
// with their slip, and the same as they were; those that can take none are left
// out.
func Typos(queries []judged.Query, seed uint64) (slipped, right []judged.Query) {
	random := source(seed)
	sounds := homophones(queries)
	for _, q := range queries {
		text := q.Text
		if places := long(text); len(places) > 0 {
			at := places[random.IntN(len(places))]
			text = text[:at[0]] + slip(random, text[at[0]:at[1]]) + text[at[1]:]
		} else {
			text = missound(random, text, sounds)
		}
		if text != q.Text {
			slipped = append(slipped, judged.Query{Text: text, Pages: q.Pages})
			right = append(right, q)
		}
	}
	return slipped, right
}

// long are the places of words of Latin letters that are long enough.
func long(text string) (places [][2]int) {
	start := -1
	for i, r := range text + " " {
		switch letter := r < 0x80 && unicode.IsLetter(r); {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			if i-start >= minMisspelt {
				places = append(places, [2]int{start, i})
			}
			start = -1
		}
	}
	return places
}

// slip changes a letter that is neither the first nor the last; the result is
// never the word itself.
func slip(random *rand.Rand, word string) string {
	for {
		i := 1 + random.IntN(len(word)-2)
		out := word
		switch random.IntN(4) {
		case 0:
			out = word[:i] + word[i+1:]
		case 1:
			out = word[:i] + word[i:i+1] + word[i:]
		case 2:
			out = word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]
		default:
			out = word[:i] + string(rune('a'+random.IntN(26))) + word[i+1:]
		}
		if out != word {
			return out
		}
	}
}

// homophones are the characters of queries by their sound.
func homophones(queries []judged.Query) map[string][]rune {
	out := map[string][]rune{}
	seen := map[rune]bool{}
	for _, q := range queries {
		for _, r := range q.Text {
			if sound := soundOf(r); sound != "" && !seen[r] {
				seen[r] = true
				out[sound] = append(out[sound], r)
			}
		}
	}
	return out
}

// missound replaces a character by another of the same sound.
func missound(random *rand.Rand, text string, sounds map[string][]rune) string {
	chars := []rune(text)
	var places []int
	for i, r := range chars {
		if len(sounds[soundOf(r)]) > 1 {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return text
	}
	i := places[random.IntN(len(places))]
	others := slices.DeleteFunc(slices.Clone(sounds[soundOf(chars[i])]), func(r rune) bool { return r == chars[i] })
	chars[i] = others[random.IntN(len(others))]
	return string(chars)
}
