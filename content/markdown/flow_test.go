package markdown

import (
	"strings"
	"testing"

	"deskbell/diag/bombs"

	"golang.org/x/net/html"
)

func FuzzFlow(f *testing.F) {
	for _, v := range append(vectors,
		"a: b\n- c -> d\nd: e", "a: b\n- c -> [x](login.md)", "a：b\n  text\n\n  more\n- c → text", "a: b\n- c -> a", "- x -> y", "a: [x][y]\n  [y]: z\n- b -> [^1]\n  [^1]: c",
		"a: b\n  ::include flow.md\n- c -> d", "a: b\n      code\n\tx\n- c->\n", "location: x\n- c -> [x](javascript:alert(1))\n- d -> ![p](a.png)") {
		f.Add(v, "````", "")
		f.Add(v, "~~~", "> ")
		f.Add(v, "```", "  - ")
	}
	f.Fuzz(func(t *testing.T, text, fence, prefix string) {
		if len(text) > 1<<13 || strings.Trim(fence, "`~") != "" || len(prefix) > 8 {
			return
		}
		page := fence + "flow\n" + text + "\n" + fence + "\n\nAfter.\n"
		page = prefix + strings.ReplaceAll(page, "\n", "\n"+strings.Repeat(" ", len(prefix)))
		d, list := convert(page, Options{})
		harmless(t, []byte(d.HTML))
		balanced(t, []byte(d.HTML))
		answersLead(t, []byte(d.HTML))
		lines := strings.Count(page, "\n") + 1
		for _, p := range list.Sorted() {
			if p.Pos.Line > lines || strings.HasPrefix(p.ID, "flow-") && p.Pos.Column < 1 {
				t.Fatalf("%s at %v of %q", p.ID, p.Pos, page)
			}
		}
	})
}

// answersLead holds that an answer's link within the page leads to a step.
func answersLead(t *testing.T, text []byte) {
	t.Helper()
	steps := map[string]bool{}
	var links []string
	inAnswers := 0
	z := html.NewTokenizer(strings.NewReader(string(text)))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		tag := z.Token()
		attrs := map[string]string{}
		for _, a := range tag.Attr {
			attrs[a.Key] = a.Val
		}
		switch {
		case kind == html.StartTagToken && tag.Data == "ul" && attrs["class"] == "flow-answers":
			inAnswers++
		case kind == html.EndTagToken && tag.Data == "ul" && inAnswers > 0:
			inAnswers--
		case tag.Data == "div" && strings.HasPrefix(attrs["class"], "flow-step"):
			steps["#"+encodeFragment(attrs["id"])] = true
		case inAnswers > 0 && tag.Data == "a" && strings.HasPrefix(attrs["href"], "#") && attrs["href"] != "#":
			links = append(links, attrs["href"])
		}
	}
	for _, link := range links {
		if !steps[link] && !strings.Contains(string(text), `id="`+strings.TrimPrefix(link, "#")) {
			t.Fatalf("%s leads nowhere in %s", link, text)
		}
	}
}

// TestFlowPositions holds problems within a step's text to their places in the
// file, indentation and quotes left out.
func TestFlowPositions(t *testing.T) {
	_, list := convert("> 1. ```flow\n>    a: One\n>        Text.\n>\n>        中文 [lost](lost.md)\n>    - b -> [gone](gone.md)\n>    ```\n", Options{})
	var got []string
	for _, p := range list.Sorted() {
		got = append(got, p.Pos.String()+" "+p.ID)
	}
	if want := "page.md:5:20 link-broken, page.md:6:20 link-broken"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestLongFlowsAreCheap(t *testing.T) {
	for name, text := range map[string]string{
		"steps":   strings.Repeat("a: *b*\n- `c` -> a\n", 5000),
		"answers": "a: b\n" + strings.Repeat("- *c* -> text *d*\n", 10000),
		"texts":   "a: b\n" + strings.Repeat("  *c*\n\n", 10000),
		"chain":   strings.Repeat("a1: b\n- c -> a1\nab: x\n- d -> a1\n", 5000),
	} {
		var d *Document
		all := Options{Limits: Limits{Blocks: 1 << 30, Output: 1 << 30}} // no other limit hides what is dear
		bombs.Cheap(t, name, func() { d, _ = convert("```flow\n"+text+"```\n", all) })
		if len(d.HTML) > 1000*len(text) {
			t.Errorf("%s: %d bytes", name, len(d.HTML))
		}
	}
}
