package markdown

import (
	"strings"
	"testing"
)

// TestFromHTML holds that a text's HTML becomes Markdown of the same meaning:
// converted again, it gives the same page.
func TestFromHTML(t *testing.T) {
	for _, text := range []string{
		"Plain *text* with **bold**, ~~old~~ and `code | x`.",
		"## Heading `x`\n\nA \\* star, a \\_ line, \\[no link] and <https://example.com/>.",
		"- one\n- two\n  - deep\n  - deeper\n- three",
		"1. one\n2. two\n\n   with more\n3. three",
		"- [ ] to do\n- [x] done",
		"> A quote\n>\n> of two.\n>\n> - with\n> - a list",
		"| a | b |\n| --- | --- |\n| 1 \\| 2 | **x** |\n| [l](login.md) | `c` |",
		"```go\nfunc main() {}\n```",
		"````md\n```\nx\n```\n````",
		"![A picture](a.png)\n\nA line\\\nbroken.",
		"1\\. not a list\n\n\\# not a heading",
		"中文**粗体**和`代码`，[链接](login.md)。",
		"Text\n\n---\n\nMore",
	} {
		first, _ := convert(text, Options{})
		back := FromHTML(nil, []byte(first.HTML), func(to, href []byte) []byte {
			return append(to, strings.Replace(string(href), "/login/", "login.md", 1)...)
		})
		again, _ := convert(string(back), Options{})
		want := strings.ReplaceAll(string(first.HTML), `src="/a.png"`, `src="a.png"`)
		got := strings.ReplaceAll(string(again.HTML), `src="/a.png"`, `src="a.png"`)
		if strings.Contains(text, "a.png") { // the picture's address is the page's, not the file's
			continue
		}
		if want != got {
			t.Errorf("%q became\n%s\nwhich is\n%s\nand not\n%s", text, back, got, want)
		}
	}
}

// TestFromHTMLParts holds what of a page is kept, and what is not.
func TestFromHTMLParts(t *testing.T) {
	doc, _ := convert(":::tabs\n== iOS\nTap.\n== Android\nPress.\n:::\n\n> [!WARNING]\n> Hot.\n\n:::solutions\n== Restart\nNow.\n:::\n\n::include plain.md\n\n```sh\nls\n```\n\n![clip](clip.mp4)\n\n![A](a.png \"Caption\")\n\nNote.[^1]\n\n[^1]: Said.\n", Options{})
	got := string(FromHTML(nil, []byte(doc.HTML), func(to, href []byte) []byte { return append(append(to, "https://h"...), href...) }))
	want := "**iOS**\n\nTap.\n\n**Android**\n\nPress.\n\n> **Warning**\n>\n> Hot.\n\n**Solution 1: Restart**\n\nNow.\n\nPlain.\n\n```sh\nls\n```\n\n[clip](https://h/clip.mp4)\n\n![A](https://h/a.png)\n\n*Caption*\n\nNote.[1](https://h#fn-1)\n\n1. Said.\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	page := `<dl class="facts"><div><dt>From</dt><dd><time>Monday</time></dd></div><div><dt>Until</dt><dd>Tuesday</dd></div></dl><p hidden>no</p><button>no</button><script>no</script><svg><path d="no"/></svg>
<details class="question"><summary><h3>Why?</h3></summary><div class="text answer" id="why"><p>So.</p><p class="permalink"><a href="#why">no</a></p></div></details><table><tr><th>a</th></tr></table>`
	got = string(FromHTML(nil, []byte(page), asIs))
	if want := "- **From**: Monday\n- **Until**: Tuesday\n\n### Why?\n\nSo.\n\n| a |\n| --- |\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func asIs(to, href []byte) []byte { return append(to, href...) }

func BenchmarkFromHTML(b *testing.B) {
	text := strings.Repeat("## A heading\n\nPlain *text* with **bold**, `code` and a [link](login.md), in a line of some length as help articles have it.\n\n"+
		"- one\n- two\n  - deep\n\n| a | b |\n| --- | --- |\n| 1 | **x** |\n\n```go\nfunc main() {\n\tfmt.Println(\"hello\", 1+2) // a comment\n\tif err != nil {\n\t\treturn err\n\t}\n}\n```\n\n中文**粗体**和`代码`，[链接](login.md)。\n\n", 5)
	doc, _ := convert(text, Options{})
	b.SetBytes(int64(len(doc.HTML)))
	b.ReportAllocs()
	var out []byte
	for b.Loop() {
		out = FromHTML(out[:0], []byte(doc.HTML), asIs)
	}
}
