package markdown

import (
	"slices"
	"sync"
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
	if l.rules() != nil {
		l.cut(text, "root", 0, f)
	}
}

// cut cuts text from a state on, and says whether more tokens are wanted.
func (l *codeLanguage) cut(text, state string, depth int, f func(chroma.Token) bool) bool {
	rules, room := l.rules(), cutterRooms.Get().(*cutterRoom)
	defer cutterRooms.Put(room)
	room.text.set(text)
	t := &room.text
	c := cutter{cutterRoom: room, language: l, rules: rules, base: state, depth: depth, take: f}
	c.LexerState = &chroma.LexerState{Lexer: l.lexer, Registry: l.registry.LexerRegistry, Rules: rules.compiled, Stack: []string{state}, MutatorContext: map[any]any{}}
	for last, idle := 0, 0; c.Pos < len(t.runes) && len(c.Stack) > 0; {
		if idle++; c.Pos > last {
			last, idle = c.Pos, 0
		}
		if idle > maxIdle {
			break // what is left is an error
		}
		c.Text = t.runes[:min(len(t.runes), c.Pos+window)]
		if c.State = c.Stack[len(c.Stack)-1]; !c.step() {
			return false
		}
	}
	return c.Pos == len(t.runes) || f(chroma.Token{Type: chroma.Error, Value: t.slice(c.Pos, len(t.runes))})
}

// runeText is a text by its characters, and where each begins.
type runeText struct {
	text   string
	runes  []rune
	starts []int32 // one more than there are characters
}

// set makes t that of a text, in the memory that it has.
func (t *runeText) set(text string) {
	t.text = text
	t.runes, t.starts = slices.Grow(t.runes[:0], len(text)), slices.Grow(t.starts[:0], len(text)+1)
	for i, r := range text {
		t.runes = append(t.runes, r)
		t.starts = append(t.starts, int32(i))
	}
	t.starts = append(t.starts, int32(len(text)))
}

func (t *runeText) slice(from, to int) string { return t.text[t.starts[from]:t.starts[to]] }

// cutter is chroma's state of a lexer with our knowledge of its rules.
type cutter struct {
	*chroma.LexerState
	*cutterRoom
	language *codeLanguage
	rules    *lexerRules
	base     string // the state that it began in
	depth    int    // of code within code
	at       *lexerState
	name     string // of that state
	take     func(chroma.Token) bool
}

// cutterRoom is memory that a cutter needs while it cuts.
type cutterRoom struct {
	text   runeText
	try    attempt
	groups []string // of the last match
}

var cutterRooms = sync.Pool{New: func() any { return &cutterRoom{} }}

// step takes one token, or those that a rule makes of what it matched.
func (c *cutter) step() bool {
	rule := c.match()
	if rule == nil {
		// As Pygments has it: a line that cannot be read to its end is left to the
		// state that the text began in.
		if c.Text[c.Pos] == '\n' && c.State != c.base {
			c.Stack = []string{c.base}
			return true
		}
		c.Pos++
		return c.take(chroma.Token{Type: chroma.Error, Value: c.text.slice(c.Pos-1, c.Pos)})
	}
	c.Pos += utf8.RuneCountInString(c.Groups[0])
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(c.LexerState); err != nil {
			panic(err) // colour takes it
		}
	}
	return rule.emitter == nil || c.emit(rule.emitter, c.Groups)
}

// match finds the first rule of the state that matches here, and sets the groups.
func (c *cutter) match() *lexerRule {
	if c.at == nil || c.name != c.State {
		c.at, c.name = c.rules.state(c.State), c.State
	}
	i, rule := c.at.matching(c.Text[c.Pos], c.find)
	c.Rule = i
	return rule
}

// find sets the groups of a match at the lexer's position, and says whether there
// is one.
func (c *cutter) find(r *lexerRule) bool {
	if r.bol && c.Pos > 0 && c.Text[c.Pos-1] != '\n' {
		return false
	}
	if r.match == nil {
		return c.findByEngine(r)
	}
	a := &c.try
	a.text = c.Text
	a.reset(r.tried, c.Pos)
	if !r.match(a, c.Pos) {
		return false
	}
	c.groups = c.groups[:0]
	for i := 0; i < len(a.ends); i += 2 {
		group := ""
		if from := a.ends[i]; from >= 0 {
			group = c.text.slice(from, a.ends[i+1])
		}
		c.groups = append(c.groups, group)
	}
	c.Groups, c.NamedGroups = c.groups, nil
	return true
}

// findByEngine does the same by the expression's own engine. Names are asked for by
// rules that have them.
func (c *cutter) findByEngine(r *lexerRule) bool {
	m, err := r.engine().FindRunesMatchStartingAt(c.Text, c.Pos)
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
