package content

import (
	"testing"
	"testing/fstest"

	"deskbell/diag"
	"deskbell/diag/mutate"
)

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range mutate.Strings(20, []string{
		"---\ntitle: x\n---\n# T\n", "---\ntitle: [x\n---\n", "---\n", "---\nkey: v", "\xEF\xBB\xBF---\r\ntitle: x\r\n---\r\n", "---\n- a\n---\n",
		"---\nwindow: {start: 2026-01-02T00:00:00Z, end: 2026-01-01T00:00:00Z}\ncategory: maintenance\n---\n", "---\naliases: [/a, b, ../c, '']\nslug: /../x\n---\n",
		"---\nx: &a [*a]\n---\n", "---\n\xff: 1\n---\n", "# {#a}\n===\n", "--- \nprose\n---\n", "---\nkind: faq\nservices: {a: b}\ndate: 2026-13-45\n---\n",
		"---\ncategory: maintenance\nwindow: {start: 2026-01-02T00:00:00Z, end: 2026-01-02T02:00:00Z, time_zone: Asia/Shanghai}\nrepeat: FREQ=WEEKLY;BYDAY=SU\nupdates: [{at: 2026-01-01T00:00:00Z, on: 2026-01-09, window: {start: 2026-01-10T00:00:00Z, end: 2026-01-10T01:00:00Z}, text: x}]\n---\n",
	}...) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, lenient := range []bool{false, true} {
			cfg := Config{FS: fstest.MapFS{"content/faq/a b.md": {Data: text}, "content/faq/README.md": {Data: text}}, Dir: "content", Languages: []string{"en"}, Lenient: lenient, Products: []string{"im"}}
			list := &diag.List{}
			tree := Read(cfg, list)
			for _, p := range tree.Pages {
				if p.URL == "" || p.URL[0] != '/' || p.URL[len(p.URL)-1] != '/' || p.body > len(p.file.Text) || p.Title == "" {
					t.Fatalf("%+v", p)
				}
			}
			for _, d := range list.Sorted() {
				if d.Message == "" || d.Pos.File == "" {
					t.Fatalf("%+v", d)
				}
			}
		}
	})
}
