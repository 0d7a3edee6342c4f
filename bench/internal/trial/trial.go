// Package trial is the list of what a search has to answer, with the figures
// that it should reach: questions in other words, keywords, slips, traditional
// characters, Pinyin and identifiers, on sets whose answers are known.
package trial

import (
	"slices"

	"deskbell/bench/internal/judged"
	"deskbell/bench/internal/report"
	"deskbell/search"
)

// Kind says what counts in a trial.
type Kind int

// The kinds of trials.
const (
	Answers  Kind = iota // recall at 10 and MRR
	Slips                // recall at 10, in parts of that without the slip
	Same                 // lists that are the same as for the queries beside
	FirstHit             // the page that comes first
)

// Trial are queries of one corpus.
type Trial struct {
	Name    report.Words
	Corpus  string // trials with the same one can share an index
	Lang    string
	Pages   []search.Page
	Kind    Kind
	Queries []judged.Query
	Beside  []judged.Query // the same queries before they were changed, for Slips and Same
	// What is wanted at least, and below which the tests fail; for Slips and
	// Same, of the share. MRR is 0 where nothing is wanted of it.
	Recall, MRR float64
}

// Outcome is what a search reached.
type Outcome struct {
	judged.Quality
	Beside judged.Quality // of the queries beside
	Share  float64        // Slips: of the recall beside; Same: of the lists; FirstHit: of the queries
}

// Run asks all queries of a trial.
func (t *Trial) Run(find judged.Find) (Outcome, error) {
	var o Outcome
	q, lists, err := judged.Judge(t.Queries, find)
	if err != nil {
		return o, err
	}
	o.Quality = q
	if t.Kind == FirstHit {
		first := 0
		for i, query := range t.Queries {
			if len(lists[i]) > 0 && query.Pages[lists[i][0]] {
				first++
			}
		}
		o.Share = float64(first) / float64(max(1, len(t.Queries)))
	}
	if t.Beside == nil {
		return o, nil
	}
	beside, right, err := judged.Judge(t.Beside, find)
	if err != nil {
		return o, err
	}
	o.Beside = beside
	if t.Kind == Same {
		same := 0
		for i := range lists {
			if slices.Equal(lists[i], right[i]) {
				same++
			}
		}
		o.Share = float64(same) / float64(max(1, len(lists)))
	} else if beside.Recall > 0 {
		o.Share = q.Recall / beside.Recall
	}
	return o, nil
}

// Reached says whether an outcome is what is wanted.
func (t *Trial) Reached(o Outcome) bool {
	if t.Kind == Answers {
		return o.Recall >= t.Recall && o.MRR >= t.MRR
	}
	return o.Share >= t.Recall
}
