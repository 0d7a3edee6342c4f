package search

import (
	"math"
	"math/bits"
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

// weigher turns the postings of terms into impacts. It reuses its memory, so it
// serves one goroutine.
type weigher struct {
	d     *dictionary
	norms *norms
	total int      // sections, rounded
	lists [][]byte // postings of the present term's forms
}

// norms say for each section what counts are worth in it.
type norms struct {
	single [][fields]float32 // a single one in each field
	body   [][4]uint8        // the level of 1 to 4 in the body alone, which most are: they lie close together
}

func newWeigher(d *dictionary, norms *norms) *weigher {
	return &weigher{d: d, norms: norms, total: rounded(len(d.lengths), totalBits)}
}

// averages are those of the fields' lengths, over the sections that have them.
func averages(lengths []counts) (average [fields]float64) {
	var sum, used [fields]int
	for _, l := range lengths {
		for f, n := range l {
			if n > 0 {
				sum[f] += int(n)
				used[f]++
			}
		}
	}
	for f := range average {
		average[f] = float64(rounded(lengthUnit*sum[f]/max(used[f], 1), averageBits)) / lengthUnit
	}
	return average
}

func newNorms(lengths []counts) *norms {
	average := averages(lengths)
	w := &norms{make([][fields]float32, len(lengths)), make([][4]uint8, len(lengths))}
	for i, l := range lengths {
		for f, n := range l {
			if n > 0 {
				relative := float64(rounded(int(n), lengthBits)) / average[f]
				w.single[i][f] = float32(fieldWeight[f] / (1 + float64(fieldLength[f]*(relative-1))))
			}
		}
		for n := range w.body[i] {
			w.body[i][n] = w.bodyLevel(int32(i), n+1)
		}
	}
	return w
}

// impacts appends those of a term, in the order of sections.
func (w *weigher) impacts(out []impact, term int32) []impact {
	if !w.d.many[term] {
		p, packed := posting{}, w.d.packed(term)
		for len(packed) > 0 {
			packed = p.next(packed)
			out = append(out, impact{p.section, w.norms.level(&p)})
		}
		return out
	}
	w.lists = w.lists[:0]
	for _, form := range w.d.more[term] {
		w.lists = append(w.lists, w.d.packed(form))
	}
	mergePostings(w.lists, func(p posting) {
		out = append(out, impact{p.section, w.norms.level(&p)})
	})
	return out
}

// level is what a posting's counts are worth, with the bits of an impact.
func (w *norms) level(p *posting) uint8 {
	if p.counts[inTitle]|p.counts[inHeading]|p.counts[inKeywords] == 0 {
		if n := int(p.counts[inBody]) - 1; n >= 0 && n < len(w.body[p.section]) {
			return w.body[p.section][n]
		}
		return w.bodyLevel(p.section, int(p.counts[inBody]))
	}
	sum := 0.0
	for f, n := range p.counts {
		sum += float64(float64(n) * float64(w.single[p.section][f]))
	}
	value := uint8((maxLevel-1)*(sum/(saturation+sum))) | 1
	if p.counts[inTitle] > 0 {
		value |= titleBit
	}
	if p.counts[inHeading] > 0 {
		value |= headingBit
	}
	return value
}

func (w *norms) bodyLevel(section int32, count int) uint8 {
	sum := float64(count) * float64(w.single[section][inBody])
	return uint8((maxLevel-1)*(sum/(saturation+sum))) | 1
}

// weight of a term that stands in so many sections is its inverse document
// frequency, at least 1.
func (w *weigher) weight(term int32, sections int) uint8 {
	found := float64(sections)
	idf := math.Log(1 + (max(float64(w.total)-found, 0)+.5)/(found+.5))
	weight := uint8(min(max(math.Round(idf*weightUnit), 1), maxWeight))
	if _, ok := w.d.stop[term]; ok {
		return max(weight/stopDivisor, 1)
	}
	return weight
}
