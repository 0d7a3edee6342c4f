package markdown

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

var fencedCode = regexp.MustCompile("(?ms)^```([a-z+#-]+)[^\n]*\n(.*?)^```")

// Code of the manual and of the example is cut as chroma itself cuts it.
func TestTokensAreChromas(t *testing.T) {
	languages, blocks := map[string]bool{}, 0
	for _, dir := range []string{"../../docs/content/en", "../../examples/acme/content/en"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".md" {
				return err
			}
			text, err := os.ReadFile(name)
			for _, m := range fencedCode.FindAllStringSubmatch(string(text), -1) {
				if l := codeLanguages()[m[1]]; l != nil && l.as == nil {
					languages[m[1]] = true
					blocks++
					sameTokens(t, name, l, m[2])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if blocks < 100 || len(languages) < 8 {
		t.Errorf("only %d blocks of %d languages", blocks, len(languages))
	}
}

func sameTokens(t *testing.T, name string, l *codeLanguage, code string) {
	t.Helper()
	iterator, err := l.lexer.Tokenise(nil, code)
	if err != nil {
		t.Fatal(err)
	}
	want := iterator.Tokens()
	var got []chroma.Token
	l.tokens(code, func(token chroma.Token) bool {
		got = append(got, token)
		return true
	})
	if !slices.Equal(got, want) {
		t.Errorf("%s, %s\n%s\ngot  %v\nwant %v", name, l.name, code, got, want)
	}
}

// Languages that chroma makes of two others are coloured by another's rules.
func TestEveryLanguageHasRules(t *testing.T) {
	for name, l := range codeLanguages() {
		if l.as != nil {
			l = l.as
		}
		rules := l.rules()
		if rules == nil {
			t.Errorf("%s has no rules", name)
			continue
		}
		for state := range rules.compiled {
			for _, r := range rules.state(state).rules {
				if r.match == nil {
					r.engine() // which panics where the expression is none
				}
			}
		}
	}
	for _, name := range []string{"svelte", "erb", "php", "http", "markdown", "go-html-template"} {
		if l := codeLanguages()[name]; l == nil {
			t.Errorf("%s is not known", name)
		} else if html := colour(l, codeBlock{text: []byte("<p class=\"a\">text</p>\nGET / HTTP/1.1\n# x\n")}); !strings.Contains(html, "<span") {
			t.Errorf("%s is not coloured: %s", name, html)
		}
	}
}

// What is shown without colours, and why, depends on the text alone.
func TestPlainCode(t *testing.T) {
	block := func(text string) string { return "```go\n" + text + "```\n\n" }
	for name, c := range map[string]struct{ text, want string }{
		"long":     {block(strings.Repeat("x := 1\n", 3000)), "page.md:1:4: a block of more than 16 kB is shown without colours"},
		"wide":     {block(strings.Repeat("x:=1;", 500) + "\n"), "page.md:1:4: a block with a line of more than 2000 bytes is shown without colours"},
		"repeated": {block(strings.Repeat("(", 300) + "\n"), "page.md:1:4: a block with one character more than 200 times in a row is shown without colours"},
		"blank":    {block("a\n" + strings.Repeat(" \n", 300)), "page.md:1:4: a block with more than 500 characters of white space in a row is shown without colours"},
		"many":     {strings.Repeat(block(strings.Repeat("x := 1\n", 2000)), 5), "page.md:8013:4: a block beyond the first 64 kB of code of its page is shown without colours"},
	} {
		d, list := convert(c.text, Options{})
		found := list.Sorted()
		if len(found) != 1 || found[0].ID != "code-plain" || found[0].Pos.String()+": "+found[0].Message != c.want {
			t.Errorf("%s: %v", name, found)
		}
		if last := string(d.HTML[len(d.HTML)-400:]); strings.Contains(last, "<span class=\"m") {
			t.Errorf("%s is coloured: %s", name, last)
		}
	}
}
