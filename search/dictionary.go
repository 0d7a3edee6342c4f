package search

import (
	"bytes"
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
	many  []bool             // of each term, whether it has several forms
	stems map[string]int32   // terms of words by their stem
	words []int32            // forms that have a stem
	stop  map[int32]struct{} // terms of which a form is a stop word
	count []int32            // of each term, its sections, where a section counts for each of its forms
}

// newDictionary groups the forms of a collector. It adds to them what people type
// for a form that may stand in no text by itself.
func newDictionary(tree string, c *collector) (*dictionary, error) {
	stem, err := newStemmer(tree)
	if err != nil {
		return nil, err
	}
	stops, err := stopWords(tree)
	if err != nil {
		return nil, err
	}
	d := &dictionary{collector: c, stem: stem, stops: stops}
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
	for i := range d.term {
		id := int32(i)
		d.term[id] = -1
		if d.found[id] > 0 {
			d.term[id] = id
			if !direct(d.forms.form(id)) {
				d.words = append(d.words, id)
			}
		}
	}
	stems, bare := make([]string, len(d.words)), make([][]string, len(d.words))
	parallel(len(d.words), func(i int) {
		form := d.form(d.words[i])
		stems[i] = d.stem.stem(form, wordToken)
		bare[i] = d.stem.bare(form, stems[i], wordToken)
	})
	for i, id := range d.words {
		d.join(id, stems[i])
	}
	for i := range stems {
		for _, form := range bare[i] {
			id := d.addForm(form)
			if int(id) == len(d.term) {
				d.term = append(d.term, -1)
			}
			if d.term[id] < 0 {
				d.term[id] = id
				d.words = append(d.words, id)
				d.join(id, stems[i])
			}
		}
	}
	d.many = make([]bool, d.forms.len())
	for t, forms := range d.more {
		d.many[t] = true
		slices.SortFunc(forms, func(a, b int32) int { return bytes.Compare(d.forms.form(a), d.forms.form(b)) })
	}
	d.sort()
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
	for id, t := range d.term {
		if t < 0 {
			continue
		}
		d.count[t] += d.found[id]
		if int32(id) != t {
			d.asked[t] += d.asked[id]
		}
	}
	for word := range d.stops {
		if id, ok := d.find(word); ok {
			d.stop[d.term[id]] = struct{}{}
		}
	}
}

// termOf is the term that a word belongs to, whether or not it is one of the
// forms.
func (d *dictionary) termOf(word string) (int32, bool) {
	if id, ok := d.find(word); ok {
		return d.term[id], true
	}
	t, ok := d.stems[d.stem.stem(word, classOf(word))]
	return t, ok
}

// find is the number of a form that the site has.
func (d *dictionary) find(form string) (int32, bool) {
	id, ok := d.forms.find([]byte(form))
	return id, ok && d.term[id] >= 0
}

// formsOf are the forms of a term in order.
func (d *dictionary) formsOf(term int32) []int32 {
	if d.many[term] {
		return d.more[term]
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

// sort puts the forms of all terms in order: most are.
func (d *dictionary) sort() {
	forms := d.forms
	order := func(a, b int32) int { return bytes.Compare(forms.form(a), forms.form(b)) }
	var rest []int32
	for id := forms.runs[0]; id < forms.len(); id++ {
		if d.term[id] >= 0 {
			rest = append(rest, int32(id))
		}
	}
	slices.SortFunc(rest, order)
	d.order = make([]int32, 0, forms.len())
	at := 0
	for _, id := range rest {
		end, _ := forms.seek(forms.form(id), at, forms.runs[0])
		d.upTo(at, end)
		d.order = append(d.order, id)
		at = end
	}
	d.upTo(at, forms.runs[0])
}

// upTo appends the forms of terms from one number to another.
func (d *dictionary) upTo(from, to int) {
	for id := from; id < to; id++ {
		if d.term[id] >= 0 {
			d.order = append(d.order, int32(id))
		}
	}
}
