package markdown

import (
	"math"
	"reflect"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// codeLanguage is chroma's knowledge of a language: the rules by which text is cut
// into tokens.
type codeLanguage struct {
	name     string        // as people write it
	as       *codeLanguage // by whose rules it is read, where not by its own
	lexer    *chroma.RegexLexer
	registry *languageRegistry
	rules    func() *lexerRules // nil where chroma's are not in order
}

// languageRegistry is where languages within others are found.
type languageRegistry struct {
	*chroma.LexerRegistry
	of map[chroma.Lexer]*codeLanguage
}

// get is a language by the name that a rule has for it, or nil.
func (r *languageRegistry) get(name string) *codeLanguage { return r.of[r.Get(name)] }

// codeLanguages are by lower-case name and alias. File names are not looked at:
// matching them costs more than most blocks' colouring.
var codeLanguages = sync.OnceValue(func() map[string]*codeLanguage {
	m := map[string]*codeLanguage{}
	registry := &languageRegistry{chroma.NewLexerRegistry(), map[chroma.Lexer]*codeLanguage{}}
	var stands []chroma.Lexer // lexers of others' making
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

// newLanguage is a language with a lexer of its own, which chroma asks for what is
// written in it within another, and which has no limits of time.
func newLanguage(c *chroma.Config, original *chroma.RegexLexer, registry *languageRegistry) *codeLanguage {
	l := &codeLanguage{name: c.Name, registry: registry, rules: func() *lexerRules { return nil }}
	rules := func() chroma.Rules {
		rules, err := original.Rules()
		if err != nil {
			return nil // an error when it is used; the code stays plain
		}
		return bounded(rules.Clone())
	}
	clone, err := chroma.NewLexer(c, func() chroma.Rules {
		rules := rules()
		rules["root"] = append([]chroma.Rule{{Pattern: `(?!)`, Mutator: timeless{}}}, rules["root"]...)
		return rules
	})
	if err != nil {
		return l
	}
	l.lexer = clone
	l.rules = sync.OnceValue(func() *lexerRules { return newLexerRules(c, rules()) })
	registry.Register(clone)
	registry.of[clone] = l
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

// timeless takes the limits of time from the rules that it stands in, and itself.
type timeless struct{}

func (timeless) Mutate(*chroma.LexerState) error { return nil }

func (timeless) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	rules[state] = append(rules[state][:rule:rule], rules[state][rule+1:]...)
	for _, all := range rules {
		for _, r := range all {
			r.Regexp.MatchTimeout = math.MaxInt64
		}
	}
	return nil
}
