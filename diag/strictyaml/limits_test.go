package strictyaml

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/diag"
)

// A file that is there but cannot be read is reported, never taken for missing.
func TestReadFileSaysWhyNot(t *testing.T) {
	for name, c := range map[string]struct {
		fsys fs.FS
		want string
	}{
		"missing":    {fstest.MapFS{}, ""},
		"unreadable": {refusing{}, "x.yaml:1:1 file-unreadable cannot be read: path escapes from parent"},
		"a folder":   {fstest.MapFS{"x.yaml/y": {}}, "x.yaml:1:1 file-unreadable cannot be read: invalid argument"},
		"too large":  {fstest.MapFS{"x.yaml": {Data: []byte("a: b\n" + strings.Repeat("#", 1<<20))}}, "x.yaml:1:1 limit-file the file has more than 1 MB"},
	} {
		var out map[string]any
		var list diag.List
		doc := ReadFile(c.fsys, "x.yaml", &out, Options{Limits: Limits{Bytes: 1 << 20}}, &list)
		got := ""
		for _, d := range list.Sorted() {
			got += d.Pos.String() + " " + d.ID + " " + d.Message
		}
		if doc != nil || got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// refusing has a file that must not be read.
type refusing struct{}

func (refusing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("path escapes from parent")}
}

// Values without a schema are not limited by what aliases may stand for, and
// those that are reached through aliases are.
func TestAliasesAloneCount(t *testing.T) {
	long := "title: x\nown: [" + strings.Repeat("1,", 120_000) + "]\n"
	var s struct {
		Title string         `yaml:"title"`
		Extra map[string]any `yaml:",extra"`
		Tags  []string       `yaml:"tags,list"`
	}
	var list diag.List
	Decode(diag.NewSource("x.yaml", []byte(long)), &s, Options{}, &list)
	if own, _ := s.Extra["own"].([]any); len(own) != 120_000 || own[119_999] != 1 || list.Has(diag.Error) {
		t.Errorf("%d values, %v", len(own), list.Sorted())
	}
	many := "own: &a [" + strings.Repeat("b,", 1000) + "]\ntags: *a\nmore: [" + strings.Repeat("{tags: *a},", 1000) + "]\n"
	Decode(diag.NewSource("x.yaml", []byte(many)), &s, Options{}, &list)
	if found := list.Sorted(); len(found) != 1 || found[0].ID != "yaml-aliases" {
		t.Errorf("%v", found)
	}
}

// Problems of one file are listed up to a number that can be read.
func TestManyProblems(t *testing.T) {
	_, got, _ := read(t, "title: x\n"+strings.Repeat("nothing: x\n", 5000))
	if len(got) != maxProblems+1 || !strings.Contains(got[maxProblems], "more than 200 problems in one file") {
		t.Errorf("%d problems, the last %s", len(got), got[len(got)-1])
	}
}

// bombs are documents that are small to write and large to read.
func bombs() map[string]string {
	rep := strings.Repeat
	growing := func(line func(i int) string, size int) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(line(i))
		}
		return b.String()
	}
	const n = 2 << 20
	return map[string]string{
		"lists in lists":      rep("[", n),
		"maps in maps":        rep("{", n),
		"dashes":              rep("- ", n/2),
		"questions":           rep("? ", n/2),
		"entries":             "[" + rep("a,", n/2) + "]",
		"empty entries":       "[" + rep(",", n) + "]",
		"pairs":               "{" + rep("a: b,", n/5) + "}",
		"lines":               rep("- a\n", n/4),
		"keys":                growing(func(i int) string { return "k" + rep("x", i%9) + ":\n" }, n),
		"anchors":             rep("- &a x\n", n/7),
		"aliases":             "- &a x\n" + rep("- *a\n", n/5),
		"merges":              "a: &a {x: 1}\n" + rep("b: {<<: *a}\n", n/12),
		"deeper and deeper":   growing(func(i int) string { return rep(" ", i) + "a:\n" }, n),
		"billion laughs":      "a0: &a0 [x,x,x]\n" + growing(func(i int) string { return laugh(i + 1) }, 1<<14),
		"quadratic blow-up":   "a: &a \"" + rep("x", 1<<20) + "\"\nb: [" + rep("*a,", 1<<18) + "]",
		"itself":              "a: &a [*a, *a]\n",
		"one line":            "a: " + rep("x", n),
		"folded":              "a: >\n" + rep(" x\n", n/3),
		"plain over lines":    rep("a\n", n/2),
		"colons":              rep("a: ", n/3),
		"a quote never ended": `a: "` + rep(`\n`, n/2),
		"comments":            rep("#\n", n/2),
		"empty lines":         rep("\n", n),
		"spaces":              rep(" ", n),
		"tabs":                rep("\t", n),
		"documents":           rep("---\n", n/4),
		"tags":                rep("!!str ", n/6),
		"long tag":            "!<" + rep("a", n) + "> x",
		"long anchor":         "a: &" + rep("a", n) + " x",
		"escapes":             `a: "` + rep(`\U0001F600`, n/10) + `"`,
		"NUL":                 rep("\x00", n),
		"not UTF-8":           rep("\xff", n),
		"byte order marks":    rep("\uFEFF", n/3),
		"directives":          rep("%YAML 1.2\n", n/10),
	}
}

func laugh(i int) string {
	name := func(i int) string { return strings.Repeat("b", i) }
	before := "*" + name(i-1)
	if i == 1 {
		before = "*a0"
	}
	return name(i) + ": &" + name(i) + " [" + before + "," + before + "," + before + "]\n"
}

// TestBombs reads documents that cost others minutes or gigabytes: each is read
// within a second or refused.
func TestBombs(t *testing.T) {
	for name, text := range bombs() {
		for kind, out := range map[string]any{"any": new(map[string]any), "struct": new(sample)} {
			var list diag.List
			start := time.Now()
			Decode(diag.NewSource("x.yaml", []byte(text)), out, Options{}, &list)
			if took := time.Since(start); took > 10*time.Second { // ten times the limit: the machine may be busy
				t.Errorf("%s as %s took %v", name, kind, took)
			} else if took > 500*time.Millisecond {
				t.Logf("%s as %s took %v", name, kind, took)
			}
			if n := len(list.Sorted()); n > maxProblems+1 {
				t.Errorf("%s as %s: %d problems", name, kind, n)
			}
		}
	}
}
