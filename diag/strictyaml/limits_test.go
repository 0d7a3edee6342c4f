package strictyaml

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
	"deskbell/diag/bombs"
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

// What is nested far too deep is not read on, and said to be where that is.
func TestFarTooDeep(t *testing.T) {
	for text, want := range map[string]string{
		"tags: " + strings.Repeat("[", 200) + "\n":                                            "1:135 nested more than 64 deep",
		strings.Repeat("{", 5000) + "a: b" + strings.Repeat("}: c", 5000):                     "1:129 nested more than 64 deep",
		"title: x\nown:" + strings.Repeat(" {a:", 70) + " b" + strings.Repeat("}", 70) + "\n": `2:1 unknown key "own"`,
	} {
		if _, got, _ := read(t, text); len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%.60s: %q, want %s", text, got, want)
		}
	}
}

// A key is told by its beginning where it is long, and no mend is looked for then.
func TestLongKeys(t *testing.T) {
	long := strings.Repeat("中", 1<<20)
	_, got, _ := read(t, "title: x\n"+long+": 1\n"+long+": 2\n")
	short := `"` + strings.Repeat("中", 40) + `"…`
	if len(got) != 2 || !strings.HasPrefix(got[0], "2:1 unknown key "+short+" | known keys: ") || !strings.HasPrefix(got[1], "3:1 key "+short+" stands twice") {
		t.Errorf("%.300q", got)
	}
}

// TestBombs reads documents that cost others minutes or gigabytes: each is read
// within a second or refused, and few problems are told of it. TestPathological
// gives them to whole builds.
func TestBombs(t *testing.T) {
	for _, bomb := range bombs.YAML() {
		for kind, out := range map[string]any{"any": new(map[string]any), "struct": new(sample)} {
			var list diag.List
			bombs.Cheap(t, bomb.Name+" as "+kind, func() {
				list = diag.List{}
				Decode(diag.NewSource("x.yaml", []byte(bomb.Text)), out, Options{}, &list)
			})
			if n := len(list.Sorted()); n > maxProblems+1 {
				t.Errorf("%s as %s: %d problems", bomb.Name, kind, n)
			}
		}
	}
}
