package markdown

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// lexerRules are a language's rules by state. Those of a state are looked into when it
// is first reached, for most texts reach few.
type lexerRules struct {
	compiled chroma.CompiledRules // without expressions but of rules with names
	flags    string               // of all expressions
	mu       sync.Mutex
	known    map[*chroma.CompiledRule]*lexerRule
	states   map[string]*lexerState
}

// lexerState are the rules of one state in their order.
type lexerState struct {
	rules []*lexerRule
	words int      // of 64 rules
	ascii []uint64 // for each of 128 characters the rules that may match where it stands, a bit for each
}

// newLexerRules are rules as chroma compiles them, but for their expressions; nil
// where they are not in order.
func newLexerRules(c *chroma.Config, rules chroma.Rules) *lexerRules {
	l := &lexerRules{compiled: chroma.CompiledRules{}, known: map[*chroma.CompiledRule]*lexerRule{}, states: map[string]*lexerState{}}
	for state, all := range rules {
		compiled := make([]*chroma.CompiledRule, len(all))
		for i, rule := range all {
			compiled[i] = &chroma.CompiledRule{Rule: rule}
		}
		l.compiled[state] = compiled
	}
	for _, f := range []struct {
		flag string
		set  bool
	}{{"m", !c.NotMultiline}, {"i", c.CaseInsensitive}, {"s", c.DotAll}} {
		if f.set {
			l.flags += f.flag
		}
	}
	if l.compiled["root"] == nil {
		return nil
	}
	for more := true; more; {
		var err error
		if more, err = change(l.compiled); err != nil {
			return nil
		}
	}
	return l
}

// change has the first rule that changes others do so, and says whether there was
// one.
func change(rules chroma.CompiledRules) (bool, error) {
	for state, all := range rules {
		for i, rule := range all {
			if m, ok := rule.Mutator.(chroma.LexerMutator); ok {
				return true, m.MutateLexer(rules, state, i)
			}
		}
	}
	return false, nil
}

// state is a state by its name; it panics, as chroma does, where there is none.
func (l *lexerRules) state(name string) *lexerState {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.states[name]; s != nil {
		return s
	}
	compiled, ok := l.compiled[name]
	if !ok {
		panic("unknown state " + name)
	}
	s := &lexerState{words: (len(compiled) + 63) / 64}
	for _, c := range compiled {
		r := l.known[c]
		if r == nil {
			r = newLexerRule(c, l.flags)
			l.known[c] = r
		}
		s.rules = append(s.rules, r)
	}
	s.index()
	l.states[strings.Clone(name)] = s
	return s
}

func (s *lexerState) index() {
	s.ascii = make([]uint64, 128*s.words)
	for i, r := range s.rules {
		for c := range rune(128) {
			if r.first == nil || r.first.has(c) {
				s.ascii[int(c)*s.words+i/64] |= 1 << (i % 64)
			}
		}
	}
}

// matching finds the first rule that try says yes to, of those that may match where a
// character stands.
func (s *lexerState) matching(at rune, try func(*lexerRule) bool) (int, *lexerRule) {
	if at >= 128 {
		for i, r := range s.rules {
			if (r.first == nil || r.first.in(at)) && try(r) {
				return i, r
			}
		}
		return 0, nil
	}
	for w, may := range s.ascii[int(at)*s.words : (int(at)+1)*s.words] {
		for ; may != 0; may &= may - 1 {
			i := w*64 + bits.TrailingZeros64(may)
			if r := s.rules[i]; try(r) {
				return i, r
			}
		}
	}
	return 0, nil
}
