package main

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/rival"
)

// servedPages is the size of the generated site that is served, or the nearest
// below it.
const servedPages = 10_000

// result is a corpus with the medians of its runs.
type result struct {
	*site
	times
}

// tables measures everything.
func (b *bench) tables(ctx context.Context) ([]*report.Table, error) {
	times := timesTable()
	ratios := ratiosTable()
	articles, err := b.articles()
	if err != nil {
		return nil, err
	}
	if len(articles) == 0 || b.own != "" && len(articles) == 1 {
		times.Notes = append(times.Notes, report.Skipped)
	}
	var results []*result
	add := func(s *site) error {
		t, err := b.measure(ctx, s)
		if err != nil {
			return err
		}
		r := &result{s, *t}
		results = append(results, r)
		r.timesRows(times)
		r.ratioRows(ratios)
		return nil
	}
	for _, s := range articles {
		if err := add(s); err != nil {
			return nil, err
		}
		if err := s.remove(); err != nil {
			return nil, err
		}
	}
	slices.Sort(b.sizes)
	for _, n := range b.sizes {
		s, err := b.generatedSite(n)
		if err != nil {
			return nil, err
		}
		if err := add(s); err != nil {
			return nil, err
		}
		if n == b.servedSize() {
			l, err := b.serve(ctx, s)
			if err != nil {
				return nil, err
			}
			l.rows(ratios, n)
		}
		if err := s.remove(); err != nil {
			return nil, err
		}
	}
	growthRows(ratios, results)
	times.Notes = append(times.Notes, b.notes(ctx)...)
	return []*report.Table{ratios, times}, nil
}

// servedSize is the largest size that is not above servedPages, else the
// smallest; 0 where there is none.
func (b *bench) servedSize() int {
	best := 0
	for _, n := range b.sizes {
		if best == 0 || n <= servedPages {
			best = n
		}
	}
	return best
}

func (b *bench) notes(ctx context.Context) []report.Words {
	hugo, _ := exec.CommandContext(ctx, b.hugo, "version").Output()
	version, _, _ := strings.Cut(strings.TrimPrefix(string(hugo), "hugo "), " ")
	return []report.Words{{
		EN: fmt.Sprintf("Medians of %d rounds, all tools in turn; sites of more than %d pages were built once. Deskbell builds its full theme, the search index, feeds and a status page; Hugo a bare theme (title, contents, text, previous and next) from the same files. Memory is the peak of resident memory that wait4 tells. Pagefind is run on generated sites of %d pages at most.", b.rounds, b.onceAbove, b.pagefindMax),
		ZH: fmt.Sprintf("%d 轮的中位数，各工具轮流运行；超过 %d 页的站点只运行一次。Deskbell 构建完整主题、搜索索引、订阅源和状态页；Hugo 用同样的文件构建最简主题（标题、目录、正文、上一页和下一页）。内存为 wait4 报告的常驻内存峰值。Pagefind 只在不超过 %d 页的生成站点上运行。", b.rounds, b.onceAbove, b.pagefindMax),
	}, {
		EN: "“The limit” is reading, goldmark and chroma as Deskbell calls them, and writing, on all processors, and nothing else.",
		ZH: "“极限”指只做读取、以 Deskbell 的方式调用 goldmark 与 chroma、写出，用上全部处理器，此外什么也不做。",
	}, b.head.Note("Deskbell "+measure.Commit(ctx), "Hugo "+version, "Pagefind "+rival.PagefindVersion, runtime.Version(), "files on "+measure.Filesystem(b.dir))}
}

func timesTable() *report.Table {
	return &report.Table{
		Title: report.Words{EN: "Builds: time and memory", ZH: "构建：时间与内存"},
		Head: []report.Words{{EN: "pages", ZH: "页面"}, {EN: "tool", ZH: "工具"}, {EN: "time", ZH: "时间"},
			{EN: "CPU", ZH: "CPU 时间"}, {EN: "memory", ZH: "内存"}},
	}
}

