package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"

	// The filters are found by name in bleve's registry.
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// chains are bleve's filters behind the lower-casing, by language. Stop words
// are kept: all words are optional in a query, and a word that is everywhere
// weighs nothing.
var chains = map[string][]string{
	"ar": {"normalize_ar", "stemmer_ar"},
	"da": {"stemmer_da_snowball"},
	"de": {"normalize_de", "stemmer_de_light"},
	"en": {"possessive_en", "stemmer_en_snowball"},
	"es": {"normalize_es", "stemmer_es_light"},
	"fa": {"normalize_ar", "normalize_fa"},
	"fi": {"stemmer_fi_snowball"},
	"fr": {"elision_fr", "stemmer_fr_light"},
	"hi": {"normalize_hi", "stemmer_hi"},
	"hu": {"stemmer_hu_snowball"},
	"it": {"elision_it", "stemmer_it_light"},
	"nl": {"stemmer_nl_snowball"},
	"no": {"stemmer_no_snowball"},
	"pt": {"stemmer_pt_light"},
	"ro": {"stemmer_ro_snowball"},
	"ru": {"stemmer_ru_snowball"},
	"sv": {"stemmer_sv_snowball"},
	"tr": {"apostrophe", "stemmer_tr_snowball"},
}

// stemmer brings the forms of a word to one.
type stemmer struct{ filters []analysis.TokenFilter }

// newStemmer is the stemmer of a language by its BCP 47 tag. Languages without
// one have English words among theirs, as Chinese help pages do, so they take
// that one.
func newStemmer(lang string) (*stemmer, error) {
	names, ok := chains[baseLanguage(lang)]
	if !ok {
		names = chains["en"]
	}
	cache := registry.NewCache()
	var s stemmer
	for _, name := range names {
		f, err := cache.TokenFilterNamed(name)
		if err != nil {
			return nil, err
		}
		s.filters = append(s.filters, f)
	}
	return &s, nil
}

// stem returns the form that stands for a token's surface. Characters, codes
// and words with digits stand for themselves.
func (s *stemmer) stem(surface string, class tokenClass) string {
	if class == ideoToken || class == codeToken || strings.ContainsAny(surface, "0123456789") {
		return surface
	}
	stream := analysis.TokenStream{&analysis.Token{Term: []byte(surface), Type: analysis.AlphaNumeric}}
	for _, f := range s.filters {
		stream = f.Filter(stream)
	}
	if len(stream) == 0 || len(stream[0].Term) == 0 {
		return surface
	}
	return string(stream[0].Term)
}

// bare are words that people type for a form that may stand in no text by
// themselves: what is left of it without l', dell' or 's, and in Arabic without
// the article and endings.
func (s *stemmer) bare(surface, stem string, class tokenClass) []string {
	if class != wordToken || surface == stem {
		return nil
	}
	var out []string
	if i := strings.LastIndexAny(surface, "'’"); i > 0 {
		_, n := utf8.DecodeRuneInString(surface[i:])
		for _, part := range []string{surface[:i], surface[i+n:]} {
			if part != "" && s.stem(part, class) == stem {
				out = append(out, part)
			}
		}
	}
	if r, _ := utf8.DecodeRuneInString(stem); unicode.Is(unicode.Arabic, r) {
		out = append(out, stem)
	}
	return out
}

// classOf tells a surface form's class from its letters, as far as stemming
// depends on it.
func classOf(form string) tokenClass {
	for _, r := range form {
		if r < 0x80 && isJoint(byte(r)) {
			return codeToken
		}
		if r >= 0x2E80 && r < 0xA000 || r >= 0xAC00 && r < 0xE000 || r >= 0xF900 && r < 0xFB00 || r >= 0x20000 {
			return ideoToken
		}
	}
	return wordToken
}

// baseLanguage is the language of a BCP 47 tag: zh for zh-CN.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if base == "nb" || base == "nn" {
		return "no"
	}
	return base
}
