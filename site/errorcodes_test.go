package site

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// codesSite has one code in two languages and spellings, one that only an
// article names, and one that only errors.yaml tells of.
var codesSite = map[string]string{
	"deskbell.yaml": "title: T\nurl: https://help.example.com/\nlanguages: [en, zh-CN]\nproducts: [{id: sdk, name: SDK}]\n",
	"errors.yaml": `- {code: E-1, means: {en: No network, zh-CN: 没有网络}, do: {en: "See [it](guides/a.md)."}, applies_to: [{product: sdk, versions: ">= 2"}]}
- {code: E-10, means: Only here}
`,
	"content/en/guides/a.md":    "---\ntitle: One\ncodes: [E-1, x-7]\nsymptoms: [It hangs]\n---\nText.\n",
	"content/en/guides/all.md":  "---\ntitle: Many\ncodes: [E-1, E-2, E-3, E-4, E-5]\nsymptoms: [Anything]\n---\nText.\n",
	"content/zh-CN/guides/a.md": "---\ntitle: 一\ncodes: [e-1]\nsymptoms: [卡住]\n---\n正文。\n",
}

func TestErrorPages(t *testing.T) {
	out, result := written(t, codesSite)
	if len(result.Diagnostics) > 0 {
		t.Fatal(result.Diagnostics)
	}
	var urls []string
	for _, p := range result.Pages {
		if strings.HasPrefix(p.URL, "/errors/") {
			urls = append(urls, p.URL)
		}
	}
	want := []string{"/errors/", "/errors/e-1/", "/errors/e-2/", "/errors/e-3/", "/errors/e-4/", "/errors/e-5/", "/errors/e-10/", "/errors/x-7/"}
	if !slices.Equal(urls, want) {
		t.Errorf("pages %v, want %v", urls, want)
	}
	first := page(t, out, "errors/e-1/index.html")
	if got := text(first, "main .short"); got != "No network" {
		t.Errorf("it means %q", got)
	}
	if got := texts(first, "main .list a"); !slices.Equal(got, []string{"One", "Many"}) {
		t.Errorf("articles %v, want the particular one first", got)
	}
	if got := texts(first, "main .symptoms li"); !slices.Equal(got, []string{"It hangs"}) {
		t.Errorf("symptoms %v, want those of the particular article", got)
	}
	if got := text(first, "main .facts dd"); got != "SDK ≥ 2" {
		t.Errorf("applies to %q", got)
	}
	chinese := page(t, out, "zh-CN/errors/e-1/index.html")
	if got := texts(chinese, "main .list a"); !slices.Equal(got, []string{"一", "Many"}) {
		t.Errorf("articles in Chinese %v", got)
	}
	if got, _ := page(t, out, "guides/a/index.html").Find("main .codes a").Attr("href"); got != "/errors/e-1/" {
		t.Errorf("the article links its code to %s", got)
	}
}

func TestErrorFileProblems(t *testing.T) {
	files := map[string]string{
		"deskbell.yaml":    "title: T\nproducts: [{id: sdk}]\n",
		"content/index.md": "# T\n",
		"errors.yaml":      "- {code: E-1, means: A, do: \"[x](gone.md)\"}\n- {code: e 1, means: B}\n- {code: E-2, means: C, applies_to: [{product: sdkk}]}\n- {means: D}\n",
	}
	_, result := written(t, files)
	var got []string
	for _, d := range result.Diagnostics {
		got = append(got, d.Pos.String()+" "+d.ID)
	}
	want := []string{"errors.yaml:1:29 link-broken", "errors.yaml:2:10 id-duplicate", "errors.yaml:3:48 product-unknown", "errors.yaml:4:3 yaml-required"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestBareCodesFindTheirPage holds that whoever types a code and nothing else
// meets its page first, also beside articles that are about little else.
func TestBareCodesFindTheirPage(t *testing.T) {
	files := maps.Clone(codesSite)
	files["content/en/guides/x.md"] = "---\ntitle: X-7\ncodes: [X-7]\nkeywords: [X-7, \"7\"]\n---\n## X-7\n\nX-7 is X-7.\n"
	files["content/en/guides/ten.md"] = "---\ntitle: E-10\n---\nE-10 comes and goes.\n"
	files["deskbell.yaml"] += "checks: {off: [translation-missing]}\n"
	files["search/queries.yaml"] = `- {query: E-1, lang: en, page: /errors/e-1/, within: 1}
- {query: e-10, lang: en, page: /errors/e-10/, within: 1}
- {query: X-7, lang: en, page: /errors/x-7/, within: 1}
- {query: E-1, lang: zh-CN, page: /zh-CN/errors/e-1/, within: 1}
`
	_, result := built(t, folder(t, files), func(o *Options) { o.DryRun = true })
	if len(result.Diagnostics) > 0 {
		t.Errorf("%d queries find something else", len(result.Diagnostics))
	}
}
