package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/data"
	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/trial"
	"deskbell/bench/internal/web"
	"deskbell/search"
)

// tables measures everything.
func (b *bench) tables(ctx context.Context) ([]*report.Table, error) {
	articles := map[string][]search.Page{}
	for _, lang := range []string{"en", "zh-CN"} {
		files, err := corpus.ECS(b.source.Data, lang)
		if errors.Is(err, data.ErrNone) {
			continue
		}
		if err != nil {
			return nil, err
		}
		articles[lang] = corpus.Pages(files, lang)
	}
	mixed := map[string][]search.Page{}
	for lang, pages := range articles {
		mixed[lang] = corpus.Mix(pages, b.pages)
	}
	large, err := b.costTable(ctx, "mixed", mixed, report.Words{
		EN: fmt.Sprintf("Search: %d pages made of sections of real help articles, beside Pagefind", b.pages),
		ZH: fmt.Sprintf("搜索：由真实帮助文章的小节组成的 %d 页，与 Pagefind 对照", b.pages),
	})
	if err != nil {
		return nil, err
	}
	title := report.Words{EN: "Search: real help articles", ZH: "搜索：真实帮助文章"}
	if len(articles) > 0 {
		title.EN += fmt.Sprintf(" (%d in English, %d in Chinese)", len(articles["en"]), len(articles["zh-CN"]))
		title.ZH += fmt.Sprintf("（英文 %d 篇，中文 %d 篇）", len(articles["en"]), len(articles["zh-CN"]))
	}
	small, err := b.costTable(ctx, "ECS", articles, title)
	if err != nil {
		return nil, err
	}
	relevance, err := b.relevanceTable(ctx)
	if err != nil {
		return nil, err
	}
	large.Notes = append(large.Notes, howWords...)
	if len(b.sites) > 0 {
		note, err := b.interfaces()
		if err != nil {
			return nil, err
		}
		large.Notes = append(large.Notes, note)
	}
	return []*report.Table{large, small, relevance}, nil
}

// interfaces says what the tools' own interfaces would add.
func (b *bench) interfaces() (report.Words, error) {
	var size int64
	for _, name := range []string{"pagefind-ui.js", "pagefind-ui.css"} {
		n, err := web.Compressed(filepath.Join(b.work, "c0", fmt.Sprint(pagefind), "pagefind", name))
		if err != nil {
			return report.Words{}, err
		}
		size += n
	}
	kb := report.Bytes(size).EN
	return report.Words{
		EN: "No interface is counted: Deskbell's is in the script that its pages have anyway (see the weights of pages); Pagefind's ready-made one would add " + kb + ".",
		ZH: "没有计入界面：Deskbell 的界面在页面本来就有的脚本里（见页面大小）；Pagefind 现成的界面要再加 " + kb + "。",
	}, nil
}

var howWords = []report.Words{{
	EN: "Both index the same text and are asked through their module, in the same Chromium, over HTTP/2 from one server on the machine, in turn. Scripts and JSON are sent with brotli, level 5; the files of both indexes as they are, for both tools compress them themselves. Bytes are those of the bodies: the module, all of the index that a first query in a fresh page loads, and the texts of ten hits.",
	ZH: "两者索引同样的文本，都通过各自的模块、在同一个 Chromium 里、由本机同一个服务器经 HTTP/2 轮流查询。脚本和 JSON 以 brotli 5 级发送；索引文件原样发送，因为两个工具都已自行压缩。字节数为响应正文：模块、新页面首次查询所加载的全部索引，以及十条结果的文本。",
}, {
	EN: "Queries are drawn with a fixed seed in equal shares: a word of a title, three words of a text, a title, a heading, a question made of a title. Time to results is of a page whose module and root are there. Round trips are counted with answers delayed by 40 ms.",
	ZH: "查询以固定种子等份抽取：标题中的一个词、正文中的三个词、标题、小标题、由标题构成的问句。出结果的时间在模块与根文件已就绪的页面里测。往返次数在每个响应延迟 40 毫秒时数得。",
}}

