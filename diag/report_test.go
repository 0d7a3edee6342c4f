package diag

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
)

func print(t *testing.T, r Report, f Format, ds ...Diagnostic) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b, f, ds); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func compareText(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

var missing = Diagnostic{
	ID: "image-missing", Severity: Error, Message: "no picture a.png", Hint: "add the file, or mend the path",
	Pos:     Position{File: "content/faq/登录.md", Line: 12, Column: 8, Width: 5, Text: "登录页：![](a.png)"},
	Related: []Related{{Pos: Position{File: "content/b.md", Line: 2, Column: 1}, Message: "here it is called b.png"}},
}

func TestText(t *testing.T) {
	compareText(t, print(t, Report{}, FormatText,
		missing,
		Diagnostic{ID: "x", Severity: Warning, Message: "no line is known", Pos: Position{File: "deskbell.yaml"}},
		Diagnostic{ID: "x", Severity: Note, Message: "no file is known"},
	), `content/faq/登录.md:12:8: error: no picture a.png
  12 | 登录页：![](a.png)
     |            ^^^^^
  help: add the file, or mend the path
  see content/b.md:2:1: here it is called b.png

deskbell.yaml: warning: no line is known

note: no file is known

1 error, 1 warning
`)
}

func TestTextOfNothing(t *testing.T) {
	compareText(t, print(t, Report{}, FormatText), "")
}

func TestTextFromAnotherFolder(t *testing.T) {
	got := print(t, Report{Dir: "sites/help"}, FormatText, missing)
	for _, want := range []string{"sites/help/content/faq/登录.md:12:8: error:", "see sites/help/content/b.md:2:1:"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

// cut is the excerpt of a position's line, and what stands under it.
func cut(p Position) (line, caret string) {
	p.Line = 1
	var t texter
	t.excerpt(&Diagnostic{Pos: p})
	line, caret, _ = strings.Cut(string(t.b), "\n")
	return strings.TrimPrefix(line, "  1 | "), strings.TrimSuffix(strings.TrimPrefix(caret, "    | "), "\n")
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 30)
	for name, c := range map[string]struct {
		pos         Position
		line, caret string
	}{
		"tab":             {Position{Column: 2, Width: 3, Text: "\tabc"}, "    abc", "    ^^^"},
		"wide":            {Position{Column: 3, Width: 2, Text: "中文标题 x"}, "中文标题 x", "    ^^^^"},
		"combining":       {Position{Column: 3, Text: "e\u0301x"}, "e\u0301x", " ^"},
		"emoji":           {Position{Column: 2, Text: "🚀x"}, "🚀x", "  ^"},
		"end of line":     {Position{Column: 4, Text: "abc"}, "abc", "   ^"},
		"behind the end":  {Position{Column: 40, Width: 9, Text: "abc"}, "abc", "   ^"},
		"wider than line": {Position{Column: 2, Width: 99, Text: "abc"}, "abc", " ^^"},
		"no column":       {Position{Text: "abc"}, "abc", ""},
		"escape sequence": {Position{Column: 5, Text: "\x1b[2Jabc"}, "\uFFFD[2Jabc", "    ^"},
		"bidi override":   {Position{Column: 2, Text: "\u202eabc"}, "\uFFFDabc", " ^"},
		"cut at the end":  {Position{Column: 1, Width: 4, Text: long}, long[:100] + "…", "^^^^"},
		"cut in front":    {Position{Column: 141, Width: 4, Text: long}, "…" + long[107:], strings.Repeat(" ", 34) + "^^^^"},
	} {
		line, caret := cut(c.pos)
		if line != c.line || caret != c.caret {
			t.Errorf("%s:\n%q\n%q\nwant\n%q\n%q", name, line, caret, c.line, c.caret)
		}
	}
}

// However a position and its line disagree, printing must go on; and whatever the
// line holds, nothing of it steers the terminal.
func FuzzExcerpt(f *testing.F) {
	f.Add("中文\t标题", 3, 2)
	f.Add("\x1b]0;title\x07\x1b[2Ja\u009b31mb\u202ec\x7f\r\b", 3, 2)
	f.Fuzz(func(t *testing.T, text string, column, width int) {
		line, _ := cut(Position{Column: column, Width: width, Text: text})
		if got := Columns(line); got > maxExcerpt+8 {
			t.Errorf("%d columns: %q", got, line)
		}
		if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r >= 0x7F && r < 0xA0 || unicode.Is(unicode.Cf, r) }) {
			t.Errorf("the terminal is steered: %q", line)
		}
	})
}

