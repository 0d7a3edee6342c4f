package markdown

import (
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// What is matched without the engine of the expressions is what it matches: chroma's
// own samples of each language, and those of its neighbour, are cut alike by both.
func TestMatchersAreTheEngines(t *testing.T) {
	lexers, err := build.Import("github.com/alecthomas/chroma/v2/lexers", ".", build.FindOnly)
	if err != nil {
		t.Skip("skipped: no source of chroma")
	}
	samples, _ := filepath.Glob(filepath.Join(lexers.Dir, "testdata", "*.actual"))
	if len(samples) == 0 {
		t.Skip("skipped: chroma's source is here without its samples")
	}
	texts := make([]string, len(samples))
	for i, name := range samples {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(text[:min(len(text), 4096)])
	}
	compared := 0
	for i, name := range samples {
		l := codeLanguages()[strings.ReplaceAll(strings.TrimSuffix(filepath.Base(name), ".actual"), "_", " ")]
		if l == nil || l.as != nil {
			continue
		}
		compared++
		for _, text := range []string{texts[i], texts[(i+1)%len(texts)], "中文 É\u2028ſK" + texts[i]} {
			if got, want := cut(l, text, l.states()), cut(l, text, unknownFirst(l)); !slices.Equal(got, want) {
				t.Errorf("%s: cut otherwise than by the engine", name)
			}
		}
	}
	if compared < 140 {
		t.Errorf("only %d languages were compared", compared)
	}
}

func cut(l *codeLanguage, text string, states map[string][]lexerRule) (tokens []chroma.Token) {
	defer func() { _ = recover() }() // as colour does
	l.cut(text, states, func(t chroma.Token) bool {
		tokens = append(tokens, t)
		return len(tokens) < 2000
	})
	return tokens
}

// unknownFirst are a language's rules, each of which is tried everywhere.
func unknownFirst(l *codeLanguage) map[string][]lexerRule {
	all := map[string][]lexerRule{}
	for state, rules := range l.states() {
		for _, r := range rules {
			r.first, r.bol, r.match, r.named = nil, false, nil, true
			all[state] = append(all[state], r)
		}
	}
	return all
}

// Most rules are known by what they begin with, and nearly all are matched without
// their engine: else nothing is saved.
func TestRulesAreKnown(t *testing.T) {
	first, matched, all := 0, 0, 0
	for _, name := range []string{"go", "java", "bash", "json", "yaml", "python", "html", "sql"} {
		for _, rules := range codeLanguages()[name].states() {
			for _, r := range rules {
				all++
				if r.first != nil {
					first++
				}
				if r.match != nil {
					matched++
				}
			}
		}
	}
	if first*10 < all*7 || matched*10 < all*9 {
		t.Errorf("of %d rules %d are known by what they begin with, %d matched without their engine", all, first, matched)
	}
}
