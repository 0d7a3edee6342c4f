package markdown

import (
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// window is how many characters an expression may look ahead: more than the
// comments and strings that people put into articles. Chroma would give it the
// whole text, and prose in a block of Java, where a method may begin at each
// line, would take time that grows with its square.
const window = 2048

// maxIdle is how many rules may match nothing one after another.
const maxIdle = 100

// tokens cuts text by a language's rules, as chroma does but for the window, and
// calls f for each token in order until it returns false. Matching has no limit
// of time: what is written must not depend on the load of the machine.
func (l *codeLanguage) tokens(text string, f func(chroma.Token) bool) {
	if l.as != nil {
		l = l.as
	}
	if l.compiled() != nil {
		l.cut(text, l.states(), f)
	}
}

func (l *codeLanguage) cut(text string, states map[string][]lexerRule, f func(chroma.Token) bool) {
	all := []rune(text)
	s := &chroma.LexerState{Lexer: l.lexer, Registry: l.registry, Rules: l.compiled(), Stack: []string{"root"}, MutatorContext: map[any]any{}}
	for last, idle := 0, 0; s.Pos < len(all) && len(s.Stack) > 0; {
		if idle++; s.Pos > last {
			last, idle = s.Pos, 0
		}
		if idle > maxIdle {
			break // what is left is an error
		}
		s.Text = all[:min(len(all), s.Pos+window)]
		if s.State = s.Stack[len(s.Stack)-1]; !step(s, states, f) {
			return
		}
	}
	if s.Pos < len(all) {
		f(chroma.Token{Type: chroma.Error, Value: string(all[s.Pos:])})
	}
}

// step takes one token, or those that a rule makes of what it matched.
func step(s *chroma.LexerState, states map[string][]lexerRule, f func(chroma.Token) bool) bool {
	rule := match(s, states)
	if rule == nil {
		// As Pygments has it: a line that cannot be read to its end is left to the
		// state at the root.
		if s.Text[s.Pos] == '\n' && s.State != "root" {
			s.Stack = []string{"root"}
			return true
		}
		s.Pos++
		return f(chroma.Token{Type: chroma.Error, Value: string(s.Text[s.Pos-1])})
	}
	s.Pos += utf8.RuneCountInString(s.Groups[0])
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(s); err != nil {
			panic(err) // colour takes it
		}
	}
	if rule.Type == nil {
		return true
	}
	next := rule.Type.Emit(s.Groups, s)
	for t := next(); t != chroma.EOF; t = next() {
		if t.Type != chroma.Ignore && !f(t) {
			return false
		}
	}
	return true
}

// match finds the first rule of the state that matches here, and sets the groups.
func match(s *chroma.LexerState, states map[string][]lexerRule) *chroma.CompiledRule {
	rules, known := states[s.State]
	if !known {
		panic("unknown state " + s.State)
	}
	for i := range rules {
		if r := &rules[i]; r.mayMatch(s.Text, s.Pos) && r.find(s) {
			s.Rule = i
			return r.CompiledRule
		}
	}
	return nil
}
