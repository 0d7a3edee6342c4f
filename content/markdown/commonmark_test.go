package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"deskbell/diag"
)

// everything is a resolver that has every file.
type everything struct{}

func (everything) Page(dest string) (string, string, bool)  { return encode(dest), "", true }
func (everything) Image(dest string) (Image, bool)          { return Image{Src: encode(dest)}, true }
func (everything) Include(dest string) (*diag.Source, bool) { return nil, false }

// rawHTML are CommonMark's examples of raw HTML that are written otherwise: by
// default all of it is text, for a tag that means something could do something.
// Those that hold no tag, or escape it, are as the specification says.
var rawHTML = map[string][]int{
	"a block of HTML is shown as text, in a paragraph":                     {148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 169, 170, 171, 172, 173, 174, 175, 176, 178, 180, 181, 182, 184, 185, 186, 188, 189, 190, 191},
	"a comment with text behind it is shown with it":                       {177},
	"comments are left out":                                                {179, 183, 625, 626},
	"tags within a line are shown as text":                                 {168, 187, 613, 614, 615, 616, 617, 623, 630, 631},
	"instructions, declarations and CDATA within a line are shown as text": {627, 628, 629},
}

// differences are CommonMark's examples that are written otherwise on purpose.
var differences = map[string][]int{
	"a page has one h1: further headings move down": {68, 76, 78, 83, 84, 141, 227, 228, 229, 230, 232, 300},
	"a heading without text is left out":            {79},
	"raw HTML is shown as text":                     {21, 31, 344, 475, 476, 477, 491, 494, 524, 536, 642, 643, 201},
	"comments are left out":                         {308, 309},
	"a picture with a title is a figure":            {572, 573, 576, 577, 584, 585, 586, 588, 589, 591},
	"only known schemes are links":                  {596, 598, 599, 601},
	"bare addresses are links, as in GFM":           {608, 611, 612},
}

// alike takes out of HTML what the specification does not speak of.
var alike = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`<figure class="code"[^>]*>\n(<figcaption>.*?</figcaption>\n)?<pre tabindex="0"><code class="chroma">`), "<pre><code>"},
	{regexp.MustCompile(`</code></pre>\n<button type="button" class="copy" hidden>Copy</button>\n</figure>`), "</code></pre>"},
	{regexp.MustCompile(`<code class="language-[^"]*">`), "<code>"},
	{regexp.MustCompile(`<span class="[a-z0-9]+">([^<]*)</span>`), "$1"},
	{regexp.MustCompile(`<h([1-6]) id="[^"]*">`), "<h$1>"},
	{regexp.MustCompile(` class="external" rel="noopener"`), ""},
	{regexp.MustCompile(` loading="lazy" decoding="async">`), " />"},
	{regexp.MustCompile(`<(hr|br) ?/?>`), "<$1>"},
}

func plainHTML(s string) string {
	for _, a := range alike {
		s = a.what.ReplaceAllString(s, a.with)
	}
	return strings.TrimSpace(s)
}

// goldmark is the folder of that module.
func goldmark(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("skipped: no module cache")
	}
	return strings.TrimSpace(string(dir))
}

// TestCommonMark runs all of the specification's examples, which goldmark brings.
// Each that differs is listed with its reason.
func TestCommonMark(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(goldmark(t), "_test", "spec.json"))
	if err != nil {
		t.Skip("skipped: no specification")
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	known, raw := byNumber(differences), byNumber(rawHTML)
	c, same := New(Options{}), 0
	title := regexp.MustCompile(`(?s)^<h1>.*?</h1>\n?`)
	for _, e := range examples {
		d := c.Convert(diag.NewSource("x.md", []byte(e.Markdown)), 0, "en", everything{}, &diag.List{})
		got, want := plainHTML(string(d.HTML)), plainHTML(e.HTML)
		if d.TitleID != "" {
			want = strings.TrimSpace(title.ReplaceAllString(want, ""))
		}
		switch why := known[e.Example] + raw[e.Example]; {
		case got == want && why != "":
			t.Errorf("example %d is as CommonMark says, but listed: %s", e.Example, why)
		case got == want:
			same++
		case why == "":
			t.Errorf("example %d, %s\n%q\ngot  %q\nwant %q", e.Example, e.Section, e.Markdown, got, want)
		}
	}
	if same+len(known)+len(raw) != len(examples) {
		t.Errorf("%d + %d + %d of %d examples", same, len(known), len(raw), len(examples))
	}
	t.Logf("%d of %d as CommonMark says, %d otherwise on purpose, %d with raw HTML", same, len(examples), len(known), len(raw))
	t.Attr("fault", "examples of CommonMark")
	t.Attr("injected", strconv.Itoa(len(examples)))
	t.Attr("note", fmt.Sprintf("%d as the specification says, %d otherwise with their reasons, %d on raw HTML, which is shown as text", same, len(known), len(raw)))
}

// byNumber are the reasons by the number of the example.
func byNumber(reasons map[string][]int) map[int]string {
	out := map[int]string{}
	for why, numbers := range reasons {
		for _, n := range numbers {
			out[n] = why
		}
	}
	return out
}
