package search

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Stop words are indexed, so that nothing cannot be found, but a query that
// has other words does not look up those that are frequent in the site: their
// files are long and say little.

// chineseStops are the pairs of characters that questions are made of rather
// than about.
const chineseStops = `如何 怎么 怎样 什么 么办 怎办 为什 为何 哪里 哪些 哪个 是否 可以 能否 是不 不是 有没 没有
请问 问一 一下 我的 我们 你们 您的 他们 这个 那个 这些 那些 一个 进行 以及 或者 并且 如果 因为 所以 但是 已经 时候`

// stopWords are the stop words of a language, and of English, which stands
// among the words of others.
func stopWords(lang string) (analysis.TokenMap, error) {
	cache := registry.NewCache()
	all := analysis.NewTokenMap()
	base := baseLanguage(lang)
	names := []string{"en"}
	if _, ok := chains[base]; ok && base != "en" {
		names = append(names, base)
	}
	for _, name := range names {
		words, err := cache.TokenMapNamed("stop_" + name)
		if err != nil {
			return nil, err
		}
		for w := range words {
			all.AddToken(w)
		}
	}
	for _, w := range strings.Fields(chineseStops) {
		all.AddToken(w)
	}
	return all, nil
}
