package search

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/blevesearch/bleve/v2/analysis"
)

// dictionary are all forms in order, grouped into terms: forms that share a
// stem. A term goes by the number of one of its forms. All of this is a function
// of the set of forms, whatever the order of the pages that they came in.
type dictionary struct {
	*collector
	stem  *stemmer
	stops analysis.TokenMap
	order []int32            // forms
	term  []int32            // of each form
	more  map[int32][]int32  // of terms of several forms, these in order
	stems map[string]int32   // terms of words by their stem
	stop  map[int32]struct{} // terms of which a form is a stop word
	count []int32            // of each term, its sections, where a section counts for each of its forms
}

// newDictionary groups the forms of a collector. It adds to them what people
// type for a form that may stand in no text by itself.
func newDictionary(tree string, c *collector) (*dictionary, error) {
	stem, err := newStemmer(tree)
	if err != nil {
		return nil, err
	}
	stops, err := stopWords(tree)
	if err != nil {
		return nil, err
	}
	d := &dictionary{collector: c, stem: stem, stops: stops, order: sortedForms(c.forms)}
	d.group()
	return d, nil
}

// form is the text of a form.
func (d *dictionary) form(id int32) string { return string(d.forms.form(id)) }

// group finds the terms. Characters, codes, sounds and words with digits stand
// for themselves, and they are most forms.
func (d *dictionary) group() {
	d.stems, d.more, d.stop = map[string]int32{}, map[int32][]int32{}, map[int32]struct{}{}
	d.term = make([]int32, d.forms.len())
	var words []int32
	for _, id := range d.order {
		d.term[id] = id
		if !direct(d.forms.form(id)) {
			words = append(words, id)
		}
	}
	texts, stems, bare := make([]string, len(words)), make([]string, len(words)), make([][]string, len(words))
	parallel(len(words), func(i int) {
		texts[i] = d.form(words[i])
		stems[i] = d.stem.stem(texts[i], wordToken)
		bare[i] = d.stem.bare(texts[i], stems[i], wordToken)
	})
	for i, id := range words {
		d.join(id, stems[i])
	}
	added := false
	for i := range words {
		for _, form := range bare[i] {
			if _, ok := d.forms.find([]byte(form)); !ok {
				id := d.collector.form([]byte(form))
				d.term = append(d.term, id)
				d.join(id, stems[i])
				added = true
			}
		}
	}
	if added {
		d.order = sortedForms(d.forms)
		for _, forms := range d.more {
			slices.SortFunc(forms, func(a, b int32) int { return cmp.Compare(d.form(a), d.form(b)) })
		}
	}
	d.tally()
}

// join puts a form into the term of a stem.
func (d *dictionary) join(id int32, stem string) {
	t, ok := d.stems[stem]
	if !ok {
		d.stems[stem] = id
		return
	}
	d.term[id] = t
	if d.more[t] == nil {
		d.more[t] = []int32{t}
	}
	d.more[t] = append(d.more[t], id)
}

// tally adds up what the forms of each term have.
func (d *dictionary) tally() {
	d.count = make([]int32, d.forms.len())
	for id := range d.count {
		t := d.term[id]
		d.count[t] += d.postings.of[id].count
		if int32(id) != t {
			d.asked[t] += d.asked[id]
		}
	}
	for word := range d.stops {
		if id, ok := d.forms.find([]byte(word)); ok {
			d.stop[d.term[id]] = struct{}{}
		}
	}
}

// termOf is the term that a word belongs to, whether or not it is one of the
// forms.
func (d *dictionary) termOf(word string) (int32, bool) {
	if id, ok := d.forms.find([]byte(word)); ok {
		return d.term[id], true
	}
	t, ok := d.stems[d.stem.stem(word, classOf(word))]
	return t, ok
}

// formsOf are the forms of a term in order.
func (d *dictionary) formsOf(term int32) []int32 {
	if forms := d.more[term]; forms != nil {
		return forms
	}
	return []int32{term}
}

// direct says whether a form stands for itself, and has no stem.
func direct(form []byte) bool {
	if isSound(form) {
		return true
	}
	wide := false
	for _, b := range form {
		if isDigit(b) || isJoint(b) {
			return true
		}
		wide = wide || b >= 0xE2
	}
	return wide && classOf(string(form)) != wordToken
}

// sortedForms are the numbers of all forms in the order of the forms. Most of
// them differ in their first eight bytes.
func sortedForms(forms *formTable) []int32 {
	type entry struct {
		key uint64
		id  int32
	}
	entries := make([]entry, forms.len())
	for id := range entries {
		var first [8]byte
		copy(first[:], forms.form(int32(id)))
		entries[id] = entry{binary.BigEndian.Uint64(first[:]), int32(id)}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return slices.Compare(forms.form(a.id), forms.form(b.id))
	})
	order := make([]int32, len(entries))
	for i, e := range entries {
		order[i] = e.id
	}
	return order
}
