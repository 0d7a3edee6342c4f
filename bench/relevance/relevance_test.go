package main

import (
	"errors"
	"testing"

	"deskbell/bench/internal/data"
	"deskbell/bench/internal/trial"
)

// slack is by how much fewer questions may be answered here than is wanted of
// all of them: two standard errors of a share of .96 of 100.
const slack = .04

// TestFloors asks a part of the questions that make bench-relevance asks.
func TestFloors(t *testing.T) {
	trials, err := trial.Judged(trial.Source{Data: "../../../shared/data", Table: "../../search/data/hant-hans.txt", N: 100})
	if errors.Is(err, data.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := run(trials)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range trials {
		o := outcomes[i]
		t.Logf("%s: %s, wanted %s", c.NameN().EN, c.Cell(o).EN, c.Wanted(o).EN)
		c.Recall, c.MRR = c.Recall-slack, c.MRR-slack
		if !c.Reached(o) {
			t.Errorf("%s: %s", c.NameN().EN, c.Cell(o).EN)
		}
	}
}

func TestNoData(t *testing.T) {
	table, reached, err := measure(trial.Source{Data: t.TempDir()})
	if err != nil || !reached || len(table.Rows) != 0 || len(table.Notes) != 2 || table.Notes[0].EN != "skipped: no shared data" {
		t.Errorf("%+v %v %v", table, reached, err)
	}
}
