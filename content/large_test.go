package content

import (
	"bytes"
	"reflect"
	"testing"
	"testing/fstest"
	"time"

	"deskbell/content/markdown"
	"deskbell/diag"
)

// A large site keeps neither its texts nor what is known of them in memory, and
// comes out as a small one does.
func TestLargeSiteIsReadAlike(t *testing.T) {
	files := fstest.MapFS{
		"a.md":       {Data: []byte("---\ntitle: A\nkeywords: [one, two]\nproducts: [x, y]\ndate: 2026-01-02\n---\nText with a [link](b.md#none) and [none](c.md).\n\n## Part\n\nMore.\n")},
		"b.md":       {Data: []byte("# No head\n\n[back](a.md#part)\n")},
		"faq/c-d.md": {Data: []byte("---\nkind: faq\ntags: one\nunknown: 1\ndescripton: slip\n---\n## Why?\n\nBecause.\n")},
	}
	same := func(url string) string { return url }
	read := func(room int64) (*Tree, []diag.Diagnostic) {
		list := &diag.List{}
		cfg := Config{FS: files, Zone: time.UTC, Store: &memory{}, room: room}
		tree := Read(cfg, list)
		tree.Parse(cfg, markdown.New(markdown.Options{}), URLs{Page: same, File: same}, list)
		return tree, list.Sorted()
	}
	small, problems := read(0)
	large, again := read(1)
	if len(problems) == 0 || !reflect.DeepEqual(problems, again) {
		t.Errorf("problems\n%v\nin a large site\n%v", problems, again)
	}
	for i, p := range large.Pages {
		if q := small.Pages[i]; !reflect.DeepEqual(p.Front, q.Front) || p.Made != q.Made || p.Title != q.Title {
			t.Errorf("%s is %+v, in a large site %+v", p.Source, q, p)
		}
		if p.record.text != "" || p.record.found() == "" {
			t.Errorf("%s: what is known of it is in memory, or nowhere", p.Source)
		}
	}
	if !bytes.Equal(small.Memory().Encode(1<<62), large.Memory().Encode(1<<62)) {
		t.Error("the next build would know another site")
	}
}