// costTable measures bytes, times and sizes for a corpus in both languages.
func (b *bench) costTable(ctx context.Context, name string, corpora map[string][]search.Page, title report.Words) (*report.Table, error) {
	t := &report.Table{Title: title, Head: []report.Words{
		{EN: "figure", ZH: "指标"},
		{EN: "Deskbell, en", ZH: "Deskbell 英文"}, {EN: "Pagefind, en", ZH: "Pagefind 英文"},
		{EN: "Deskbell, zh", ZH: "Deskbell 中文"}, {EN: "Pagefind, zh", ZH: "Pagefind 中文"},
		{EN: "wanted", ZH: "目标"},
	}}
	if len(corpora) < 2 {
		t.Notes = append(t.Notes, report.Skipped)
		return t, nil
	}
	var all []measured
	for _, lang := range []string{"en", "zh-CN"} {
		s, err := b.site(ctx, name+" "+lang, lang, corpora[lang])
		if err != nil {
			return nil, err
		}
		b.say(fmt.Sprintf("asking %s %s", name, lang))
		c, n, err := b.costs(s)
		if err != nil {
			return nil, err
		}
		for tool := range tools {
			all = append(all, measured{c[tool], s.index[tool], n})
		}
	}
	for _, f := range figures {
		f.row(t, all)
	}
	t.Notes = append(t.Notes, report.Words{EN: fmt.Sprintf("%d queries a language.", all[0].n), ZH: fmt.Sprintf("每种语言 %d 条查询。", all[0].n)})
	return t, nil
}

// measured is all that is known of one tool on one corpus.
type measured struct {
	cost
	indexing
	n int
}

// figure is a row: how a tool's figure is computed and shown, and what is
// wanted of Deskbell's. beside is the same of Pagefind.
type figure struct {
	name, want report.Words
	value      func(m *measured) float64
	show       func(v float64) report.Words
	reached    func(v, beside float64) bool // nil: nothing is wanted
}

func (f *figure) row(t *report.Table, all []measured) {
	row := []report.Words{f.name}
	reached := true
	for i := range all {
		v := f.value(&all[i])
		row = append(row, f.show(v))
		if i%tools == deskbell && f.reached != nil {
			reached = reached && f.reached(v, f.value(&all[i+1]))
		}
	}
	if f.reached == nil {
		t.Add(append(row, report.None)...)
		return
	}
	t.Add(append(row, report.Mark(f.want, reached))...)
}

// relevanceTable runs the trials with both tools.
func (b *bench) relevanceTable(ctx context.Context) (*report.Table, error) {
	t := &report.Table{
		Title: report.Words{EN: "Search: what is found, among the first ten (recall / MRR)", ZH: "搜索：前十条里找得到什么（召回率 / MRR）"},
		Head:  []report.Words{{EN: "figure (queries)", ZH: "指标（查询数）"}, report.Same("Deskbell"), report.Same("Pagefind"), {EN: "wanted", ZH: "目标"}},
		Notes: []report.Words{{
			EN: "StackFAQ (719 answers with paraphrased questions; github.com/ML-Recipes/BERT-FAQ) and XQuAD (240 paragraphs; github.com/google-deepmind/xquad) are sets of judged questions; ECS are help articles (github.com/AlibabaCloudDocs/ecs). All is drawn with fixed seeds by bench/internal/draw.",
			ZH: "StackFAQ（719 条回答与改写的问题；github.com/ML-Recipes/BERT-FAQ）与 XQuAD（240 段；github.com/google-deepmind/xquad）是有标准答案的问题集；ECS 是帮助文章（github.com/AlibabaCloudDocs/ecs）。抽取都用固定种子，见 bench/internal/draw。",
		}},
	}
	for _, load := range []func(trial.Source) ([]trial.Trial, error){trial.Judged, trial.Articles} {
		trials, err := load(b.source)
		if errors.Is(err, data.ErrNone) {
			t.Notes = append(t.Notes, report.Skipped)
			continue
		}
		if err != nil {
			return nil, err
		}
		outcomes, err := b.trials(ctx, trials)
		if err != nil {
			return nil, err
		}
		for i, c := range trials {
			o := outcomes[i]
			t.Add(c.NameN(), c.Cell(o[deskbell]), c.Cell(o[pagefind]), c.Wanted(o[deskbell]))
		}
	}
	return t, nil
}

func median[T int | int64](list []T) float64 { return float64(measure.Median(list)) }
