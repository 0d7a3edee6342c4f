package content

import (
	"math"
	"unicode"

	"deskbell/content/markdown"
)

// A fingerprint holds the least hashes of a text's runs of five characters, by
// which texts that share most of them are found without comparing all with all
// (Broder: On the resemblance and containment of documents, 1997).
type fingerprint [hashes]uint64

const (
	hashes    = 64  // of which as many agree, in share, as the texts have runs in common
	bands     = 16  // texts that agree in all hashes of one band are compared
	shingle   = 5   // characters
	shortest  = 200 // characters of a text that is looked at
	alikeness = 0.8 // share of equal hashes of texts that are nearly the same
)

// fingerprintOf is false for a text too short to say anything.
func fingerprintOf(d *markdown.Document) (f fingerprint, ok bool) {
	var runes []rune
	for _, s := range d.Sections {
		for _, r := range s.Text {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				runes = append(runes, unicode.ToLower(r))
			}
		}
	}
	if len(runes) < shortest {
		return f, false
	}
	for i := range f {
		f[i] = math.MaxUint64
	}
	for at := 0; at+shingle <= len(runes); at++ {
		h := uint64(14695981039346656037) // FNV-1a
		for _, r := range runes[at : at+shingle] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		for i := range f {
			if v := mix(h + uint64(i)*0x9E3779B97F4A7C15); v < f[i] {
				f[i] = v
			}
		}
	}
	return f, true
}

// mix spreads a number over all bits (SplitMix64's finaliser).
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// twins are the pairs of texts that are nearly the same, each with the first of
// those that it is like.
func twins(prints []fingerprint) [][2]int {
	const rows = hashes / bands
	var pairs [][2]int
	found := map[int]bool{}
	for band := range bands {
		buckets := map[[rows]uint64]int{}
		for i := range prints {
			key := [rows]uint64(prints[i][band*rows : (band+1)*rows])
			first, taken := buckets[key]
			if !taken {
				buckets[key] = i
				continue
			}
			if !found[i] && alike(&prints[first], &prints[i]) {
				found[i] = true
				pairs = append(pairs, [2]int{first, i})
			}
		}
	}
	return sortPairs(pairs)
}

func alike(a, b *fingerprint) bool {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return float64(same) >= alikeness*hashes
}
