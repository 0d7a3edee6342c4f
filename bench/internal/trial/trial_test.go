package trial

import (
	"errors"
	"testing"

	"deskbell/bench/internal/data"
	"deskbell/bench/internal/judged"
	"deskbell/bench/internal/report"
)

// find answers from a list.
func find(hits map[string][]string) judged.Find {
	return func(texts []string) (lists [][]string, err error) {
		for _, text := range texts {
			lists = append(lists, hits[text])
		}
		return lists, nil
	}
}

func TestKinds(t *testing.T) {
	a := map[string]bool{"/a/": true}
	queries := []judged.Query{{Text: "one", Pages: a}, {Text: "two", Pages: a}}
	beside := []judged.Query{{Text: "ONE", Pages: a}, {Text: "TWO", Pages: a}}
	search := find(map[string][]string{"one": {"/a/"}, "ONE": {"/a/"}, "two": {"/b/"}, "TWO": {"/b/", "/a/"}})
	for _, c := range []struct {
		t       Trial
		cell    string
		wanted  string
		reached bool
	}{
		{Trial{Kind: Answers, Queries: queries, Recall: .5, MRR: .6}, "0.500 / 0.500", "≥ 0.50 / 0.60, not reached", false},
		{Trial{Kind: Answers, Queries: beside, Recall: .9}, "1.000 / 0.750", "≥ 0.90 ✓", true},
		{Trial{Kind: Slips, Queries: queries, Beside: beside, Recall: .9}, "0.500, which is 0.50 of 1.000", "≥ 0.9 of without, not reached", false},
		{Trial{Kind: Same, Queries: queries, Beside: beside, Recall: 1}, "0.500 of the lists; recall 0.500", "all, not reached", false},
		{Trial{Kind: Same, Queries: queries[:1], Beside: beside[:1], Recall: 1}, "1.000 of the lists; recall 1.000", "all ✓", true},
		{Trial{Kind: FirstHit, Queries: beside, Recall: .98}, "0.500", "≥ 0.98, not reached", false},
	} {
		o, err := c.t.Run(search)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.t.Cell(o).EN; got != c.cell {
			t.Errorf("%q, want %q", got, c.cell)
		}
		if got := c.t.Wanted(o).EN; got != c.wanted {
			t.Errorf("%q, want %q", got, c.wanted)
		}
		if c.t.Reached(o) != c.reached {
			t.Errorf("%v is reached: %v", o, !c.reached)
		}
	}
}

func TestName(t *testing.T) {
	c := Trial{Name: report.Words{EN: "a", ZH: "甲"}, Queries: make([]judged.Query, 3)}
	if n := c.NameN(); n.EN != "a (3)" || n.ZH != "甲（3）" {
		t.Error(n)
	}
}

func TestJudged(t *testing.T) {
	trials, err := Judged(Source{Data: "../../../../shared/data", Table: "../../../search/data/hant-hans.txt", N: 20})
	if errors.Is(err, data.ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range trials {
		if len(c.Queries) == 0 || c.Beside != nil && len(c.Beside) != len(c.Queries) || len(c.Pages) == 0 || c.Recall <= 0 {
			t.Errorf("%s has %d queries beside %d", c.Name.EN, len(c.Queries), len(c.Beside))
		}
	}
}
