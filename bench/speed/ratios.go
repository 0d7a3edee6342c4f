package main

import (
	"fmt"
	"time"

	"deskbell/bench/internal/report"
)

// largeSite is from how many pages on the figures of large sites are wanted.
const (
	largeSite  = 100_000
	mediumSite = 10_000
)

func ratiosTable() *report.Table {
	return &report.Table{
		Title: report.Words{EN: "Builds: Deskbell beside Hugo and Pagefind", ZH: "构建：Deskbell 与 Hugo、Pagefind 对照"},
		Head:  []report.Words{{EN: "figure", ZH: "指标"}, {EN: "measured", ZH: "实测"}, {EN: "wanted", ZH: "目标"}},
	}
}

// ratio is a row: a time in parts of another. What is wanted is 0 where nothing
// is.
type ratio struct {
	name       report.Words
	part, of   float64
	most       float64
	unmeasured bool
}

// ratioRows shows what is wanted of a corpus.
func (r *result) ratioRows(t *report.Table) {
	hugo := wall(r.hugo)
	both := hugo + wall(r.pagefind)
	limits := map[kind][2]float64{codeHeavy: {.4, .25}, plainText: {.5, .35}}[r.kind]
	if r.kind == generated && r.pages >= largeSite {
		limits[0] = .5
	}
	list := []ratio{
		{name: report.Words{EN: "cold, in parts of Hugo", ZH: "冷构建，与 Hugo 之比"}, part: wall(r.cold), of: hugo, most: limits[0]},
		{name: report.Words{EN: "cold, in parts of Hugo and Pagefind", ZH: "冷构建，与 Hugo 加 Pagefind 之比"}, part: wall(r.cold), of: both, most: limits[1], unmeasured: len(r.pagefind) == 0},
		{name: report.Words{EN: "nothing changed, in parts of Hugo", ZH: "没有改动，与 Hugo 之比"}, part: wall(r.same), of: hugo, most: .05},
		{name: report.Words{EN: "cold, in parts of the limit", ZH: "冷构建，与极限之比"}, part: wall(r.cold), of: wall(r.limit), most: 1.6},
	}
	for _, x := range list {
		if !x.unmeasured {
			x.row(t, r.name)
		}
	}
	if r.kind == generated && r.pages >= mediumSite && r.pages < largeSite {
		took := time.Duration(wall(r.changed))
		t.Add(r.named(report.Words{EN: "one article changed", ZH: "改动一篇"}), report.Duration(took), report.Mark(report.Same("≤ 0.5 s"), took <= 500*time.Millisecond))
	}
	if r.kind == generated && r.pages >= largeSite {
		t.Add(r.named(report.Words{EN: "memory, cold", ZH: "冷构建的内存"}), report.Bytes(int64(peak(r.cold))), report.Mark(report.Same("≤ 1.5 GB"), peak(r.cold) <= 1.5e9))
	}
}

func (r *result) named(figure report.Words) report.Words {
	return named(r.name, figure)
}

func named(name, figure report.Words) report.Words {
	return report.Words{EN: fmt.Sprintf("%s: %s", name.EN, figure.EN), ZH: fmt.Sprintf("%s：%s", name.ZH, figure.ZH)}
}

func (x ratio) row(t *report.Table, name report.Words) {
	want := report.None
	if x.most > 0 {
		want = report.Mark(report.Same("≤ %.2f", x.most), x.part <= x.most*x.of)
	}
	t.Add(named(name, x.name), report.Ratio(x.part, x.of), want)
}
