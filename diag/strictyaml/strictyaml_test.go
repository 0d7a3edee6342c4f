package strictyaml

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

type level string

func (level) Values() []string { return []string{"minor", "major", "critical"} }

type sample struct {
	Title   Text             `yaml:"title,required"`
	Level   level            `yaml:"severity"`
	Started time.Time        `yaml:"started"`
	Day     Date             `yaml:"day"`
	Tags    []string         `yaml:"tags,list"`
	Count   int              `yaml:"count"`
	Wait    time.Duration    `yaml:"wait"`
	States  map[string]level `yaml:"states"`
	Part    *struct {
		On bool `yaml:"on"`
	} `yaml:"part"`
}

func read(t *testing.T, text string) (sample, []string, *Doc) {
	t.Helper()
	var s sample
	var list diag.List
	zone := time.FixedZone("", 8*3600)
	doc := Decode(diag.NewSource("x.yaml", []byte(text)), &s, Options{Zone: zone}, &list)
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, fmt.Sprintf("%d:%d %s | %s", d.Pos.Line, d.Pos.Column, d.Message, d.Hint))
	}
	return s, got, doc
}

func TestGood(t *testing.T) {
	s, problems, doc := read(t, `title: {zh-CN: 延迟, en: Delay}
severity: major
started: 2026-10-14T09:12:00+08:00
day: 2026-10-14
tags: one
count: 3
wait: 15m
states: {a: minor}
part: {on: true}
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := s.Title.For("zh-TW"); got != "延迟" {
		t.Errorf("title for zh-TW: %q", got)
	}
	if !s.Started.Equal(time.Date(2026, 10, 14, 1, 12, 0, 0, time.UTC)) || !s.Day.DateOnly || s.Day.UTC().Hour() != 16 {
		t.Errorf("times: %v %v", s.Started, s.Day)
	}
	if len(s.Tags) != 1 || s.Count != 3 || s.Wait != 15*time.Minute || s.States["a"] != "minor" || !s.Part.On {
		t.Errorf("%+v", s)
	}
	if p := doc.At("states", "a"); p.Line != 8 || p.Column != 13 {
		t.Errorf("At: %v", p)
	}
}

func TestProblemsComeAllAtOnce(t *testing.T) {
	_, got, _ := read(t, `severty: major
severity: huge
started: 2026-10-14T09:12:00
count: many
count: 2
tags: {a: 1}
part: [1]
wait: soon
day: x
`)
	want := []string{
		`1:1 "title" is missing | write 'title: …'`,
		`1:1 unknown key "severty" | did you mean severity?`,
		`2:11 expected minor, major or critical, found "huge" | write minor, major or critical`,
		`3:10 time 2026-10-14T09:12:00 has no zone | write 2026-10-14T09:12:00+08:00`,
		`4:8 expected a whole number, found "many" | write digits alone, without quotes, such as 10`,
		`5:1 key "count" stands twice | remove one`,
		`6:7 expected a string, found a map | write one value, not a map`,
		`7:7 expected a map, found a list | write 'key: value' lines`,
		`8:7 expected a duration, found "soon" | write a duration such as 90s, 15m or 24h`,
		`9:6 expected a time, found "x" | write a time such as 2026-10-14T09:12:00+08:00`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A comma in a flow map ends a value, so that the rest of a sentence would be a key.
func TestLanguagesOfATextAreTags(t *testing.T) {
	_, got, _ := read(t, "title: {zh-CN: 每月 2,000 元起, en: Monthly}\n")
	want := `1:21 "000 元起" is no language | quote a text that has commas: {zh-CN: "…, …"}`
	if len(got) != 1 || got[0] != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestEmptyDocumentLacksWhatIsRequired(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "---\n"} {
		if _, got, _ := read(t, text); len(got) != 1 || !strings.Contains(got[0], `"title" is missing`) {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Signs that end a line for YAML, but for no editor, do not shift what follows.
func TestPositionsBehindOtherLineEnds(t *testing.T) {
	for _, end := range []string{"\u2028", "\u2029", "\u0085", "\r"} {
		_, got, _ := read(t, "title: 'a"+end+"b"+end+"c'\nseverity: mayor\n")
		line, column := "2:11", ""
		if len(got) != 1 || !strings.HasPrefix(got[0], line+column) {
			t.Errorf("%q: %v", end, got)
		}
	}
}

func TestHostile(t *testing.T) {
	bomb := "title: x\nstates:\n  a: &a [1,1,1,1,1,1,1,1,1,1]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("  %c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 10), ","))
	}
	for name, text := range map[string]string{
		"bomb":      bomb,
		"deep":      "title: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"utf8":      "title: \xff\n",
		"documents": "title: a\n---\ntitle: b\n",
		"self":      "title: x\nstates: &a\n  b: *a\n",
		"syntax":    "title: a: b\n",
		"empty":     "",
	} {
		if _, got, _ := read(t, text); len(got) == 0 {
			t.Errorf("%s: no problem reported", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, text := range mutate.Strings(80, "title: {a: b}\nseverity: major\nstates: {a: minor}\npart: {on: true}\n", "a: &a [*a]\nb: *a\n", "title: |\n  x\nday: 2026-01-02\nstarted: 2026-01-02T03:04:05+08:00\nwait: 5m\n", "{title: \"x\", tags: [a, b]} # c\n--- !!x\n") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, out := range []any{new(sample), new(map[string]any)} {
			var list diag.List
			doc := Decode(diag.NewSource("x.yaml", []byte(text)), out, Options{}, &list)
			if doc == nil {
				t.Fatal("no document")
			}
			for _, d := range list.Sorted() {
				if d.Message == "" || d.Pos.Line < 1 || d.Pos.Line > lines+1 || d.Pos.Column < 1 {
					t.Fatalf("%+v of %q", d, text)
				}
			}
		}
	})
}
