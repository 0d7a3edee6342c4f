package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
)

func runs(wall time.Duration, peak int64) []measure.Usage {
	return []measure.Usage{{Wall: wall, CPU: wall, Peak: peak}}
}

func example(k kind, pages int, scale time.Duration) *result {
	return &result{
		&site{name: report.Words{EN: "site", ZH: "站点"}, kind: k, pages: pages, bytes: 1000},
		times{
			hugo: runs(10*scale, int64(scale)), pagefind: runs(5*scale, 1), cold: runs(5*scale, int64(scale)),
			same: runs(scale, 1), changed: runs(scale, 1), limit: runs(4*scale, 1),
		},
	}
}

func TestRatios(t *testing.T) {
	table := ratiosTable()
	example(plainText, 100, time.Second).ratioRows(table)
	want := `site: cold, in parts of Hugo|0.50|≤ 0.50 ✓
site: cold, in parts of Hugo and Pagefind|0.33|≤ 0.35 ✓
site: nothing changed, in parts of Hugo|0.10|≤ 0.05, not reached
site: cold, in parts of the limit|1.25|≤ 1.60 ✓`
	if got := rows(table); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	table = ratiosTable()
	example(generated, 10_000, time.Second).ratioRows(table)
	if got := rows(table); !strings.Contains(got, "one article changed|1.00 s|≤ 0.5 s, not reached") || strings.Contains(got, "memory") || !strings.Contains(got, "parts of Hugo|0.50|–") {
		t.Error(got)
	}
	table = ratiosTable()
	large := example(generated, 100_000, time.Second)
	large.pagefind = nil
	large.ratioRows(table)
	if got := rows(table); !strings.Contains(got, "memory, cold|1.00 GB|≤ 1.5 GB ✓") || strings.Contains(got, "Pagefind") {
		t.Error(got)
	}
}

func TestGrowth(t *testing.T) {
	table := ratiosTable()
	growthRows(table, []*result{example(plainText, 5, 1), example(generated, 100, time.Second), example(generated, 10_000, 100*time.Second)})
	want := "growth in time, exponent, 100 → 10000|1.00 (Hugo 1.00)|≤ 1.05 ✓\ngrowth in memory, exponent, 100 → 10000|1.00 (Hugo 1.00)|≤ 0.90, not reached"
	if got := rows(table); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func rows(t *report.Table) string {
	var lines []string
	for _, row := range t.Rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, cell.EN)
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	return strings.Join(lines, "\n")
}

func TestServedSize(t *testing.T) {
	for want, sizes := range map[int][]int{10_000: {1000, 10_000, 100_000}, 500: {100, 500}, 20_000: {20_000}, 0: nil} {
		b := bench{options: options{sizes: sizes}}
		if got := b.servedSize(); got != want {
			t.Errorf("%v: %d", sizes, got)
		}
	}
}

func TestParseSizes(t *testing.T) {
	o := options{rounds: 1}
	if err := o.parseSizes("10, 200"); err != nil || len(o.sizes) != 2 || o.sizes[1] != 200 {
		t.Error(o.sizes, err)
	}
	if o.parseSizes("many") == nil {
		t.Error("a word is a size")
	}
	if (&options{}).parseSizes("") == nil {
		t.Error("no rounds are taken")
	}
}

func TestLimitConvertsEveryFile(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	for _, f := range corpus.Generated(6) {
		name := filepath.Join(in, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := (limitJob{in, out}).run(); err != nil {
		t.Fatal(err)
	}
	for _, f := range corpus.Generated(6) {
		text, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(f.Name, ".md"), "index.html"))
		if err != nil || !strings.Contains(string(text), "<table>") && !strings.Contains(string(text), "<h2") {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

func TestEdits(t *testing.T) {
	dir := t.TempDir()
	b := bench{options: options{pagefindMax: 5}, say: func(string) {}, dir: dir}
	s, err := b.generatedSite(6)
	if err != nil {
		t.Fatal(err)
	}
	if s.withPagefind {
		t.Error("Pagefind is run on more pages than allowed")
	}
	before, err := os.ReadFile(s.edited)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		if err := s.edit(i); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.retitle(3); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(s.edited)
	if err != nil || len(after) <= len(before) || !strings.Contains(string(after), "\ntitle: Another title 3\n") {
		t.Errorf("%v %s", err, after)
	}
}
