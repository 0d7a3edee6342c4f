package browser

import (
	"strings"
	"testing"
)

// TestPageTypesAreAll holds that tests of each type of page leave none out.
func TestPageTypesAreAll(t *testing.T) {
	e := built(t)
	kindOf := map[string]string{}
	for _, p := range e.pages {
		kindOf["/"+strings.TrimPrefix(strings.TrimPrefix(p.URL, e.base), "/")] = p.Kind
	}
	seen := map[string]bool{}
	for name, path := range pageTypes(t) {
		path, _, _ = strings.Cut(path, "?")
		kind, ok := kindOf[path]
		if !ok && path != "/404.html" {
			t.Errorf("%s: the example has no page %s", name, path)
		}
		seen[kind] = true
	}
	for _, p := range e.pages {
		if !seen[p.Kind] && p.Kind != "notfound" && p.Kind != "redirect" { // one leads on at once
			t.Errorf("no page of kind %s is among the types, such as %s", p.Kind, p.URL)
			seen[p.Kind] = true
		}
	}
}
