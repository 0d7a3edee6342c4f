package markdown

import (
	"math"
	"slices"
	"sync"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// lexerRule is a rule with what is known of its expression: what a match begins
// with, for most rules match at few places, and how to match it without its engine.
type lexerRule struct {
	*chroma.CompiledRule
	emitter *emitter
	first   *charTest // what a match begins with; nil for any character, and where it may be empty
	bol     bool      // only at the beginning of a line
	named   bool      // some group has a name
	match   matcher   // nil where it takes the engine
	tried   *compiler // what an attempt at it needs
	engine  func() *regexp2.Regexp
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

// newLexerRule asks the expression's own compiler for what it may begin with. The
// engine is made when it is needed, with chroma's `\G`, which ties it to where the
// lexer stands.
func newLexerRule(c *chroma.CompiledRule, flags string) *lexerRule {
	expression := "(?:" + c.Pattern + ")"
	if flags != "" {
		expression = "(?" + flags + ")" + expression
	}
	r := &lexerRule{CompiledRule: c, emitter: newEmitter(c.Type), engine: sync.OnceValue(func() *regexp2.Regexp {
		re := regexp2.MustCompile(`\G` + expression) // colour takes it
		re.MatchTimeout = math.MaxInt64
		return re
	})}
	tree, err := syntax.Parse(expression, syntax.ParseOptions{})
	if err != nil {
		return r
	}
	if r.named = tree.Caplist != nil; r.named {
		c.Regexp = r.engine() // which chroma's emitters ask for names
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
	if m, tried, err := compileMatcher(tree); err == nil && !r.named && code.Capsize == tried.groups {
		r.match, r.tried = m, tried
	}
	return r
}
