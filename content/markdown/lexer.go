package markdown

import (
	"math"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// codeLanguages are chroma's lexers by lower-case name and alias. File names
// are not looked at: matching them costs more than most blocks' colouring.
var codeLanguages = sync.OnceValue(func() map[string]chroma.Lexer {
	m := map[string]chroma.Lexer{}
	registry := chroma.NewLexerRegistry()
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		lexer := registry.Register(timeless(l))
		c := l.Config()
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if name = strings.ToLower(name); m[name] == nil {
				m[name] = lexer
			}
		}
	}
	for _, plain := range []string{"text", "plain", "plaintext", "no-highlight", "fallback", "txt"} {
		delete(m, plain)
	}
	return m
})

// lexerOf is a language's lexer, or nil.
func lexerOf(name string) chroma.Lexer { return codeLanguages()[name] }

// timeless is a lexer without chroma's limit of time for one match. At that
// limit a rule is passed over in silence, so that a busy machine would write
// other bytes than an idle one; maxColoured bounds the work instead. Its rules
// are read when it is first used.
func timeless(l chroma.Lexer) chroma.Lexer {
	original, ok := l.(*chroma.RegexLexer)
	if !ok {
		return l
	}
	clone, err := chroma.NewLexer(original.Config(), func() chroma.Rules {
		rules, err := original.Rules()
		if err != nil {
			return nil // an error when it is used; the code stays plain
		}
		with := rules.Clone()
		with["root"] = append([]chroma.Rule{{Pattern: `(?!)`, Mutator: noLimit{}}}, with["root"]...)
		return with
	})
	if err != nil {
		return l
	}
	return clone
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
