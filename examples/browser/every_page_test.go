package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/site"
)

// TestNothingIsTooWide finds pages that scroll sideways on a phone.
func TestNothingIsTooWide(t *testing.T) {
	t.Parallel()
	b := open(t, built(t).base, phone)
	for name, path := range pageTypes(t) {
		b.visit(strings.TrimPrefix(path, "/"))
		b.forgive("status of 404")
		wide := eval[string](b, fmt.Sprintf(`document.documentElement.scrollWidth <= %[1]d ? "" : // a phone's window grows with what is in it
			document.documentElement.scrollWidth + " px: " + [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > %[1]d + 1).slice(0, 3).map((e) => e.tagName + "." + e.className).join(", ")`, phone.width))
		if wide != "" {
			t.Errorf("%s (%s) is wider than a phone: %s", name, path, wide)
		}
	}
}

// TestEveryPageLoads visits every page of the example: none may ask another
// host for anything, complain on the console or run into the policy.
func TestEveryPageLoads(t *testing.T) {
	t.Parallel()
	e := built(t)
	b := open(t, e.base, desktop)
	var urls []string
	for _, p := range e.pages {
		path := e.first(t, p.URL, func(q site.PageInfo) bool { return q.URL == p.URL })
		if p.Kind != "redirect" {
			urls = append(urls, path)
			continue
		}
		b.visit(strings.TrimPrefix(path, "/")) // it goes on by itself, which may end the next visit
		b.until("the redirect to lead on", fmt.Sprintf("location.pathname !== %q && document.readyState === 'complete'", p.URL))
	}
	b.forgive("favicon.ico") // the browser asks for one beside a page that names none
	b = open(t, serveShelf(t), desktop)
	b.visit("shelf.html")
	if failed := b.run(urls); failed > 0 {
		t.Errorf("%d pages did not load", failed)
	}
	b.forgive("favicon.ico")
	if len(e.pages) < 150 {
		t.Errorf("the example has %d pages, want its 150 and more", len(e.pages))
	}
	if _, err := os.Stat(filepath.Join(e.out, "api", "v2", "summary.json")); err != nil {
		t.Error(err)
	}
}
