package markdown

import (
	"reflect"
	"testing"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

// addressed are texts with addresses, and with what looks like some.
var addressed = []string{
	"see http://a.example and [b](https://b.example) x", "[a](http://a b) (http://c.example)", `\[a](http://a.example)`,
	"`[a](http://a.example)` [a](http://a.example)", "[^1](http://a.example)\n\n[^1]: x", "- [x](http://a.example)", "[r](http://a.example b c)\n\n[r]: x.md",
	"a.b@c.example", "x @b me@", "`c`http://a.example", "**b**www.a.example", "<b>http://a.example", `<a href="http://a.example">x</a>`, "++k++ftp://a.example",
	"![i](http://a.example/i.png)", "[[a](http://a.example)](http://b.example)", "[a](<http://a.example>)", "| a |\n|---|\n| [b](www.c.example) www.c.example |",
	"# [a](http://a.example) b  \nline  \n two \\\nthree", "文字http://a.example 文字", "```\n[a](http://a.example)\n```\nb c", "    [a](http://a.example)\n\nx y",
	"[a](http://a.example \"t\") *b c* _d_ ~~e~~ (f)", "(http://a.example)", "x:http://a.example", "[a]: http://a.example\n\n[a] b", "> [!NOTE] a b\n> c d",
}

// FuzzBareAddresses compares what texts become with what they become where each is
// searched for bare addresses.
func FuzzBareAddresses(f *testing.F) {
	for _, v := range mutate.Strings(6, addressed...) {
		f.Add(v)
	}
	quick, always := New(Options{}), New(Options{})
	always.linked = always.parser
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		var quickly, slowly diag.List
		got := quick.Convert(diag.NewSource("a.md", []byte(text)), 0, "en", nil, &quickly)
		want := always.Convert(diag.NewSource("a.md", []byte(text)), 0, "en", nil, &slowly)
		if string(got.HTML) != string(want.HTML) {
			t.Fatalf("%q becomes\n%s, not\n%s", text, got.HTML, want.HTML)
		}
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(quickly.Sorted(), slowly.Sorted()) {
			t.Fatalf("%q becomes another document:\n%+v\n%+v", text, got, want)
		}
	})
}

func TestBareAddresses(t *testing.T) {
	for text, want := range map[string]int{
		"a b c, @x and x@ y": 0, "[a](http://a.example), ![b](www.b.example)": 2, `<a href="http://a.example">`: 0, "xhttp://a": 0, "文www.a.example": 0,
		"http://a.example": -1, "(www.a.example)": -1, "a@b": -1, "x`y`ftp://z": -1, "[a]( http://a.example)": -1,
	} {
		some, n := bareAddresses([]byte(text))
		if some != (want < 0) || !some && n != want {
			t.Errorf("%q: %v, %d, want %d", text, some, n, want)
		}
	}
}
