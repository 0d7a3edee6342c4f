package markdown

import (
	"slices"
	"strings"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// lexerRule is a rule with what is known of its expression: what a match begins
// with, for most rules match at few places, and how to match it without its engine.
type lexerRule struct {
	*chroma.CompiledRule
	first *charTest // what a match begins with; nil for any character, and where it may be empty
	bol   bool      // only at the beginning of a line
	named bool      // some group has a name
	match matcher   // nil where it takes the engine
	tried *compiler // what an attempt at it needs
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

func oneOf(chars ...rune) *charTest {
	t := &charTest{in: func(c rune) bool { return slices.Contains(chars, c) }}
	for _, c := range chars {
		if c < 128 {
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
	names := c.Regexp.GetGroupNames()
	for i, name := range names {
		if c.Regexp.GroupNumberFromName(name) != i || name[0] > '9' {
			r.named = true
		}
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
	if m, tried, err := compileMatcher(tree); err == nil && !r.named && len(names) == tried.groups {
		r.match, r.tried = m, tried
	}
	return r
}

// mayMatch says whether it is worth to try the expression.
func (r *lexerRule) mayMatch(text []rune, pos int) bool {
	return (r.first == nil || r.first.has(text[pos])) && (!r.bol || pos == 0 || text[pos-1] == '\n')
}
