package site

import (
	"slices"
	"testing"
)

func TestVersionSpans(t *testing.T) {
	for text, want := range map[string][]versionSpan{
		">= 4.2":            {{"4.2", ""}},
		"4.2+":              {{"4.2", ""}},
		"≥ v4.2":            {{"4.2", ""}},
		"> 4.2":             {{"4.3", ""}},
		"< 5":               {{"", "5"}},
		"<= 4.3":            {{"", "4.4"}},
		"4.3":               {{"4.3", "4.4"}},
		"4.3.x":             {{"4.3", "4.4"}},
		"4.9":               {{"4.9", "4.10"}},
		"4.0 – 4.3":         {{"4.0", "4.4"}},
		"4.0-4.3":           {{"4.0", "4.4"}},
		"4.0 至 4.3":         {{"4.0", "4.4"}},
		">= 4.0, < 4.3":     {{"4.0", "4.3"}},
		">=4.0 <4.3":        {{"4.0", "4.3"}},
		"4.2, 4.3.1":        {{"4.2", "4.3"}, {"4.3.1", "4.3.2"}},
		"< 4 || >= 5":       {{"", "4"}, {"5", ""}},
		"5.0.0-beta.2":      {{"5.0.0-beta.2", "5.0.0-beta.2.0"}},
		"all":               nil,
		"4.2 and all above": nil,
		"about 4":           nil,
		"4 – ":              nil,
		">= 4 – 5":          nil,
		"":                  nil,
	} {
		got, ok := versionSpans(text)
		if ok != (want != nil) || ok && !slices.Equal(got, want) {
			t.Errorf("%q: %v %v, want %v", text, got, ok, want)
		}
	}
}

func TestVersionSpansOverlap(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"4.9", "4.10", false}, {"4", "4.10", true}, {">= 4.9", "4.10", true}, {"< 4.9", "4.9", false}, {"<= 4.9", "4.9", true},
		{"4.0 – 4.3", "4.3", true}, {"4.0 – 4.3", "4.4", false}, {"< 4", "3", true}, {"4.3.1", "4.3", true},
	} {
		a, _ := versionSpans(c.a)
		b, _ := versionSpans(c.b)
		if got := a[0].overlaps(b[0]); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
