package importer

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"

	"deskbell/diag"
)

// However a file comes, in one piece or byte by byte, it says the same, and a
// damaged one is told of in the same words.
func TestReadByteByByte(t *testing.T) {
	for _, c := range cases {
		for _, name := range []string{c.file, strings.Replace(c.file, ".", ".damaged.", 1)} {
			text, err := fs.ReadFile(testdata, name)
			if err != nil {
				t.Fatal(err)
			}
			var whole, pieces diag.List
			want := show(Read(name, bytes.NewReader(text), Options{AsOf: asOf}, &whole).Monitors)
			got := show(Read(name, iotest.OneByteReader(bytes.NewReader(text)), Options{AsOf: asOf}, &pieces).Monitors)
			if got != want || len(whole.Sorted()) != len(pieces.Sorted()) {
				t.Errorf("%s: got\n%swant\n%s", name, got, want)
			}
			for i, d := range pieces.Sorted() {
				if w := whole.Sorted()[i]; d.Pos != w.Pos || d.Message != w.Message {
					t.Errorf("%s: got %s %s, want %s %s", name, d.Pos, d.Message, w.Pos, w.Message)
				}
			}
		}
	}
}

func TestLexerCutsValues(t *testing.T) {
	long := `"` + strings.Repeat(`x\"`, 100_000) + `"`
	text := ` {"a":[1,"]}\\",{"b":{}}]} , -1.5e3,true,null,"\\",` + long + "\n,[]"
	for name, r := range map[string]*lexer{
		"whole":        newLexer(strings.NewReader(text)),
		"byte by byte": newLexer(iotest.OneByteReader(strings.NewReader(text))),
	} {
		var got []string
		for {
			v, err := r.value(len(got)%2 == 0)
			if err != nil {
				t.Fatal(name, err)
			}
			got = append(got, string(v))
			if r.next() == 0 {
				break
			}
			if _, err := r.expect(",]"); err != nil {
				t.Fatal(name, err)
			}
		}
		if len(got) != 7 || got[0] != `{"a":[1,"]}\\",{"b":{}}]}` || got[2] != "true" || got[4] != `"\\"` || got[6] != "[]" {
			t.Errorf("%s: %.200q", name, got)
		}
		if p := r.position(); p.Line != 2 || p.Column != 4 {
			t.Errorf("%s: the end is at %v", name, p)
		}
	}
}

// What breaks off, or is no JSON, is told of by its place, and what came before
// counts.
func TestBrokenJSON(t *testing.T) {
	const good = `[{"timestamp": 1791939600, "up": 1},` + "\n"
	for rest, want := range map[string]string{
		`{"timestamp": 1791939660, "up"`:           "x.json:2:31: the uptime file ends in the middle of [1]",
		`{"timestamp": 1791939660, "up": 0}`:       "x.json:2:35: the uptime file ends in the middle of a value",
		`{"timestamp": 1791939660 "up": 0}]`:       `x.json:2:34: the uptime file is broken after [1]: invalid character '"' after object key:value pair`,
		`{"timestamp": 1791939660, "up": 0};`:      `x.json:2:35: the uptime file is broken after its beginning: expected , or ], found ';'`,
		`]`:                                        `x.json:2:1: the uptime file is broken after [1]: expected a value, found ']'`,
		`{"timestamp": 1791939660, "up": "0 `:      "x.json:2:36: the uptime file ends in the middle of [1]",
		`{"timestamp": 1791939660, "up": nought}]`: "x.json:2:40: the uptime file is broken after [1]: invalid character 'o' in literal null (expecting 'u')",
	} {
		var list diag.List
		r := Read("x.json", strings.NewReader(good+rest), Options{AsOf: asOf}, &list)
		d := list.Sorted()
		if len(d) != 1 || d[0].Pos.String()+": "+d[0].Message != want {
			t.Errorf("%s: got %v", rest, d)
		}
		if len(r.Monitors) != 1 || len(r.Monitors[0].Intervals) == 0 {
			t.Errorf("%s: what came before is lost", rest)
		}
	}
}

// Whatever is valid JSON is cut as encoding/json cuts it.
func FuzzLexer(f *testing.F) {
	f.Add(`[1,{"a":"\""},[],"x"]`)
	f.Add("[\n\"\\\\\" , [[{}]] ]")
	f.Fuzz(func(t *testing.T, text string) {
		var want []json.RawMessage
		valid := json.Unmarshal([]byte(text), &want) == nil && len(want) > 0
		var list diag.List
		d := newDocument(&input{r: strings.NewReader(text), list: &list})
		var got []string
		d.array(func(int) {
			raw, err := d.text.value(true)
			if err != nil {
				d.broken(err)
				return
			}
			got = append(got, string(raw))
		})
		if !valid {
			return
		}
		if len(got) != len(want) || d.dead {
			t.Fatalf("%d values of %d", len(got), len(want))
		}
		for i := range want {
			if got[i] != string(want[i]) {
				t.Fatalf("value %d is %q, want %q", i, got[i], want[i])
			}
		}
	})
}
