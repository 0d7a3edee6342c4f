package site

import (
	"slices"
	"testing"
)

// homeIDs are the ids of the headings of a home page's parts, in order.
func homeIDs(t *testing.T, out, name string) []string {
	t.Helper()
	var ids []string
	for _, s := range page(t, out, name).Find("main section[aria-labelledby]").EachIter() {
		ids = append(ids, s.AttrOr("aria-labelledby", ""))
	}
	return ids
}

func homeSite(config string) map[string]string {
	return map[string]string{
		"deskbell.yaml":              "title: T\nlanguages: [en, zh-CN]\ncontact: {email: help@example.com}\n" + config,
		"content/en/faq/login.md":    "---\ntitle: Signing in\npopular: true\n---\n\n## I forgot it {#forgot}\n\nPress.\n",
		"content/zh-CN/faq/login.md": "---\ntitle: 登录\npopular: true\n---\n\n## 忘了密码 {#forgot}\n\n点这里。\n",
		"content/en/notices/a.md":    "---\ntitle: A\ncategory: policy\ndate: 2026-01-01\n---\nText.\n",
		"content/en/releases/1.md":   "---\nversion: 1.0\ndate: 2026-01-01\n---\nText.\n",
	}
}

func TestHomeIsComposed(t *testing.T) {
	out, _ := written(t, homeSite(""))
	if got := homeIDs(t, out, "index.html"); !slices.Equal(got, []string{"db-topics", "db-popular", "db-notices", "db-versions"}) {
		t.Errorf("by default %q", got)
	}
	out, result := written(t, homeSite("home: {parts: [releases, popular, contact], popular: [faq/login.md#forgot]}\n"))
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	for name, want := range map[string][]string{"index.html": {"I forgot it", "Signing in"}, "zh-CN/index.html": {"忘了密码", "登录"}} {
		if got := homeIDs(t, out, name); !slices.Equal(got, []string{"db-versions", "db-popular"}) {
			t.Errorf("%s: %q", name, got)
		}
		if got := texts(page(t, out, name), ".popular a"); !slices.Equal(got, want) {
			t.Errorf("%s: popular are %q", name, got)
		}
	}
	if got := page(t, out, "index.html").Find(".popular a").First().AttrOr("href", ""); got != "/faq/login/#forgot" {
		t.Errorf("the question is at %s", got)
	}
}

func TestHomeFaults(t *testing.T) {
	_, result := written(t, homeSite("home:\n  parts: [popular, news, popular]\n  popular: [faq/login.md#gone, faq/lost.md]\n"))
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	if want := []string{"deskbell.yaml:5:20 yaml-value", "deskbell.yaml:5:26 config-home", "deskbell.yaml:6:13 config-link", "deskbell.yaml:6:32 config-link"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
