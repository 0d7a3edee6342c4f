package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"deskbell/diag"
)

// gfmExamples are the numbers in GitHub Flavored Markdown 0.29
// (https://github.github.com/gfm/) of the examples of its extensions: all 24. Of
// 22 the text and HTML are in files that goldmark brings, at the places given;
// the other two are written below, with other words.
var gfmExamples = []struct {
	file   string
	places map[int]int // number in the specification → in the file
}{
	{"table.txt", map[int]int{198: 1, 199: 2, 200: 3, 201: 4, 202: 5, 203: 6, 204: 7, 205: 8}},
	{"tasklist.txt", map[int]int{279: 1, 280: 2}},
	{"strikethrough.txt", map[int]int{491: 1, 492: 2}},
	{"linkify.txt", map[int]int{621: 1, 622: 2, 624: 3, 625: 4, 626: 5, 627: 6, 628: 7, 629: 8, 630: 9, 631: 10}},
}

// gfmOwn are the two: a full stop behind an address is not part of it, and some
// tags are shown as text.
var gfmOwn = map[int][2]string{
	623: {"See www.example.org.\n\nSee www.example.org/a.b.\n", "<p>See <a href=\"http://www.example.org\">www.example.org</a>.</p>\n<p>See <a href=\"http://www.example.org/a.b\">www.example.org/a.b</a>.</p>"},
	653: {"<b> <title> <style> <i>\n\n<blockquote>\n  <xmp> and <XMP> are not allowed.\n</blockquote>\n", "<p><b> &lt;title> &lt;style> <i></p>\n<blockquote>\n  &lt;xmp> and &lt;XMP> are not allowed.\n</blockquote>"},
}

// gfmDifferences are GFM's examples that are written otherwise on purpose.
var gfmDifferences = map[int]string{
	628: "ftp is no scheme that links may have",
	653: "raw HTML is shown as text, all of it",
}

// gfmAlike takes out what GFM's HTML has and ours says otherwise, to the same end.
var gfmAlike = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`<div class="table" tabindex="0" role="group" aria-label="Table">\n(?s:(.*?</table>))\n</div>`), "$1"}, // it can be scrolled by itself
	{regexp.MustCompile(` scope="col"`), ""},
	{regexp.MustCompile(`(align|class)="(left|center|right)"`), `align="$2"`}, // no style and no old attribute
	{regexp.MustCompile(`<li class="task"><label>(.*?)</label>`), "<li>$1"},
	{regexp.MustCompile(`<input [^>]*checked[^>]*>`), "<box checked>"}, // attributes in any order
	{regexp.MustCompile(`<input [^>]*disabled[^>]*>`), "<box>"},
}

func TestGFM(t *testing.T) {
	dir := filepath.Join(goldmark(t), "extension", "_test")
	cases := map[int][2]string{}
	for n, own := range gfmOwn {
		cases[n] = own
	}
	for _, f := range gfmExamples {
		text, err := os.ReadFile(filepath.Join(dir, f.file))
		if err != nil {
			t.Skip("skipped: no examples of GFM")
		}
		all := gfmFile(string(text))
		for n, place := range f.places {
			cases[n] = all[place]
		}
	}
	numbers := make([]int, 0, len(cases))
	for n := range cases {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	c, same := New(Options{}), 0
	for _, n := range numbers {
		d := c.Convert(diag.NewSource("x.md", []byte(cases[n][0])), 0, "en", everything{}, &diag.List{})
		got, want := plainHTML(string(d.HTML)), plainHTML(cases[n][1])
		for _, a := range gfmAlike {
			got, want = a.what.ReplaceAllString(got, a.with), a.what.ReplaceAllString(want, a.with)
		}
		switch why := gfmDifferences[n]; {
		case got == want && why != "":
			t.Errorf("example %d is as GFM says, but listed: %s", n, why)
		case got == want:
			same++
		case why == "":
			t.Errorf("example %d\n%q\ngot  %q\nwant %q", n, cases[n][0], got, want)
		}
	}
	if len(cases) != 24 || same+len(gfmDifferences) != len(cases) {
		t.Errorf("%d and %d of %d examples", same, len(gfmDifferences), len(cases))
	}
	t.Attr("fault", "examples of GFM's extensions")
	t.Attr("injected", strconv.Itoa(len(cases)))
	t.Attr("note", fmt.Sprintf("%d as the specification says, %d otherwise with their reasons", same, len(gfmDifferences)))
}

var gfmCase = regexp.MustCompile(`(?ms)^(\d+)[^\n]*\n//- - - - - - - - -//\n(.*?)//- - - - - - - - -//\n(.*?)^//= = = =`)

// gfmFile reads a file of goldmark's: examples by their numbers.
func gfmFile(text string) map[int][2]string {
	all := map[int][2]string{}
	for _, m := range gfmCase.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			all[n] = [2]string{m[2], strings.TrimSpace(m[3])}
		}
	}
	return all
}
