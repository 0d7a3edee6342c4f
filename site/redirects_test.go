package site

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFormerAddresses(t *testing.T) {
	out, _ := written(t, map[string]string{
		"deskbell.yaml":      "title: T\nurl: https://help.example.com/base/\n",
		"content/index.md":   "# T\n",
		"content/a/new.md":   "---\ntitle: New\naliases: [/old/, /older page/]\nupdated: 2026-11-01\n---\nText.\n",
		"content/a/index.md": "# A\n",
	})
	var to map[string]string
	data, err := os.ReadFile(filepath.Join(out, "redirects.json"))
	if err == nil {
		err = json.Unmarshal(data, &to)
	}
	if err != nil || len(to) != 2 || to["/base/old/"] != "/base/a/new/" {
		t.Errorf("%v %v", to, err)
	}
	lines, _ := os.ReadFile(filepath.Join(out, "_redirects"))
	if !strings.Contains(string(lines), "/base/old/ /base/a/new/ 301\n") {
		t.Errorf("%s", lines)
	}
	if got := page(t, out, "old/index.html").Find("a[href='/base/a/new/']").Length(); got != 1 {
		t.Error("the former address has no page that leads on")
	}
	ld := page(t, out, "a/new/index.html").Find("script[type='application/ld+json']").Text()
	for _, want := range []string{`"TechArticle"`, `"headline":"New"`, `"dateModified":"2026-11-01"`, `"BreadcrumbList"`} {
		if !strings.Contains(ld, want) {
			t.Errorf("the article's data lacks %s: %s", want, ld)
		}
	}
}
