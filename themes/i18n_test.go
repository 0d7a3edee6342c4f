package themes

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/diag"
)

var place = regexp.MustCompile(`\{\d\}`)

func TestPartialLanguagesHaveNoTextsOfTheirOwn(t *testing.T) {
	theme := loadSample(t, Config{})
	for _, lang := range slices.Sorted(maps.Keys(theme.catalogs)) {
		for _, key := range slices.Sorted(maps.Keys(theme.catalogs[lang])) {
			if _, ok := theme.catalogs["en"][key]; !ok {
				t.Errorf("%s has %s, which English lacks", lang, key)
			}
		}
	}
}

func TestText(t *testing.T) {
	theme := loadSample(t, Config{})
	for _, c := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"en", "search.found", []any{1}, "1 result"},
		{"en", "search.found", []any{5}, "5 results"},
		{"zh-CN", "search.found", []any{5}, "共 5 条结果"},
		{"zh-HK", "site.title", nil, "說明中心"},
		{"zh-SG", "site.title", nil, "帮助中心"},
		{"zh", "site.title", nil, "帮助中心"},
		{"it", "nav.next", nil, "Next"},
		{"fr", "nav.next", nil, "Suivant"},
		{"pt", "nav.next", nil, "Próximo"},
		{"ru", "search.found", []any{1}, "1 результат"},
		{"ru", "search.found", []any{3}, "3 результата"},
		{"ru", "search.found", []any{11}, "11 результатов"},
		{"ar", "search.found", []any{2}, "نتيجتان"},
		{"ar", "search.found", []any{5}, "5 نتائج"},
		{"ar", "search.found", []any{100}, "100 نتيجة"},
		{"en", "status.sentence.several.major_outage", []any{2, "09:12"}, "2 services are down since 09:12"},
		{"en", "no.such.text", nil, "no.such.text"},
	} {
		if got := theme.In(c.lang).Text(c.key, c.args...); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.key, got, c.want)
		}
	}
}

func TestDates(t *testing.T) {
	theme := loadSample(t, Config{})
	at := time.Date(2026, 10, 14, 1, 12, 0, 0, time.UTC)
	en, zh := theme.In("en"), theme.In("zh-CN")
	for got, want := range map[string]string{
		en.Date(at):                                 "14 October 2026",
		zh.Date(at):                                 "2026年10月14日",
		en.DateTime(at, nil):                        "14 October 2026, 09:12",
		zh.DateTime(at, beijing):                    "2026年10月14日 09:12",
		en.Duration(53 * 60):                        "53 min",
		zh.Duration(65 * 60):                        "1 小时 5 分钟",
		en.Duration(2*86400 + 1):                    "2 d",
		zh.Duration(0):                              "0 秒",
		en.Duration(90000):                          "1 d 1 h",
		theme.In("de").Date(at):                     "14. Oktober 2026",
		theme.In("fr").Date(at):                     "14 octobre 2026",
		theme.In("es").Date(at):                     "14 de octubre de 2026",
		theme.In("pt-BR").Date(at):                  "14 de outubro de 2026",
		theme.In("ru").Date(at):                     "14 октября 2026 г.",
		theme.In("ru").Month(at):                    "октябрь 2026 г.",
		theme.In("de").Month(at):                    "Oktober 2026",
		theme.In("ja").Date(at):                     "2026年10月14日",
		theme.In("ko").Date(at):                     "2026년 10월 14일",
		theme.In("ar").Date(at):                     "14 أكتوبر 2026",
		zoneName(at):                                "UTC",
		zoneName(at.In(time.FixedZone("", -12600))): "UTC−3:30",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if html := string(en.whenTag(at)); html != `<time datetime="2026-10-14T01:12:00Z" data-when>14 October 2026, 09:12 (UTC+8)</time>` {
		t.Error(html)
	}
}

func TestLabelsAreComplete(t *testing.T) {
	labels := loadSample(t, Config{}).Labels()
	for _, lang := range []string{"en", "zh-CN"} {
		for _, name := range []string{"note", "tip", "important", "warning", "caution", "copy", "footnotes", "back-to-text", "external-image", "table", "details"} {
			if labels[lang][name] == "" || strings.Contains(labels[lang][name], ".") {
				t.Errorf("%s: no label %s", lang, name)
			}
		}
	}
}

func TestCatalogProblems(t *testing.T) {
	known := catalog{"nav.next": {text: "Next"}, "nav.previous": {text: "Previous"}}
	var list diag.List
	got := readCatalog(diag.NewSource("themes/i18n/en.yaml", []byte("nav:\n  nexxt: On\n  previous: 3\nown:\n  hello: Hello\n")), known, &list)
	var problems []string
	for _, d := range list.Sorted() {
		problems = append(problems, d.Pos.String()+" "+d.Message+" | "+d.Hint)
	}
	want := []string{
		`themes/i18n/en.yaml:2:3 the theme has no text "nav.nexxt" | did you mean nav.next?`,
		`themes/i18n/en.yaml:3:13 expected a text, found 3 | put the text in quotes`,
	}
	if !slices.Equal(problems, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(want, "\n"))
	}
	if got["own.hello"].text != "Hello" {
		t.Error("a site's own text is lost")
	}
}
