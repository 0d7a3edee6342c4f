package diag

import (
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	known := []string{"title", "severity", "started", "root_cause", "组件", "ab"}
	for word, want := range map[string]string{
		"titel": "title", "Title": "title", "tile": "title", "titles": "title", "titlesss": "", "severty": "severity",
		"rootcause": "root_cause", "root_causes": "root_cause", "rot_cuse": "root_cause", "rt_cs": "",
		"组": "", "组建": "", "组件们": "组件", "a": "", "abc": "ab", "": "", "startedabc": "started", "started_at_12": "",
		strings.Repeat("x", 1<<20): "", "title" + strings.Repeat("e", 1<<20): "",
	} {
		if got := Suggest(word, known); got != want {
			t.Errorf("%.40q: %q, want %q", word, got, want)
		}
	}
}
