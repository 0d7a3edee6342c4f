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
	t := newRuneText(text)
	c := cutter{text: t, states: states, tries: map[*lexerRule]*attempt{}, emit: f}
	c.LexerState = &chroma.LexerState{Lexer: l.lexer, Registry: l.registry, Rules: l.compiled(), Stack: []string{"root"}, MutatorContext: map[any]any{}}
	for last, idle := 0, 0; c.Pos < len(t.runes) && len(c.Stack) > 0; {
		if idle++; c.Pos > last {
			last, idle = c.Pos, 0
		}
		if idle > maxIdle {
			break // what is left is an error
		}
		c.Text = t.runes[:min(len(t.runes), c.Pos+window)]
		if c.State = c.Stack[len(c.Stack)-1]; !c.step() {
			return
		}
	}
	if c.Pos < len(t.runes) {
		f(chroma.Token{Type: chroma.Error, Value: t.slice(c.Pos, len(t.runes))})
	}
}

// runeText is a text by its characters, and where each begins.
type runeText struct {
	text   string
	runes  []rune
	starts []int32 // one more than there are characters
}

func newRuneText(text string) runeText {
	t := runeText{text, make([]rune, 0, len(text)), make([]int32, 0, len(text)+1)}
	for i, r := range text {
		t.runes = append(t.runes, r)
		t.starts = append(t.starts, int32(i))
	}
	t.starts = append(t.starts, int32(len(text)))
	return t
}

func (t *runeText) slice(from, to int) string { return t.text[t.starts[from]:t.starts[to]] }

// cutter is chroma's state of a lexer with our knowledge of its rules.
type cutter struct {
	*chroma.LexerState
	text   runeText
	states map[string][]lexerRule
	tries  map[*lexerRule]*attempt // of rules that were tried in this text
	emit   func(chroma.Token) bool
}

// step takes one token, or those that a rule makes of what it matched.
func (c *cutter) step() bool {
	rule := c.match()
	if rule == nil {
		// As Pygments has it: a line that cannot be read to its end is left to the
		// state at the root.
		if c.Text[c.Pos] == '\n' && c.State != "root" {
			c.Stack = []string{"root"}
			return true
		}
		c.Pos++
		return c.emit(chroma.Token{Type: chroma.Error, Value: c.text.slice(c.Pos-1, c.Pos)})
	}
	c.Pos += utf8.RuneCountInString(c.Groups[0])
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(c.LexerState); err != nil {
			panic(err) // colour takes it
		}
	}
	switch t := rule.Type.(type) {
	case nil:
		return true
	case chroma.TokenType:
		return t == chroma.Ignore || c.emit(chroma.Token{Type: t, Value: c.Groups[0]})
	}
	next := rule.Type.Emit(c.Groups, c.LexerState)
	for t := next(); t != chroma.EOF; t = next() {
		if t.Type != chroma.Ignore && !c.emit(t) {
			return false
		}
	}
	return true
}

// match finds the first rule of the state that matches here, and sets the groups.
func (c *cutter) match() *chroma.CompiledRule {
	rules, known := c.states[c.State]
	if !known {
		panic("unknown state " + c.State)
	}
	for i := range rules {
		if r := &rules[i]; r.mayMatch(c.Text, c.Pos) && c.find(r) {
			c.Rule = i
			return r.CompiledRule
		}
	}
	return nil
}

// find sets the groups of a match at the lexer's position, and says whether there
// is one.
func (c *cutter) find(r *lexerRule) bool {
	if r.match == nil {
		return c.findByEngine(r)
	}
	a := c.tries[r]
	if a == nil {
		a = r.tried.attempt()
		c.tries[r] = a
	}
	a.text = c.Text
	a.reset(c.Pos)
	if !r.match(a, c.Pos) {
		return false
	}
	c.Groups, c.NamedGroups = make([]string, len(a.ends)/2), nil
	for i := range c.Groups {
		if from := a.ends[2*i]; from >= 0 {
			c.Groups[i] = c.text.slice(from, a.ends[2*i+1])
		}
	}
	return true
}

// findByEngine does the same by the expression's own engine. Names are asked for by
// rules that have them.
func (c *cutter) findByEngine(r *lexerRule) bool {
	m, err := r.Regexp.FindRunesMatchStartingAt(c.Text, c.Pos)
	if m == nil || err != nil || m.RuneIndex != c.Pos {
		return false
	}
	groups := m.Groups()
	c.Groups, c.NamedGroups = make([]string, len(groups)), nil
	if r.named {
		c.NamedGroups = make(map[string]string, len(groups))
	}
	for i := range groups {
		g := &groups[i]
		if len(g.Captures) > 0 {
			c.Groups[i] = c.text.slice(g.RuneIndex, g.RuneIndex+g.RuneLength)
		}
		if r.named {
			c.NamedGroups[g.Name] = c.Groups[i]
		}
	}
	return true
}
