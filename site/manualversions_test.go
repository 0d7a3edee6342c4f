package site

import (
	"slices"
	"strings"
	"testing"
)

func manualSite() map[string]string {
	files := map[string]string{
		"deskbell.yaml":            "title: T\nurl: https://help.example.com/\nlanguages: [en, zh-CN]\nproducts: [{id: sdk, name: SDK}]\n",
		"releases.yaml":            "sdk:\n  lifecycle:\n    - {versions: \"3\", supported_until: 2030-01-01}\n    - {versions: \"2\", supported_until: 2026-10-01, security_until: 2027-01-31}\n    - {versions: \"1\", supported_until: 2025-01-01, security_until: 2025-06-30}\n",
		"content/en/other.md":      "---\ntitle: Other\ntags: [start]\n---\nWords.\n",
		"content/en/docs/index.md": "---\ntitle: Manual\nproduct: sdk\nversions: [\"3\", \"2\", \"1\"]\n---\n",
		"content/en/docs/3/new.md": "# Only in three\n\nA page.\n",
	}
	for _, v := range []string{"1", "2", "3"} {
		files["content/en/docs/"+v+"/index.md"] = "# Version " + v + "\n"
		files["content/en/docs/"+v+"/start.md"] = "---\ntitle: Getting started\nslug: begin\ntags: [start]\nupdated: 2026-01-0" + v + "\n---\n" + strings.Repeat("Install the thing and read on until it works. ", 20) + "\n"
	}
	files["content/zh-CN/docs/3/start.md"] = "# 开始\n\n安装。\n"
	return files
}

// TestManualVersions follows one article through the versions of its product:
// the switch, what search engines are told, the search, and what is left alone.
func TestManualVersions(t *testing.T) {
	dir := folder(t, manualSite())
	out, result := built(t, dir, nil)
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	doc := page(t, out, "docs/2/begin/index.html")
	if got := texts(doc, ".manual-versions a"); !slices.Equal(got, []string{"3 latest", "2", "1"}) {
		t.Errorf("the switch has %q", got)
	}
	if got, _ := doc.Find(".manual-versions a").Last().Attr("href"); got != "/docs/1/begin/" {
		t.Errorf("the switch leads to %s", got)
	}
	if got := doc.Find(".manual-versions [aria-current]").Text(); got != "2" {
		t.Errorf("the current version is %q", got)
	}
	if got, _ := doc.Find(`link[rel=canonical]`).Attr("href"); got != "https://help.example.com/docs/3/begin/" {
		t.Errorf("search engines are told of %s", got)
	}
	if n := doc.Find(`link[hreflang]`).Length(); n != 0 {
		t.Errorf("an older page names %d translations", n)
	}
	if got := text(doc, ".support-soon"); !strings.Contains(got, "Read the same about 3, the latest") || !strings.Contains(got, "SDK 2: security fixes only, until 31 January 2027") {
		t.Errorf("the older page says %q", got)
	}
	if got := text(page(t, out, "docs/1/begin/index.html"), ".support-over:not([hidden])"); !strings.Contains(got, "SDK 1: no longer supported") {
		t.Errorf("the oldest page says %q", got)
	}
	latest := page(t, out, "docs/3/begin/index.html")
	if latest.Find(".support-soon, .support-over").Length() != 0 {
		t.Error("the latest page warns")
	}
	if got := texts(latest, ".related a"); !slices.Equal(got, []string{"Other"}) {
		t.Errorf("related: %q", got)
	}
	fresh := page(t, out, "docs/3/new/index.html")
	if got, _ := fresh.Find(".manual-versions a").Last().Attr("href"); got != "/docs/1/" || text(fresh, ".manual-versions li:last-child") != "1 without this page" {
		t.Errorf("a page that another version lacks leads to %s", got)
	}
	if got := page(t, out, "docs/1/index.html").Find(".manual-versions a").First().AttrOr("href", ""); got != "/docs/3/" {
		t.Errorf("a version's first page leads to %s", got)
	}
	if got := texts(page(t, out, "docs/index.html"), ".cards h3"); !slices.Equal(got, []string{"Version 3", "Version 2", "Version 1"}) {
		t.Errorf("versions in order %q", got)
	}
	maps := string(fileText(t, out, "sitemap.xml"))
	if strings.Contains(maps, "/docs/2/") || !strings.Contains(maps, "/docs/3/begin/") {
		t.Error("the sitemap has older pages, or lacks the latest")
	}
	if got := page(t, out, "zh-CN/docs/3/start/index.html").Find(".manual-versions a").Eq(1).AttrOr("href", ""); got != "/zh-CN/docs/2/begin/" {
		t.Errorf("in the other language the switch leads to %s", got)
	}
}

func TestManualVersionsAreNoDuplicates(t *testing.T) {
	_, result := built(t, folder(t, manualSite()), func(o *Options) { o.DryRun = true })
	for _, d := range result.Diagnostics {
		if d.ID == "title-duplicate" || d.ID == "article-duplicate" {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
	}
}

func TestManualVersionFaults(t *testing.T) {
	_, result := written(t, map[string]string{
		"deskbell.yaml":         "title: T\n",
		"content/docs/index.md": "---\ntitle: Manual\nversions: [\"2.5\", \"2.O\"]\n---\n",
		"content/docs/2.5/a.md": "# A\n", "content/docs/2.0/a.md": "---\ntitle: A\nversions: [x]\n---\n",
	})
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	if want := []string{"content/docs/2.0/a.md:3:11 versions-folder", "content/docs/index.md:3:19 versions-folder"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSupportOfArticles holds that an article is said to be about old versions
// only where all of them are.
func TestSupportOfArticles(t *testing.T) {
	files := manualSite()
	for name, applies := range map[string]string{"a": `"1"`, "b": `"1 – 2"`, "c": `">= 1"`, "d": `"< 3"`, "e": `"2, 3"`, "f": `"9"`, "g": `"old ones"`} {
		files["content/en/faq/"+name+".md"] = "---\ntitle: " + name + "\napplies_to: [{product: sdk, versions: " + applies + "}]\n---\nText.\n"
	}
	out, result := written(t, files)
	want := map[string]string{"a": "ended", "b": "security", "d": "security"}
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		doc := page(t, out, "faq/"+name+"/index.html")
		got := ""
		switch {
		case doc.Find(".support-over:not([hidden])").Length() > 0:
			got = "ended"
		case doc.Find(".support-soon").Length() > 0:
			got = "security"
		}
		if got != want[name] {
			t.Errorf("%s: %q, want %q", name, got, want[name])
		}
	}
	if len(result.Diagnostics) != 1 || result.Diagnostics[0].ID != "versions-unclear" {
		t.Errorf("%v", result.Diagnostics)
	}
}