// timesRows shows the medians of each tool.
func (r *result) timesRows(t *report.Table) {
	name := report.Words{EN: fmt.Sprintf("%s (%d, %s)", r.name.EN, r.pages, report.Bytes(r.bytes).EN), ZH: fmt.Sprintf("%s（%d 页，%s）", r.name.ZH, r.pages, report.Bytes(r.bytes).ZH)}
	if r.kind == generated {
		name = report.Words{EN: fmt.Sprintf("%s (%s)", r.name.EN, report.Bytes(r.bytes).EN), ZH: fmt.Sprintf("%s（%s）", r.name.ZH, report.Bytes(r.bytes).ZH)}
	}
	for _, line := range []struct {
		tool report.Words
		runs []measure.Usage
	}{
		{report.Words{EN: "Hugo, bare", ZH: "Hugo，最简主题"}, r.hugo},
		{report.Words{EN: "Pagefind after it", ZH: "随后的 Pagefind"}, r.pagefind},
		{report.Words{EN: "Deskbell, cold", ZH: "Deskbell，冷构建"}, r.cold},
		{report.Words{EN: "Deskbell, nothing changed", ZH: "Deskbell，没有改动"}, r.same},
		{report.Words{EN: "Deskbell, one article changed", ZH: "Deskbell，改动一篇"}, r.changed},
		{report.Words{EN: "the limit", ZH: "极限"}, r.limit},
	} {
		cells := []report.Words{name, line.tool, report.None, report.None, report.None}
		if len(line.runs) > 0 {
			u := measure.Medians(line.runs)
			cells = []report.Words{name, line.tool, report.Duration(u.Wall), report.Duration(u.CPU), report.Bytes(u.Peak)}
		}
		t.Add(cells...)
	}
}

func wall(runs []measure.Usage) float64 { return float64(measure.Medians(runs).Wall) }
func peak(runs []measure.Usage) float64 { return float64(measure.Medians(runs).Peak) }

// growthRows compares the smallest generated site with the largest.
func growthRows(t *report.Table, results []*result) {
	var sites []*result
	for _, r := range results {
		if r.kind == generated {
			sites = append(sites, r)
		}
	}
	if len(sites) < 2 {
		return
	}
	small, large := sites[0], sites[len(sites)-1]
	span := fmt.Sprintf("%d → %d", small.pages, large.pages)
	for _, g := range []struct {
		name  report.Words
		value func([]measure.Usage) float64
		most  float64
	}{
		{report.Words{EN: "growth in time, exponent", ZH: "时间增长指数"}, wall, 1.05},
		{report.Words{EN: "growth in memory, exponent", ZH: "内存增长指数"}, peak, .9},
	} {
		exponent := func(of func(*result) []measure.Usage) float64 {
			return measure.Exponent(float64(small.pages), g.value(of(small)), float64(large.pages), g.value(of(large)))
		}
		ours := exponent(func(r *result) []measure.Usage { return r.cold })
		hugo := exponent(func(r *result) []measure.Usage { return r.hugo })
		t.Add(report.Words{EN: g.name.EN + ", " + span, ZH: g.name.ZH + "，" + span},
			report.Words{EN: fmt.Sprintf("%.2f (Hugo %.2f)", ours, hugo), ZH: fmt.Sprintf("%.2f（Hugo %.2f）", ours, hugo)},
			report.Mark(report.Same("≤ %.2f", g.most), !math.IsNaN(ours) && ours <= g.most))
	}
}

// rows show the way of a save to the browser.
func (l *latencies) rows(t *report.Table, pages int) {
	for _, c := range []struct {
		name report.Words
		list []time.Duration
		most time.Duration
	}{
		{report.Words{EN: "serve, %d pages: an article saved to event sent, median (95 in 100 within)", ZH: "预览，%d 页：保存一篇到发出事件，中位数（95%% 不超过）"}, l.text, 50 * time.Millisecond},
		{report.Words{EN: "serve, %d pages: a title saved to event sent, median (95 in 100 within)", ZH: "预览，%d 页：保存标题到发出事件，中位数（95%% 不超过）"}, l.nav, 100 * time.Millisecond},
	} {
		if len(c.list) == 0 {
			continue
		}
		median, most := measure.Median(c.list), measure.Percentile(c.list, 95)
		t.Add(report.Words{EN: fmt.Sprintf(c.name.EN, pages), ZH: fmt.Sprintf(c.name.ZH, pages)},
			report.Words{EN: fmt.Sprintf("%s (%s)", report.Duration(median).EN, report.Duration(most).EN), ZH: fmt.Sprintf("%s（%s）", report.Duration(median).ZH, report.Duration(most).ZH)},
			report.Mark(report.Same("≤ %d ms", c.most.Milliseconds()), median <= c.most))
	}
}
