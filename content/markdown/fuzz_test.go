package markdown

import (
	"bytes"
	"strings"
	"testing"

	"deskbell/diag/mutate"

	"golang.org/x/net/html"
)

// vectors are ways in which text has got markup past others.
var vectors = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`, `<a href="javascript:alert(1)">x</a>`,
	`[x](javascript:alert(1))`, `[x](JaVaScRiPt&colon;alert(1))`, `[x](java&Tab;script:alert(1))`, `[x](&#x6A;avascript:alert(1))`,
	`![x](javascript:alert(1))`, `<javascript:alert(1)>`, `[x](data:text/html;base64,PHNjcmlwdD4=)`, `[x]: javascript:alert(1)` + "\n\n[x]",
	`[x](//evil.example)`, `[x](/\evil.example)`, `![x" onerror="alert(1)](a.png)`, `![x](a.png "\" onerror=alert(1)")`,
	`[x](login.md "\" onclick=alert(1) x=\"")`, "```\"><img src=x onerror=alert(1)>\nx\n```", "```go title=\"<img src=x onerror=alert(1)>\"\nx\n```",
	`# x {#location}`, `# x {#"onclick=alert(1)}`, `# x {style=color:red onclick=alert(1)}`, `:::details <img src=x onerror=alert(1)>` + "\nx\n:::",
	":::tabs\n== <script>x</script> \"q\"\nx\n:::", `++<script>alert(1)</script>++`, `[^<script>]` + "\n\n[^<script>]: x",
	`> [!NOTE] <img src=x onerror=alert(1)>`, `<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`, `<form><button formaction=javascript:alert(1)>x`, `<iframe srcdoc="<script>x</script>">`,
	`<object data=x>`, `<base href=//evil>`, `<meta http-equiv=refresh content=0>`, `<link rel=stylesheet href=x>`, `<style>*{}</style>`,
	`<a id=location>x</a>`, `<img name=cookie>`, "</div></main></section>", "<details open ontoggle=alert(1)>", "| a |\n|---|\n| <script> |",
	"term\n: <script>x</script>", "<http://a\"onclick=\"x>", "https://a.example/\"onclick=x", "::include part.md", "<!-- --!> <img src=x onerror=alert(1)> -->",
	"<b>open", "<table><tr><td>x", "a <em id=a>b", "<a href=\"login.md\"><a href=\"login.md\">",
}

func FuzzConvert(f *testing.F) {
	for _, v := range mutate.Strings(6, vectors...) {
		f.Add(v, false)
		f.Add(v, true)
	}
	f.Fuzz(func(t *testing.T, text string, sanitized bool) {
		if len(text) > 1<<14 {
			return
		}
		o := Options{}
		if sanitized {
			o.HTML = Sanitize
		}
		o.Limits.Blocks = 1 + len(text)%50
		convert(text, o)
		o.Limits.Blocks = 0
		d, _ := convert(text, o)
		harmless(t, []byte(d.HTML))
		for _, h := range d.Headings {
			harmless(t, []byte(h.HTML))
		}
		last := 0
		for _, s := range d.Sections {
			if s.Start < last || s.End < s.Start || s.End > len(d.HTML) {
				t.Fatalf("sections: %+v of %d", d.Sections, len(d.HTML))
			}
			last = s.End
			balanced(t, []byte(d.HTML)[s.Start:s.End])
		}
	})
}

// elements are all that the converter may write.
var elements = names(`p h2 h3 h4 h5 h6 blockquote pre code ul ol li dl dt dd table thead tbody tfoot tr th td caption hr br
	strong em del a img video track span div aside figure figcaption details summary section sup sub kbd input label button
	b i u s ins small mark samp var q cite abbr dfn wbr ruby rt rp bdi bdo`)

// harmless looks at the HTML as a browser reads it: known elements, no handler,
// no style, no scheme beside those allowed, no id twice or that clobbers.
func harmless(t *testing.T, text []byte) {
	t.Helper()
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			if !elements[tag.Data] {
				t.Fatalf("element <%s> in %s", tag.Data, text)
			}
			for _, a := range tag.Attr {
				attribute(t, tag.Data, a, ids, text)
			}
		case html.CommentToken, html.DoctypeToken:
			t.Fatalf("comment in %s", text)
		}
	}
}

func attribute(t *testing.T, tag string, a html.Attribute, ids map[string]bool, text []byte) {
	t.Helper()
	if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || a.Key == "name" || strings.Contains(a.Key, ":") {
		t.Fatalf("attribute %s in %s", a.Key, text)
	}
	switch a.Key {
	case "href", "src":
		scheme := schemeOf(destination([]byte(a.Val)))
		allowed := scheme == "" || scheme == "http" && tag == "a" || scheme == "https" && tag == "a" || scheme == "mailto" || scheme == "tel" || scheme == "data" && tag == "img"
		if !allowed || strings.HasPrefix(a.Val, "//") || strings.ContainsAny(a.Val, "\\\t\n ") {
			t.Fatalf("%s=%q in %s", a.Key, a.Val, text)
		}
	case "id":
		if ids[a.Val] || a.Val == "" || reservedIDs[strings.ToLower(a.Val)] {
			t.Fatalf("id %q in %s", a.Val, text)
		}
		ids[a.Val] = true
	}
}

// balanced says that a cut of the HTML closes what it opens.
func balanced(t *testing.T, text []byte) {
	t.Helper()
	var open []string
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("%v left open in %s", open, text)
			}
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			switch string(name) {
			case "img", "br", "hr", "input", "track", "wbr":
			default:
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("</%s> with %v open in %s", name, open, text)
			}
			open = open[:len(open)-1]
		}
	}
}
