package markdown

import (
	"math"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// language is one of chroma's lexers, prepared when it is first asked for.
type codeLanguage struct {
	original chroma.Lexer
	once     sync.Once
	lexer    chroma.Lexer
}

// codeLanguages are chroma's lexers by lower-case name and alias. File names
// are not looked at: matching them costs more than most blocks' colouring.
var codeLanguages = sync.OnceValue(func() map[string]*codeLanguage {
	m := map[string]*codeLanguage{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		c := l.Config()
		lang := &codeLanguage{original: l}
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if name = strings.ToLower(name); m[name] == nil {
				m[name] = lang
			}
		}
	}
	for _, plain := range []string{"text", "plain", "plaintext", "no-highlight", "fallback", "txt"} {
		delete(m, plain)
	}
	return m
})

// lexerOf is a language's lexer, or nil.
func lexerOf(name string) chroma.Lexer {
	l := codeLanguages()[name]
	if l == nil {
		return nil
	}
	l.once.Do(func() { l.lexer = timeless(l.original) })
	return l.lexer
}

// timeless is a lexer without chroma's limit of time for one match. At that
// limit a rule is passed over in silence, so that a busy machine would write
// other bytes than an idle one; maxColoured bounds the work instead.
func timeless(l chroma.Lexer) chroma.Lexer {
	original, ok := l.(*chroma.RegexLexer)
	if !ok {
		return l
	}
	rules, err := original.Rules()
	if err != nil {
		return l
	}
	clone, err := chroma.NewLexer(original.Config(), func() chroma.Rules {
		with := rules.Clone()
		with["root"] = append([]chroma.Rule{{Pattern: `(?!)`, Mutator: noLimit{}}}, with["root"]...)
		return with
	})
	if err != nil {
		return l
	}
	return clone.SetRegistry(lexers.GlobalLexerRegistry)
}

// noLimit takes itself out of the rules that it stands in, and their limits away.
type noLimit struct{}

func (noLimit) Mutate(*chroma.LexerState) error { return nil }

func (noLimit) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	rules[state] = append(rules[state][:rule:rule], rules[state][rule+1:]...)
	for _, all := range rules {
		for _, r := range all {
			r.Regexp.MatchTimeout = math.MaxInt64
		}
	}
	return nil
}
