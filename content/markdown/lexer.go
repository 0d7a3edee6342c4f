package markdown

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// codeLanguage is chroma's knowledge of a language: the rules by which text is cut
// into tokens.
type codeLanguage struct {
	name     string        // as people write it
	as       *codeLanguage // by whose rules it is read, where not by its own
	lexer    *chroma.RegexLexer
	registry *chroma.LexerRegistry // where languages within it are found
	rules    atomic.Pointer[chroma.CompiledRules]
	states   func() map[string][]lexerRule // nil where chroma's rules are not in order
}

// codeLanguages are by lower-case name and alias. File names are not looked at:
// matching them costs more than most blocks' colouring.
var codeLanguages = sync.OnceValue(func() map[string]*codeLanguage {
	m := map[string]*codeLanguage{}
	registry := chroma.NewLexerRegistry() // where a language finds those within it
	var stands []chroma.Lexer             // lexers of others' making
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		rules, ok := rulesOf(l)
		if !ok {
			stands = append(stands, l)
			continue
		}
		add(m, l.Config(), newLanguage(l.Config(), rules, registry))
	}
	for _, l := range stands {
		if instead := m[standsFor[l.Config().Name]]; instead != nil {
			add(m, l.Config(), &codeLanguage{name: l.Config().Name, as: instead})
		}
	}
	for _, plain := range []string{"text", "plain", "plaintext", "no-highlight", "fallback", "txt"} {
		delete(m, plain)
	}
	return m
})

// standsFor says by which language's rules one is coloured that chroma makes of
// two others: these bring a limit of time for each match, at which a rule is
// passed over in silence, so that a busy machine would write other bytes than an
// idle one.
var standsFor = map[string]string{
	"Common Lisp": "scheme", "EmacsLisp": "scheme", "ERB": "html", "Go HTML Template": "html", "PHTML": "php", "Svelte": "html", "YAML+Jinja": "yaml",
}

func add(m map[string]*codeLanguage, c *chroma.Config, l *codeLanguage) {
	for _, name := range append([]string{c.Name}, c.Aliases...) {
		if name = strings.ToLower(name); m[name] == nil {
			m[name] = l
		}
	}
}

// rulesOf finds the lexer with rules in one that may add to what it finds.
func rulesOf(l chroma.Lexer) (*chroma.RegexLexer, bool) {
	if regex, ok := l.(*chroma.RegexLexer); ok {
		return regex, true
	}
	if v := reflect.Indirect(reflect.ValueOf(l)); v.Kind() == reflect.Struct {
		if inner := v.FieldByName("Lexer"); inner.IsValid() && inner.CanInterface() {
			regex, ok := inner.Interface().(*chroma.RegexLexer)
			return regex, ok
		}
	}
	return nil, false
}

// newLanguage is a language with a lexer of its own, whose rules are read when
// it is first used and have no limits of time.
func newLanguage(c *chroma.Config, original *chroma.RegexLexer, registry *chroma.LexerRegistry) *codeLanguage {
	l := &codeLanguage{name: c.Name, registry: registry}
	clone, err := chroma.NewLexer(c, func() chroma.Rules {
		rules, err := original.Rules()
		if err != nil {
			return nil // an error when it is used; the code stays plain
		}
		with := bounded(rules.Clone())
		with["root"] = append([]chroma.Rule{{Pattern: `(?!)`, Mutator: &taker{l}}}, with["root"]...)
		return with
	})
	if err != nil {
		return l
	}
	l.lexer = clone
	l.states = sync.OnceValue(func() map[string][]lexerRule { return lexerRules(l.compiled()) })
	registry.Register(clone)
	return l
}

// bounded takes from rules what makes them slow on prose: words up to the next
// parenthesis, which are looked for from each word. No method has more than a
// dozen before its name.
func bounded(rules chroma.Rules) chroma.Rules {
	for _, all := range rules {
		for i := range all {
			all[i].Pattern = strings.ReplaceAll(all[i].Pattern, `\s+)+?)`, `\s+){1,12}?)`)
		}
	}
	return rules
}

// taker takes itself out of the rules that it stands in, and their limits away.
type taker struct{ language *codeLanguage }

func (*taker) Mutate(*chroma.LexerState) error { return nil }

func (t *taker) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	rules[state] = append(rules[state][:rule:rule], rules[state][rule+1:]...)
	for _, all := range rules {
		for _, r := range all {
			r.Regexp.MatchTimeout = math.MaxInt64
		}
	}
	t.language.rules.Store(&rules)
	return nil
}

// compiled are the language's rules; nil where chroma's are not in order.
func (l *codeLanguage) compiled() chroma.CompiledRules {
	if l.lexer == nil {
		return nil
	}
	if _, err := l.lexer.Rules(); err != nil {
		return nil
	}
	return *l.rules.Load()
}
