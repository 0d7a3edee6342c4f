package search

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// Ranking is BM25F: the counts of a word in the fields of a section are added
// up, each by the field's weight and less in long fields, and saturate. What
// is left of it in the index are two small integers: a level for each word and
// section, odd so as to take a bit less, and a weight for each word. Both come from rounded lengths and
// numbers, so that an article that changes does not change those of others.
const (
	saturation = 1.2
	maxLevel   = 63
	maxWeight  = 255
	weightUnit = 16 // steps of a word's weight in one unit of its natural logarithm

	stopDivisor = 4 // stop words weigh less than their rarity says

	// Bits of an impact beside the level.
	titleBit   = 64  // the word stands in the page's title
	headingBit = 128 // the word stands in the section's heading
)

var (
	fieldWeight = [fields]float64{inTitle: 3, inHeading: 2.5, inKeywords: 3, inBody: 1}
	fieldLength = [fields]float64{inTitle: .4, inHeading: .4, inKeywords: .2, inBody: .6} // how much long fields lose
)

const (
	lengthBits  = 3  // leading bits that are kept of a field's length
	averageBits = 4  // of the average of such
	totalBits   = 5  // of the number of sections
	lengthUnit  = 16 // parts of a token in which averages are counted
)

// rounded is n with its leading bits alone.
func rounded(n, keep int) int {
	drop := max(bits.Len(uint(n))-keep, 0)
	return n >> drop << drop
}

// impact is a word's part in a section's rank.
type impact struct {
	section int32
	value   uint8 // level and bits
}

// weigher turns counts into impacts.
type weigher struct {
	c     *collector
	norms [][fields]float32 // of each section, what a single count in each field is worth
	total int               // sections, rounded
	stop  []bool            // of each term, whether one of its forms is a stop word
}

func newWeigher(c *collector) *weigher {
	w := &weigher{c, norms(c.lengths), rounded(len(c.lengths), totalBits), make([]bool, len(c.terms))}
	for id, form := range c.forms.all {
		if c.stops[form] {
			w.stop[c.termOf[id]] = true
		}
	}
	return w
}

func norms(lengths []counts) [][fields]float32 {
	var sum, used [fields]int
	for _, l := range lengths {
		for f, n := range l {
			if n > 0 {
				sum[f] += int(n)
				used[f]++
			}
		}
	}
	var average [fields]float64
	for f := range average {
		average[f] = float64(rounded(lengthUnit*sum[f]/max(used[f], 1), averageBits)) / lengthUnit
	}
	norms := make([][fields]float32, len(lengths))
	for i, l := range lengths {
		for f, n := range l {
			if n > 0 {
				relative := float64(rounded(int(n), lengthBits)) / average[f]
				norms[i][f] = float32(fieldWeight[f] / (1 + float64(fieldLength[f]*(relative-1))))
			}
		}
	}
	return norms
}

// impacts are a term's, in the order of sections.
func (w *weigher) impacts(term int32) []impact {
	p := &w.c.terms[term]
	out := make([]impact, 0, p.count)
	p.each(func(section int32, n *counts) {
		out = append(out, impact{section, level(n, &w.norms[section])})
	})
	return out
}

func level(counts *counts, norm *[fields]float32) uint8 {
	sum := 0.0
	for f, n := range counts {
		sum += float64(float64(n) * float64(norm[f]))
	}
	value := uint8((maxLevel-1)*(sum/(saturation+sum))) | 1
	if counts[inTitle] > 0 {
		value |= titleBit
	}
	if counts[inHeading] > 0 {
		value |= headingBit
	}
	return value
}

// weight of a term is its inverse document frequency, at least 1.
func (w *weigher) weight(term int32) uint8 {
	found := float64(w.c.terms[term].count)
	idf := math.Log(1 + (max(float64(w.total)-found, 0)+.5)/(found+.5))
	weight := uint8(min(max(math.Round(idf*weightUnit), 1), maxWeight))
	if w.stop[term] {
		return max(weight/stopDivisor, 1)
	}
	return weight
}

// sorted are the ids of all forms in the order of the forms.
func (c *collector) sorted() []int32 {
	order := make([]int32, len(c.forms.all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(c.forms.all[a], c.forms.all[b]) })
	return order
}
