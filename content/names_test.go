package content

import (
	"strings"
	"testing"
	"testing/fstest"

	"deskbell/diag"
)

func TestNamesThatFileSystemsRefuse(t *testing.T) {
	fits, long := strings.Repeat("y", maxName), strings.Repeat("长", maxName/3+1)
	list := &diag.List{}
	Read(Config{FS: fstest.MapFS{
		"content/a.md":      {Data: []byte("---\nslug: " + long + "\n---\n# A\n")},
		"content/b.md":      {Data: []byte("---\naliases: [/old/, /" + long + "2/]\n---\n# B\n")},
		"content/c.md":      {Data: []byte("---\nslug: " + fits + "\n---\n# C\n")},
		"content/X/p.png":   {Data: []byte("1")},
		"content/x/P.png":   {Data: []byte("2")},
		"content/x/p.png":   {Data: []byte("3")},
		"content/other.png": {Data: []byte("4")},
	}, Dir: "content", Languages: []string{"en"}}, list)
	want := []string{
		"content/a.md 2 url-long", "content/b.md 2 url-long", "content/x/P.png 0 file-case", "content/x/p.png 0 file-case",
	}
	var got []string
	for _, d := range list.Sorted() {
		got = append(got, strings.Join([]string{d.Pos.File, string('0' + rune(d.Pos.Line)), d.ID}, " "))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
