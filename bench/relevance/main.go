// Command relevance says how well the search answers: recall at 10 and MRR on
// sets of judged questions, with slips, traditional characters, Pinyin and
// identifiers, through the Go reader of the browser's files. It needs no
// browser and no network.
//
//	go run ./bench/relevance -data ../shared/data
//
// It ends with 1 where a figure is not what is wanted, and with 2 where it
// could not be measured.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"deskbell/bench/internal/data"
	"deskbell/bench/internal/judged"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/trial"
)

func main() {
	var s trial.Source
	flag.StringVar(&s.Data, "data", "../shared/data", "the `folder` of shared data")
	flag.StringVar(&s.Table, "table", "search/data/hant-hans.txt", "the `file` of traditional and simplified characters")
	flag.IntVar(&s.N, "n", 0, "questions drawn of each set; 0 takes all")
	flag.Parse()
	table, reached, err := measure(s)
	if err != nil {
		fmt.Fprintln(os.Stderr, "relevance could not be measured:", err)
		os.Exit(2)
	}
	fmt.Print(report.Text([]*report.Table{table}, report.Languages[0]))
	if !reached {
		os.Exit(1)
	}
}

// measure runs all trials and says whether every figure is reached.
func measure(s trial.Source) (*report.Table, bool, error) {
	table := &report.Table{
		Title: report.Same("Relevance, by the Go reader of the browser's files (recall at 10 / MRR)"),
		Head:  []report.Words{report.Same("figure (queries)"), report.Same("Deskbell"), report.Same("wanted")},
	}
	reached := true
	for _, load := range []func(trial.Source) ([]trial.Trial, error){trial.Judged, trial.Articles} {
		trials, err := load(s)
		if errors.Is(err, data.ErrNone) {
			table.Notes = append(table.Notes, report.Skipped)
			continue
		}
		if err != nil {
			return nil, false, err
		}
		outcomes, err := run(trials)
		if err != nil {
			return nil, false, err
		}
		for i, t := range trials {
			table.Add(t.NameN(), t.Cell(outcomes[i]), t.Wanted(outcomes[i]))
			reached = reached && t.Reached(outcomes[i])
		}
	}
	return table, reached, nil
}

// run runs trials, building an index for each corpus once.
func run(trials []trial.Trial) ([]trial.Outcome, error) {
	readers := map[string]judged.Find{}
	out := make([]trial.Outcome, len(trials))
	for i := range trials {
		t := &trials[i]
		find, ok := readers[t.Corpus]
		if !ok {
			var err error
			if find, err = judged.Reader(t.Lang, t.Pages); err != nil {
				return nil, err
			}
			readers[t.Corpus] = find
		}
		o, err := t.Run(find)
		if err != nil {
			return nil, err
		}
		out[i] = o
	}
	return out, nil
}
