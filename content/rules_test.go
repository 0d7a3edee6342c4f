package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

func TestPagePath(t *testing.T) {
	for _, c := range []struct{ rel, slug, want string }{
		{"FAQ/Log In.md", "", "faq/log-in"},
		{"常见问题/无法 登录.md", "", "常见问题/无法-登录"},
		{"a.b/c.d.markdown", "", "a.b/c.d"},
		{"guides/index.md", "", "guides"},
		{"README.md", "", ""},
		{"faq/login.md", "sign-in", "faq/sign-in"},
		{"faq/login.md", "/help/Sign In/", "help/sign-in"},
		{"guides/index.md", "how-to", "how-to"},
		{"index.md", "start", "start"},
		{"ÄÖ/È.md", "", "äö/è"},
		{"x/.md", "", "x/untitled"},
		{"a/b%20c&d+e.md", "", "a/b%20c&d+e"},
		{"a/x.md", "../../b", "a/b"},
	} {
		if got := pagePath(c.rel, isIndexName(c.rel[strings.LastIndexByte(c.rel, '/')+1:]), c.slug); got != c.want {
			t.Errorf("%s with slug %q: %q, want %q", c.rel, c.slug, got, c.want)
		}
	}
}

func TestEscapePath(t *testing.T) {
	for in, want := range map[string]string{
		"/faq/登录/":      "/faq/%E7%99%BB%E5%BD%95/",
		"/a b%20c?d#e/": "/a%20b%2520c%3Fd%23e/",
		"/a(b)'c\"<>/":  "/a(b)'c%22%3C%3E/",
		"/v4.2.0+1/&x=": "/v4.2.0+1/%26x=",
	} {
		if got := EscapePath(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestNatural(t *testing.T) {
	want := []string{"", "1", "01a", "2 b", "10 a", "a2", "A3", "a10", "b", "第2章", "第10章"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Natural)
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestCompareVersions(t *testing.T) {
	want := []string{"0.9", "1.0.0-alpha", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-beta", "v1.0", "1.0.1", "1.2", "1.10", "2024.1"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortStableFunc(got, CompareVersions)
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if CompareVersions("1.0", "1.0.0") != 0 && CompareVersions("1.0", "1.0.0") == CompareVersions("1.0.0", "1.0") {
		t.Error("1.0 and 1.0.0 have no order")
	}
}

func TestFirstHeading(t *testing.T) {
	for in, want := range map[string]string{
		"# Title {#id .class}\n":                    "Title",
		"text\n\n## Second *level* `code` ##\n":     "Second level code",
		"```\n# no\n```\n# yes\n":                   "yes",
		"Setext *title*\n===\n":                     "Setext title",
		"---\n\nText\n":                             "",
		"- item\n---\n# after\n":                    "after",
		"| a |\n|---|\n":                            "",
		"<!--\n# no\n-->\n# See [the page](x.md)\n": "See the page",
		"#hash\n": "",
		"# snake_case and \\*stars\\* &amp; <b>x</b>": "snake_case and *stars* & x",
		"# **粗体。**中文 ![](a.png)":                      "粗体。中文",
		"    # code\n":                                "",
		"# \n\n## 二":                                  "二",
	} {
		if got := firstHeading([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestHumanize(t *testing.T) {
	for in, want := range map[string]string{
		"getting-started": "Getting started", "01-first_steps": "First steps", "常见问题": "常见问题",
		"4.2.0": "4.2.0", "2024-01-02": "2024 01 02", "": "", "-": "-", "API参考": "API参考",
	} {
		if got := humanize(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestDetectLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"zh-CN": "# 登录失败\n\n请检查 AccessKey ID 与 `GetInstanceScreenshot` 的设置，然后重新登录。",
		"zh-TW": "# 登入失敗\n\n請檢查您的網路設定與帳號，然後重新啟動應用程式，這個問題就會解決。",
		"ja":    "# ログインできない\n\n設定を確認してから、もう一度お試しください。",
		"ko":    "# 로그인 실패\n\n설정을 확인한 다음 다시 시도하십시오.",
		"ru":    "# Не удаётся войти\n\nПроверьте настройки SDK и повторите попытку.",
		"ar":    "# تعذر تسجيل الدخول\n\nتحقق من الإعدادات ثم أعد المحاولة.",
		"en":    "# Login fails\n\nCheck the settings (see 设置) and try again. Anmeldung, connexion.",
		"":      "123 — 456\n\n```\ncode\n```\n",
	} {
		if got := DetectLanguage([]byte(text)); got != want {
			t.Errorf("%q: %s, want %s", text[:min(len(text), 20)], got, want)
		}
	}
}

func TestOneEdit(t *testing.T) {
	for pair, want := range map[string]bool{
		"titel title": true, "tite title": true, "titles title": true, "tilte title": true, "title title": false, "head title": false, "wieght weight": true,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if oneEdit(a, b) != want {
			t.Error(pair)
		}
	}
}

// A product that is not known is one problem, where it is written.
func TestUnknownProductIsReportedOnce(t *testing.T) {
	fsys := fstest.MapFS{"content/a.md": {Data: []byte("---\nproducts: [im, nope]\nproduct: none\n---\nx\n")}}
	var list diag.List
	tree := Read(Config{FS: fsys, Dir: "content", Languages: []string{"en"}, Products: []string{"im"}}, &list)
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Column, d.Message))
	}
	if want := []string{`2:16 unknown product "nope"`, `3:10 unknown product "none"`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := tree.Pages[0].Front.Products; !slices.Equal(got, []string{"none", "im", "nope"}) {
		t.Errorf("products: %q", got)
	}
}
