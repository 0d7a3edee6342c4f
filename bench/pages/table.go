package main

import (
	"fmt"

	"deskbell/bench/internal/report"
)

// What a page may weigh, in bytes.
const (
	maxPage   = 30_000 // without pictures
	maxStatus = 40_000 // the status page, all of it
	maxScript = 12_000
	maxData   = 5000
)

func table(pages []*chosen, scored bool) *report.Table {
	t := &report.Table{
		Title: report.Words{EN: "Pages of the example, as a phone meets them first", ZH: "示例站点的页面，手机首次访问"},
		Head: []report.Words{
			{EN: "page", ZH: "页面"}, {EN: "language", ZH: "语言"}, {EN: "Lighthouse", ZH: "Lighthouse"},
			{EN: "all without pictures", ZH: "除图片外的全部"}, {EN: "script", ZH: "脚本"}, {EN: "style", ZH: "样式"},
			{EN: "pictures", ZH: "图片"}, {EN: "requests", ZH: "请求数"}, {EN: "wanted", ZH: "目标"},
		},
		Notes: []report.Words{{
			EN: "Lighthouse: performance / accessibility / best practices / SEO with its profile of a phone. Bytes are those of all first requests, with brotli, level 5. Wanted are 100 in each category, 30 kB an article (the status page 40 kB, with a status.json of 5 kB) and 12 kB of script a page. Of each kind the longest page is taken.",
			ZH: "Lighthouse：性能 / 无障碍 / 最佳实践 / SEO，使用其手机配置。字节数为首次访问的全部请求，以 brotli 5 级压缩。目标为每项 100 分，每篇文章 30 kB（状态页 40 kB，其中 status.json 5 kB），每页脚本 12 kB。每类取最长的一页。",
		}},
	}
	for _, p := range pages {
		score := report.None
		if scored {
			score = report.Same("%d / %d / %d / %d", p.scores.of[0], p.scores.of[1], p.scores.of[2], p.scores.of[3])
		}
		w := p.weight
		t.Add(kinds[p.kind].name, report.Same("%s", p.Lang), score, report.Bytes(w.all), report.Bytes(w.script), report.Bytes(w.style),
			report.Bytes(w.pictures), report.Same("%d", w.requests), report.Mark(p.limit(), p.reached()))
		if p.scores != nil {
			for _, fault := range p.scores.faults {
				text := fmt.Sprintf("%s (%s): %s", kinds[p.kind].name.EN, p.Lang, fault)
				t.Notes = append(t.Notes, report.Words{EN: text, ZH: text})
			}
		}
		if w.data > 0 {
			t.Notes = append(t.Notes, report.Same("status.json (%s): %s", p.Lang, report.Bytes(w.data).EN))
		}
	}
	return t
}

// most is what the page may weigh; 0 for the home page, of which only the script
// is bounded.
func (p *chosen) most() int64 {
	switch kinds[p.kind].kind {
	case "status":
		return maxStatus
	case "home":
		return 0
	}
	return maxPage
}

func (p *chosen) limit() report.Words {
	if p.most() == 0 {
		return report.Words{EN: "script ≤ 12 kB", ZH: "脚本 ≤ 12 kB"}
	}
	return report.Same("≤ %d kB", p.most()/1000)
}

func (p *chosen) reached() bool {
	if p.scores != nil && p.scores.of != [4]int{100, 100, 100, 100} {
		return false
	}
	return (p.most() == 0 || p.weight.all <= p.most()) && p.weight.script <= maxScript && p.weight.data <= maxData
}
