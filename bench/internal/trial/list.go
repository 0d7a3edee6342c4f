package trial

import (
	"path/filepath"

	"deskbell/bench/internal/corpus"
	"deskbell/bench/internal/draw"
	"deskbell/bench/internal/judged"
	"deskbell/bench/internal/report"
	"deskbell/search"
)

// Identifiers is how many identifiers, and how many titles in Pinyin, are asked
// for in each language.
const Identifiers = 200

// the seeds with which queries are drawn; each draw has its own
const (
	seedSome = iota + 11
	seedKeywords
	seedTypos
	seedPinyin
	seedIdentifiers
)

// Source says where the sets are.
type Source struct {
	Data  string // the folder of shared data
	Table string // of traditional and simplified characters, see draw.ReadTable
	N     int    // questions drawn of each set; 0: all
}

// Judged are the trials on the sets of judged questions.
func Judged(s Source) ([]Trial, error) {
	faq, err := judged.StackFAQ(s.Data)
	if err != nil {
		return nil, err
	}
	en, err := judged.XQuAD(s.Data, "en")
	if err != nil {
		return nil, err
	}
	zh, err := judged.XQuAD(s.Data, "zh")
	if err != nil {
		return nil, err
	}
	table, err := draw.ReadTable(filepath.FromSlash(s.Table))
	if err != nil {
		return nil, err
	}
	for _, set := range []*judged.Set{&faq, &en, &zh} {
		set.Queries = draw.Some(set.Queries, s.N, seedSome)
	}

	keywords := answers(faq, report.Words{EN: "StackFAQ, three keywords", ZH: "StackFAQ，三个关键词"}, .72, 0)
	keywords.Queries = draw.Keywords(faq.Queries, 3, seedKeywords)
	traditional := answers(zh, report.Words{EN: "XQuAD zh in traditional characters: the same list", ZH: "XQuAD zh 繁体查询：结果列表相同"}, 1, 0)
	traditional.Kind = Same
	traditional.Queries, traditional.Beside = table.Traditional(zh.Queries)

	return []Trial{
		answers(faq, report.Same("StackFAQ"), .96, .83),
		keywords,
		slips(faq, report.Words{EN: "StackFAQ, one typo", ZH: "StackFAQ，一处拼写错误"}),
		answers(en, report.Same("XQuAD en"), .99, 0),
		slips(en, report.Words{EN: "XQuAD en, one typo", ZH: "XQuAD en，一处拼写错误"}),
		answers(zh, report.Same("XQuAD zh"), .99, 0),
		slips(zh, report.Words{EN: "XQuAD zh, one wrong character of the same sound", ZH: "XQuAD zh，一个同音错字"}),
		traditional,
	}, nil
}

func answers(set judged.Set, name report.Words, recall, mrr float64) Trial {
	corpus := "StackFAQ"
	if set.Pages[0].Title == "" {
		corpus = "XQuAD " + set.Lang
	}
	return Trial{Name: name, Corpus: corpus, Lang: set.Lang, Pages: set.Pages, Queries: set.Queries, Recall: recall, MRR: mrr}
}

func slips(set judged.Set, name report.Words) Trial {
	t := answers(set, name, .9, 0)
	t.Kind = Slips
	t.Queries, t.Beside = draw.Typos(set.Queries, seedTypos)
	return t
}

// Articles are the trials on the real help articles: titles in Pinyin, and
// identifiers that stand in one page.
func Articles(s Source) ([]Trial, error) {
	pages := map[string][]search.Page{}
	for _, lang := range []string{"en", "zh-CN"} {
		files, err := corpus.ECS(s.Data, lang)
		if err != nil {
			return nil, err
		}
		pages[lang] = corpus.Pages(files, lang)
	}
	article := func(name report.Words, lang string, kind Kind, queries []judged.Query, want float64) Trial {
		return Trial{Name: name, Corpus: "ECS " + lang, Lang: lang, Pages: pages[lang], Kind: kind, Queries: queries, Recall: want}
	}
	return []Trial{
		article(report.Words{EN: "title words in Pinyin, ECS zh", ZH: "标题词的拼音，ECS 中文"}, "zh-CN", Answers, draw.Pinyin(pages["zh-CN"], Identifiers, seedPinyin), .9),
		article(report.Words{EN: "identifiers of one page come first, ECS en", ZH: "只在一页出现的标识符排第一，ECS 英文"}, "en", FirstHit, draw.Identifiers(pages["en"], Identifiers, seedIdentifiers), .98),
		article(report.Words{EN: "identifiers of one page come first, ECS zh", ZH: "只在一页出现的标识符排第一，ECS 中文"}, "zh-CN", FirstHit, draw.Identifiers(pages["zh-CN"], Identifiers, seedIdentifiers), .98),
	}, nil
}
