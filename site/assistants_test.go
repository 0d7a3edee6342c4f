package site

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// outText is a file of the output.
func outText(t *testing.T, out, name string) string { return string(fileText(t, out, name)) }

// TestAssistants holds that programs read what readers do, in each language: all
// of an article, and of a language only what is written in it.
func TestAssistants(t *testing.T) {
	files := map[string]string{
		"deskbell.yaml":               "title: {en: Help, zh-CN: 帮助}\ndescription: {en: All answers.}\nurl: https://help.example.com/base/\nlanguages: [en, zh-CN]\n",
		"content/en/_part.md":         "Shared words.\n",
		"content/en/start.md":         "---\ntitle: \"Start: here\"\ndescription: How one begins.\ntags: [first]\ndate: 2026-01-02\n---\nGo to [questions](faq/pay.md#how).\n\n::include _part.md\n",
		"content/en/faq/index.md":     "# Questions\n",
		"content/en/faq/pay.md":       "---\ntitle: Paying\nupdated: 2026-03-04\n---\n\n## How? {#how}\n\nBy `card`.\n",
		"content/zh-CN/faq/pay.md":    "---\ntitle: 付款\n---\n\n## 怎么付？ {#how}\n\n刷卡。\n",
		"content/en/notices/trip.md":  "---\ntitle: Closed\ncategory: policy\ndate: 2026-02-01\nupdates: [{at: 2026-02-02T10:00:00Z, text: Open again.}]\n---\nWe are away.\n",
		"content/en/files/robots.pdf": "x",
	}
	out, result := written(t, files)
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	if got, want := outText(t, out, "start/index.md"), "---\ntitle: \"Start: here\"\nurl: \"https://help.example.com/base/start/\"\nlanguage: \"en\"\nkind: \"page\"\nupdated: 2026-01-02\n---\n\n# Start: here\n\nHow one begins.\n\n- **Last change**: 2 January 2026\n\nGo to [questions](https://help.example.com/base/faq/pay/#how).\n\nShared words.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := outText(t, out, "notices/trip/index.md"); !strings.Contains(got, "We are away.") || !strings.Contains(got, "Open again.") {
		t.Errorf("the notice lacks a part:\n%s", got)
	}
	if got, _ := page(t, out, "start/index.html").Find(`link[type="text/markdown"]`).Attr("href"); got != "/base/start/index.md" {
		t.Errorf("the page names its Markdown as %q", got)
	}
	if _, err := os.Stat(filepath.Join(out, "zh-CN", "start", "index.md")); err == nil {
		t.Error("a page shown in another language has Markdown in this one")
	}
	list := outText(t, out, "llms.txt")
	for _, want := range []string{"# Help\n\n> All answers.\n", "\n## More articles\n", "- [Start: here](https://help.example.com/base/start/index.md): How one begins.\n", "\n## Questions\n\n- [Questions](https://help.example.com/base/faq/index.md)\n- [Paying](", "- [简体中文](https://help.example.com/base/zh-CN/llms.txt)\n"} {
		if !strings.Contains(list, want) {
			t.Errorf("llms.txt lacks %q:\n%s", want, list)
		}
	}
	if full := outText(t, out, "zh-CN/llms-full.txt"); !strings.Contains(full, "刷卡。") || strings.Contains(full, "card") {
		t.Errorf("zh-CN/llms-full.txt:\n%s", full)
	}
	if full := outText(t, out, "llms-full.txt"); strings.Count(full, "\nurl: ") != 4 {
		t.Errorf("llms-full.txt has not the four articles:\n%s", full)
	}
	var data apiArticles
	if err := json.Unmarshal([]byte(outText(t, out, "api/articles.json")), &data); err != nil {
		t.Fatal(err)
	}
	pay := data.Articles[len(data.Articles)-2]
	if data.Next != nil || len(data.Articles) != 4 || pay.Title != "Paying" || pay.Sections[0].Anchor != "how" || pay.Sections[0].Text != "By card." || pay.Updated != "2026-03-04" || pay.Path[0] != "Questions" {
		t.Errorf("articles.json: %+v", data)
	}
}

// TestAssistantParts holds that files of a large site go on in others, and that
// nothing is made where nothing is wanted, or where the site brings its own.
func TestAssistantParts(t *testing.T) {
	files := map[string]string{"deskbell.yaml": "title: T\nlanguages: [en]\n", "content/llms.txt": "Ours.\n"}
	for i := range articlesInFile + 1 {
		files[fmt.Sprintf("content/a/%03d.md", i)] = fmt.Sprintf("# Article %d\n\nText.\n", i)
	}
	out, _ := written(t, files)
	if outText(t, out, "llms.txt") != "Ours.\n" {
		t.Error("the site's own llms.txt was replaced")
	}
	if first, second := outText(t, out, "llms-full.txt"), outText(t, out, "llms-full-2.txt"); !strings.HasSuffix(first, "llms-full-2.txt\n") || strings.Count(first, "\nurl: ")+strings.Count(second, "\nurl: ") != articlesInFile+1 {
		t.Error("the parts are not the whole, or the first does not lead on")
	}
	if first := outText(t, out, "api/articles.json"); !strings.Contains(first, `"next":"/api/articles-2.json"`) {
		t.Error("articles.json does not lead on")
	}
	out, _ = written(t, map[string]string{"deskbell.yaml": "title: T\nlanguages: [en]\nassistants: {off: true}\n", "content/a.md": "# A\n"})
	for _, name := range []string{"llms.txt", "a/index.md", "api/articles.json"} {
		if _, err := os.Stat(filepath.Join(out, name)); err == nil {
			t.Errorf("%s is made all the same", name)
		}
	}
}

// TestMainPart holds what of a page is its main part.
func TestMainPart(t *testing.T) {
	for page, want := range map[string]string{
		"":                      "",
		"main >no":              "main >no",
		"<p>the main thing</p>": "<p>the main thing</p>",
		"a main <main id=x>b main> </main>c</main>":                         "<main id=x>b main> ",
		`<main id=x>a<footer class="after">b<footer class="after">c</main>`: `<main id=x>a<footer class="after">b`,
	} {
		if got := string(mainPart([]byte(page))); got != want {
			t.Errorf("%q: %q and not %q", page, got, want)
		}
	}
}
