package search

import (
	"cmp"
	"math"
	"slices"
)

// Ranking is BM25F: the counts of a word in the fields of a section are added
// up, each by the field's weight and less in long fields, and saturate. What
// is left of it in the index are two small integers: a level for each word and
// section, and a weight for each word.
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

// impact is a word's part in a section's rank.
type impact struct {
	section int32
	value   uint8 // level and bits
}

// term is what all surface forms of a word share.
type term struct {
	forms   []int32 // ids of the surface forms, sorted by form
	impacts []impact
	weight  uint8 // of the word: the rarer, the more
}

// terms merges the surface forms by their stems and turns counts into impacts.
// The collector's postings are let go on the way. Terms come in the order of
// their first form; order are all forms sorted, and of is each form's term.
func (c *collector) terms() (list []term, order, of []int32) {
	order = make([]int32, len(c.surfaces))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(c.surfaces[a], c.surfaces[b]) })
	of = make([]int32, len(c.surfaces))
	byStem := make(map[string]int32, len(c.surfaces))
	for _, id := range order {
		t, ok := byStem[c.stems[id]]
		if !ok {
			t = int32(len(list))
			byStem[c.stems[id]] = t
			list = append(list, term{})
		}
		of[id] = t
		list[t].forms = append(list[t].forms, id)
	}
	norms := c.norms()
	for i := range list {
		t := &list[i]
		merged := c.merge(t.forms)
		t.impacts = make([]impact, len(merged))
		for j, p := range merged {
			t.impacts[j] = impact{p.section, level(p, &norms[p.section])}
		}
		t.weight = weight(len(merged), len(c.lengths))
		if slices.ContainsFunc(t.forms, func(id int32) bool { return c.stops[c.surfaces[id]] }) {
			t.weight = max(t.weight/stopDivisor, 1)
		}
	}
	return list, order, of
}

// norms are, for each section, what a single count in each field is worth.
func (c *collector) norms() [][fields]float32 {
	var sum, used [fields]float64
	for _, l := range c.lengths {
		for f, n := range l {
			if n > 0 {
				sum[f] += float64(n)
				used[f]++
			}
		}
	}
	norms := make([][fields]float32, len(c.lengths))
	for i, l := range c.lengths {
		for f, n := range l {
			if n == 0 {
				continue
			}
			relative := float64(n) * used[f] / sum[f]
			norms[i][f] = float32(fieldWeight[f] / (1 + float64(fieldLength[f]*(relative-1))))
		}
	}
	return norms
}

// merge adds up the postings of a term's forms, by section, and lets them go.
func (c *collector) merge(forms []int32) []posting {
	all := c.postings[forms[0]]
	c.postings[forms[0]] = nil
	if len(forms) == 1 {
		return all
	}
	for _, id := range forms[1:] {
		all = append(all, c.postings[id]...)
		c.postings[id] = nil
	}
	slices.SortFunc(all, func(a, b posting) int { return cmp.Compare(a.section, b.section) })
	out := all[:1]
	for _, p := range all[1:] {
		last := &out[len(out)-1]
		if last.section != p.section {
			out = append(out, p)
			continue
		}
		for f, n := range p.count {
			last.count[f] += min(n, math.MaxUint16-last.count[f])
		}
	}
	return out
}

func level(p posting, norm *[fields]float32) uint8 {
	sum := 0.0
	for f, n := range p.count {
		sum += float64(float64(n) * float64(norm[f]))
	}
	value := 1 + uint8((maxLevel-1)*(sum/(saturation+sum)))
	if p.count[inTitle] > 0 {
		value |= titleBit
	}
	if p.count[inHeading] > 0 {
		value |= headingBit
	}
	return value
}

// weight is the inverse document frequency of a word that stands in found of
// all sections, at least 1.
func weight(found, all int) uint8 {
	idf := math.Log(1 + (float64(all-found)+.5)/(float64(found)+.5))
	return uint8(min(max(math.Round(idf*weightUnit), 1), maxWeight))
}