// Many diagnostics, which are made into text side by side, come in their order.
func TestManyInOrder(t *testing.T) {
	var many []Diagnostic
	var want strings.Builder
	for i := range 2*textShare*sharesOnce + 7 {
		d := Diagnostic{Severity: Warning, Message: fmt.Sprint("number ", i), Pos: Position{File: fmt.Sprintf("%d.md", i/3), Line: i + 1}}
		many = append(many, d)
		fmt.Fprintf(&want, "%d.md:%d: warning: number %d\n\n", i/3, i+1, i)
	}
	fmt.Fprintf(&want, "%d warnings\n", len(many))
	if got := print(t, Report{}, FormatText, many...); got != want.String() {
		t.Errorf("%d bytes in another order, or others", len(got))
	}
}

func TestColor(t *testing.T) {
	got := print(t, Report{Color: true}, FormatText, missing)
	if !strings.Contains(got, "\x1b[1;31merror:\x1b[0m no picture") {
		t.Errorf("%q", got)
	}
}

func TestGitHub(t *testing.T) {
	d := missing
	d.Pos.File, d.Message = "content/a,b:c.md", "100% of\r\nit"
	compareText(t, print(t, Report{Dir: "site"}, FormatGitHub, d, Diagnostic{ID: "x", Severity: Note, Message: "m"}),
		"::error file=site/content/a%2Cb%3Ac.md,line=12,col=8,endColumn=13,title=image-missing::100%25 of%0D%0Ait%0Ahelp: add the file, or mend the path%0Asee site/content/b.md:2:1: here it is called b.png\n"+
			"::notice title=x::m\n")
}

func TestJSON(t *testing.T) {
	compareText(t, print(t, Report{Dir: "site"}, FormatJSON), `{
  "errors": 0,
  "warnings": 0,
  "diagnostics": []
}
`)
	var got struct {
		Errors      int
		Diagnostics []map[string]any
	}
	if err := json.Unmarshal([]byte(print(t, Report{Dir: "site"}, FormatJSON, missing)), &got); err != nil {
		t.Fatal(err)
	}
	d := got.Diagnostics[0]
	if got.Errors != 1 || d["id"] != "image-missing" || d["severity"] != "error" || d["file"] != "content/faq/登录.md" || d["line"] != 12.0 || d["column"] != 8.0 || len(d["related"].([]any)) != 1 {
		t.Errorf("%v", got)
	}
}

func TestSARIF(t *testing.T) {
	other := Diagnostic{ID: "a-first", Severity: Note, Message: "m", Pos: Position{File: "deskbell.yaml"}}
	var got sarifLog
	if err := json.Unmarshal([]byte(print(t, Report{Dir: "site", Version: "v1"}, FormatSARIF, missing, other)), &got); err != nil {
		t.Fatal(err)
	}
	run := got.Runs[0]
	if got.Version != "2.1.0" || run.Tool.Driver.Version != "v1" || run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("%+v", got)
	}
	r := run.Results[0]
	if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.RuleID != "image-missing" || r.Level != "error" {
		t.Errorf("%+v", r)
	}
	place := r.Locations[0].Physical
	if place.Artifact.URI != "site/content/faq/%E7%99%BB%E5%BD%95.md" || *place.Region != (sarifRegion{12, 8, 13, place.Region.Snippet}) || place.Region.Snippet.Text != missing.Pos.Text {
		t.Errorf("%+v %+v", place, place.Region)
	}
	if run.Results[1].Level != "note" || run.Results[1].Locations[0].Physical.Region != nil {
		t.Errorf("%+v", run.Results[1])
	}
	if empty := print(t, Report{}, FormatSARIF); !strings.Contains(empty, `"results": []`) || !strings.Contains(empty, `"rules": []`) {
		t.Errorf("lists must not be null:\n%s", empty)
	}
}
