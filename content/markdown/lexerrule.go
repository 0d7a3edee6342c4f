package markdown

import (
	"math"
	"strings"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// lexerRule is a rule with what can be said of it before its expression is tried:
// most rules do not match at most places, and most of those that do are no more
// than a few characters.
type lexerRule struct {
	*chroma.CompiledRule
	first *charTest  // what a match begins with; nil for any character, and where it may be empty
	bol   bool       // only at the beginning of a line
	plain []charLoop // the whole expression; nil where it takes more
	named bool       // some group has a name
}

// charLoop is a part of an expression: as many characters as there are.
type charLoop struct {
	test     *charTest
	min, max int
}

// charTest is a class of characters.
type charTest struct {
	ascii [2]uint64
	in    func(rune) bool // for the others
}

func newCharTest(in func(rune) bool) *charTest {
	t := &charTest{in: in}
	for c := rune(0); c < 128; c++ {
		if in(c) {
			t.ascii[c>>6] |= 1 << (c & 63)
		}
	}
	return t
}

func (t *charTest) has(c rune) bool {
	if c < 128 {
		return t.ascii[c>>6]>>(c&63)&1 != 0
	}
	return t.in(c)
}

// lexerRules are a lexer's rules by state.
func lexerRules(compiled chroma.CompiledRules) map[string][]lexerRule {
	rules := make(map[string][]lexerRule, len(compiled))
	for state, all := range compiled {
		for _, c := range all {
			rules[state] = append(rules[state], newLexerRule(c))
		}
	}
	return rules
}

// newLexerRule asks the expression's own compiler for what it may begin with.
// Chroma's `\G`, which ties it to where the lexer stands, would hide that.
func newLexerRule(c *chroma.CompiledRule) lexerRule {
	r := lexerRule{CompiledRule: c}
	for i, name := range c.Regexp.GetGroupNames() {
		r.named = r.named || c.Regexp.GroupNumberFromName(name) != i || name[0] > '9'
	}
	tree, err := syntax.Parse(strings.TrimPrefix(c.Regexp.String(), `\G`), syntax.ParseOptions{})
	if err != nil {
		return r
	}
	code, err := syntax.Write(tree)
	if err != nil {
		return r
	}
	r.bol = code.Anchors&syntax.AnchorBol != 0
	if p := code.FcPrefix; p != nil {
		r.first = newCharTest(func(c rune) bool {
			return p.PrefixSet.CharIn(c) || p.CaseInsensitive && (p.PrefixSet.CharIn(unicode.ToLower(c)) || p.PrefixSet.CharIn(unicode.ToUpper(c)))
		})
	}
	if len(tree.Root.Children) == 1 {
		r.plain = charLoops(tree.Root.Children[0])
	}
	return r
}

// charLoops is an expression that matches in one way only, from left to right:
// characters of which no more than the last may stand there more or less often.
// It is nil for any other.
func charLoops(n *syntax.RegexNode) []charLoop {
	if n.T == syntax.NtGroup || n.T == syntax.NtAtomic {
		return charLoops(n.Children[0])
	}
	if n.T != syntax.NtConcatenate {
		return charLoopsOf(n)
	}
	var all []charLoop
	for i, child := range n.Children {
		loops := charLoopsOf(child)
		if loops == nil || i+1 < len(n.Children) && len(loops) > 0 && loops[0].min != loops[0].max {
			return nil
		}
		all = append(all, loops...)
	}
	return all
}

func charLoopsOf(n *syntax.RegexNode) []charLoop {
	if n.Options&(syntax.IgnoreCase|syntax.RightToLeft) != 0 {
		return nil
	}
	is := func(c rune) bool { return c == n.Ch }
	switch n.T {
	case syntax.NtEmpty:
		return []charLoop{}
	case syntax.NtOne:
		return []charLoop{{newCharTest(is), 1, 1}}
	case syntax.NtOneloop, syntax.NtOneloopatomic:
		return []charLoop{{newCharTest(is), n.M, n.N}}
	case syntax.NtNotone:
		return []charLoop{{newCharTest(func(c rune) bool { return !is(c) }), 1, 1}}
	case syntax.NtNotoneloop, syntax.NtNotoneloopatomic:
		return []charLoop{{newCharTest(func(c rune) bool { return !is(c) }), n.M, n.N}}
	case syntax.NtSet:
		return []charLoop{{newCharTest(n.Set.CharIn), 1, 1}}
	case syntax.NtSetloop, syntax.NtSetloopatomic:
		return []charLoop{{newCharTest(n.Set.CharIn), n.M, n.N}}
	case syntax.NtMulti:
		all := make([]charLoop, len(n.Str))
		for i, want := range n.Str {
			all[i] = charLoop{newCharTest(func(c rune) bool { return c == want }), 1, 1}
		}
		return all
	}
	return nil
}

// mayMatch says whether it is worth to try the expression.
func (r *lexerRule) mayMatch(text []rune, pos int) bool {
	return (r.first == nil || r.first.has(text[pos])) && (!r.bol || pos == 0 || text[pos-1] == '\n')
}

// find sets the groups of a match at the lexer's position, and says whether there
// is one.
func (r *lexerRule) find(s *chroma.LexerState) bool {
	if r.plain != nil {
		n := length(r.plain, s.Text[s.Pos:])
		if n < 0 {
			return false
		}
		s.Groups, s.NamedGroups = []string{string(s.Text[s.Pos : s.Pos+n])}, nil
		return true
	}
	m, err := r.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
	if m == nil || err != nil || m.RuneIndex != s.Pos {
		return false
	}
	r.groups(s, m)
	return true
}

// length is how many characters a plain expression takes, -1 where it does not match.
func length(plain []charLoop, text []rune) int {
	n := 0
	for _, l := range plain {
		most := len(text) - n
		if l.max != math.MaxInt32 { // for a loop without end
			most = min(most, l.max)
		}
		taken := 0
		for taken < most && l.test.has(text[n+taken]) {
			taken++
		}
		if taken < l.min {
			return -1
		}
		n += taken
	}
	return n
}

// groups sets what a match has found. Names are asked for by rules that have them.
func (r *lexerRule) groups(s *chroma.LexerState, m *regexp2.Match) {
	groups := m.Groups()
	s.Groups, s.NamedGroups = make([]string, len(groups)), nil
	if r.named {
		s.NamedGroups = make(map[string]string, len(groups))
	}
	for i := range groups {
		s.Groups[i] = groups[i].String()
		if r.named {
			s.NamedGroups[groups[i].Name] = s.Groups[i]
		}
	}
}
