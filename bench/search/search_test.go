package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/bench/internal/report"
	"deskbell/search"
)

func TestFigures(t *testing.T) {
	example := func(scale int64) measured {
		return measured{
			cost: cost{
				bytes: []int64{10_000 * scale, 20_000 * scale, 90_000 * scale}, requests: []int{3},
				first: []time.Duration{10 * time.Millisecond}, keys: []time.Duration{15 * time.Millisecond}, far: []int{3}, farWarm: []int{2, 2, 3},
			},
			indexing: indexing{cpu: time.Second, docs: 3000, peak: 299e6, disk: 9e6, texts: 1, fileCount: 7},
		}
	}
	all := []measured{example(1), example(4), example(1), example(3)}
	rows := map[string][]report.Words{}
	table := &report.Table{}
	for _, f := range figures {
		f.row(table, all)
	}
	for _, row := range table.Rows {
		rows[row[0].EN] = row
	}
	for name, want := range map[string]string{
		"first query, all bytes, median":           "20.0 kB|80.0 kB|20.0 kB|60.0 kB|≤ 60 kB and a quarter of Pagefind's, not reached",
		"first query, all bytes, 95 in 100 within": "90.0 kB|360.0 kB|90.0 kB|270.0 kB|≤ 100 kB ✓",
		"a further key, 95 in 100 within":          "15.0 ms|15.0 ms|15.0 ms|15.0 ms|≤ 16 ms ✓",
		"pages of 3 kB indexed in a CPU second":    "3000|3000|3000|3000|≥ 2,500 ✓",
		"round trips after the script, at most":    "3|3|3|3|–",
		"index on disk":                            "9.0 MB|9.0 MB|9.0 MB|9.0 MB|≤ 10 MB ✓",
		"first query, requests, median":            "3|3|3|3|–",
		"time to results, 95 in 100 within":        "10.0 ms|10.0 ms|10.0 ms|10.0 ms|≤ 30 ms ✓",
		"memory of indexing, peak":                 "299.0 MB|299.0 MB|299.0 MB|299.0 MB|≤ 300 MB ✓",
	} {
		var cells []string
		for _, cell := range rows[name][min(1, len(rows[name])):] {
			cells = append(cells, cell.EN)
		}
		if got := strings.Join(cells, "|"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// An index that is built from a file of pages is the one that is published.
func TestBuildJob(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "pages")
	pages := []search.Page{{URL: "/a/", Title: "Passwords", Lang: "en", Tree: "en", Sections: []search.Section{{Text: strings.Repeat("reset ", 100)}}}}
	if err := writePages(list, pages); err != nil {
		t.Fatal(err)
	}
	built, err := buildJob{list, "en", dir}.run()
	if err != nil || built.Docs < .1 || built.Docs > .3 {
		t.Fatal(built, err)
	}
	script, err := os.ReadFile(filepath.Join(dir, "_deskbell", "search.js"))
	if err != nil || string(script) != string(search.Script()) {
		t.Error("the script is not there", err)
	}
	var x indexing
	if err := x.size(filepath.Join(dir, "_deskbell", "search"), "/x/"); err != nil || x.texts == 0 || x.disk == 0 || x.fileCount < 3 {
		t.Errorf("%+v %v", x, err)
	}
	if err := (&indexing{}).size(t.TempDir(), "/x/"); err == nil {
		t.Error("an empty folder is an index")
	}
}

func TestQuote(t *testing.T) {
	if got := quote("a\"b\u2028</script>"); strings.ContainsAny(got, "\u2028<") {
		t.Error(got)
	}
	if got := list([]string{"a", "中"}); got != `["a","中"]` {
		t.Error(got)
	}
}
