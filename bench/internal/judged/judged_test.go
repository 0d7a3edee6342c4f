package judged

import (
	"errors"
	"math"
	"slices"
	"testing"

	"deskbell/bench/internal/data"
	"deskbell/search"
)

func TestJudge(t *testing.T) {
	hits := map[string][]string{
		"first": {"/a/"}, "third": {"/b/", "/c/", "/a/"}, "none": {"/b/"},
		"late": {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "/a/"},
	}
	find := func(texts []string) (lists [][]string, err error) {
		for _, text := range texts {
			lists = append(lists, hits[text])
		}
		return lists, nil
	}
	var queries []Query
	for _, text := range []string{"first", "third", "none", "late"} {
		queries = append(queries, Query{text, map[string]bool{"/a/": true}})
	}
	q, lists, err := Judge(queries, find)
	if err != nil || q.Recall != .5 || math.Abs(q.MRR-(1+1/3.)/4) > 1e-9 || q.N != 4 || len(lists[3]) != 11 {
		t.Error(q, err)
	}
	for _, find := range []Find{
		func([]string) ([][]string, error) { return nil, errors.New("broken") },
		func([]string) ([][]string, error) { return make([][]string, 3), nil },
	} {
		if _, _, err := Judge(queries, find); err == nil {
			t.Error("an error is kept quiet")
		}
	}
}

func TestReader(t *testing.T) {
	find, err := Reader("en", []search.Page{page("/a/", "Passwords", "en", "Reset it."), page("/b/", "Invoices", "en", "Pay them.")})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := find([]string{"password"}); err != nil || len(got) != 1 || !slices.Equal(got[0], []string{"/a/"}) {
		t.Error(got, err)
	}
}

func TestNoData(t *testing.T) {
	if _, err := StackFAQ(t.TempDir()); !errors.Is(err, data.ErrNone) {
		t.Error(err)
	}
	if _, err := XQuAD(t.TempDir(), "zh"); !errors.Is(err, data.ErrNone) {
		t.Error(err)
	}
}
