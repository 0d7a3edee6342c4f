package themes

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// spoken are the languages of the theme beside English.
var spoken = []string{"zh-CN", "zh-TW", "ja", "ko", "de", "fr", "es", "pt-BR", "ru", "ar"}

// sameInEnglish are texts that a language writes as English does.
var sameInEnglish = map[string]string{
	"de":    "site.feed search.version kind.release article.version errors.code release.downloads release.works_with status.title",
	"fr":    "nav.menu search.version kind.faq kind.guide kind.release kind.page kind.article kind.incident article.version errors.code category.maintenance article.count article.minutes faq.count notice.dates status.services status.days.incidents status.root_cause status.state.under_maintenance status.service.incidents status.service.badge status.table.service status.rule.policy status.sla.incident status.sum.budget status.sla.method_budget markdown.note markdown.important markdown.solution duration.hours duration.minutes duration.seconds",
	"es":    "feedback.no article.minutes duration.days duration.hours duration.minutes duration.seconds",
	"pt-BR": "site.feed nav.menu release.downloads status.title article.minutes duration.days duration.hours duration.minutes duration.seconds",
}

var letter = regexp.MustCompile(`\pL`)

// TestLanguages holds the languages of the theme against English: each has every
// text, in words of its own, with the same places, and a form for each plural
// that it has by CLDR.
func TestLanguages(t *testing.T) {
	theme := loadSample(t, Config{})
	en := theme.catalogs["en"]
	for _, lang := range spoken {
		cat := theme.catalogs[lang]
		same := strings.Fields(sameInEnglish[lang])
		for _, key := range slices.Sorted(maps.Keys(en)) {
			own, ok := cat[key]
			if !ok {
				if !strings.HasPrefix(key, "date.alone.") { // for languages that tell it apart
					t.Errorf("%s lacks %s", lang, key)
				}
				continue
			}
			if equal := own.text == en[key].text && letter.MatchString(bare(own.text)); equal != slices.Contains(same, key) && !strings.HasPrefix(key, "date.") {
				t.Errorf("%s %s: as in English is %v: %q", lang, key, equal, own.text)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(cat)) {
			checkPlaces(t, theme, lang, key)
		}
	}
}

// bare is a text without its places.
func bare(text string) string { return regexp.MustCompile(`\{\w+\}`).ReplaceAllString(text, "") }

func checkPlaces(t *testing.T, theme *Theme, lang, key string) {
	t.Helper()
	own, en := theme.catalogs[lang][key], theme.catalogs["en"][key]
	want, got := place.FindAllString(en.text, -1), place.FindAllString(own.text, -1)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s %s: places %v, in English %v", lang, key, got, want)
	}
	if own.forms != nil && en.forms == nil {
		t.Errorf("%s %s: plural forms in one language alone", lang, key)
	}
	w := theme.catalogs.words(lang)
	for n := 0; own.forms != nil && n < 200; n++ {
		if form := w.form([]any{n}); form != "zero" && form != "other" && own.forms[form] == "" {
			t.Errorf("%s %s has no form %q, for %d", lang, key, form, n)
			break
		}
	}
}

func TestNumbers(t *testing.T) {
	theme := loadSample(t, Config{})
	for lang, want := range map[string]string{
		"en": "1,234.5 99.95% 1.2 MB", "zh-CN": "1,234.5 99.95% 1.2 MB", "ja": "1,234.5 99.95% 1.2 MB", "ar": "1,234.5 99.95\u200e%\u200e 1.2 MB",
		"de": "1.234,5 99,95\u00a0% 1,2 MB", "fr": "1\u202f234,5 99,95\u202f% 1,2 MB", "es": "1.234,5 99,95\u00a0% 1,2 MB",
		"pt-BR": "1.234,5 99,95% 1,2 MB", "ru": "1\u00a0234,5 99,95\u00a0% 1,2 MB",
	} {
		l := theme.In(lang)
		if got := l.Number("1,234.5") + " " + l.Number("99.95%") + " " + l.byteSize(1_200_000); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got := theme.In("de").Number(""); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}
