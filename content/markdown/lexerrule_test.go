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
			if got, want := tokensOf(l, text), chromas(t, l, text); !slices.Equal(got, want) && !endless(want) {
				t.Errorf("%s: cut otherwise than by the engine", name)
			}
		}
	}
	if compared < 140 {
		t.Errorf("only %d languages were compared", compared)
	}
}

func tokensOf(l *codeLanguage, text string) (tokens []chroma.Token) {
	defer func() { _ = recover() }() // as colour does
	l.tokens(text, func(t chroma.Token) bool {
		tokens = append(tokens, t)
		return len(tokens) < 2000
	})
	return tokens
}

// chromas are the tokens that chroma's own way makes of a text by the same rules.
func chromas(t *testing.T, l *codeLanguage, text string) (tokens []chroma.Token) {
	t.Helper()
	defer func() { _ = recover() }()
	next, err := l.lexer.Tokenise(&chroma.TokeniseOptions{State: "root", Nested: true}, text)
	if err != nil {
		t.Fatal(err)
	}
	for token := next(); token != chroma.EOF && len(tokens) < 2000; token = next() {
		tokens = append(tokens, token)
	}
	return tokens
}

// endless says whether chroma stood still, making tokens of nothing.
func endless(tokens []chroma.Token) bool {
	still := 0
	for _, t := range tokens {
		if still++; t.Value != "" {
			still = 0
		}
		if still >= maxIdle {
			return true
		}
	}
	return false
}

// Most rules are known by what they begin with, and nearly all are matched without
// their engine: else nothing is saved.
func TestRulesAreKnown(t *testing.T) {
	first, matched, all := 0, 0, 0
	for _, name := range []string{"go", "java", "bash", "json", "yaml", "python", "html", "sql"} {
		rules := codeLanguages()[name].rules()
		for state := range rules.compiled {
			for _, r := range rules.state(state).rules {
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
