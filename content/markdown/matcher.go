package markdown

import (
	"errors"
	"slices"

	"github.com/dlclark/regexp2/v2/syntax"
)

// matcher tries an expression, or what is left of it, at a position of the text. It
// says whether there is a match; its end and its groups stand in the attempt.
type matcher func(a *attempt, pos int) bool

// attempt is a text with what a match in it has found so far.
type attempt struct {
	text  []rune
	start int   // where the match begins
	end   int   // where it ends, when there is one
	ends  []int // two for each group: where it begins and ends, -1 where it is in no match
	opens []int // where each group that is being matched begins
	turns []int // how often each loop has matched
}

// reset begins an attempt at what a compiler made.
func (a *attempt) reset(c *compiler, pos int) {
	a.start = pos
	a.ends = slices.Grow(a.ends[:0], 2*c.groups)[:2*c.groups]
	a.opens = slices.Grow(a.opens[:0], c.groups)[:c.groups]
	a.turns = slices.Grow(a.turns[:0], c.loops)[:c.loops]
	for i := range a.ends {
		a.ends[i] = -1
	}
}

// errNotCompiled is for expressions that only their own engine can match.
var errNotCompiled = errors.New("takes the engine")

// compiler makes matchers of parsed expressions. Each is made knowing what comes
// after it, so that going back is returning false. What it makes finds what the
// engine of the expressions finds; what this needs seldom (references to groups,
// conditions, looking back further than a character, loops over what may be empty)
// is left to the engine.
type compiler struct {
	groups int // that the attempt has room for
	loops  int
	err    error
}

// compileMatcher is the matcher of a parsed expression.
func compileMatcher(tree *syntax.RegexTree) (matcher, *compiler, error) {
	c := &compiler{groups: tree.Captop}
	m := c.node(tree.Root, func(a *attempt, pos int) bool {
		a.end = pos
		return true
	})
	return m, c, c.err
}

// node is the matcher of a node and of what comes after it.
func (c *compiler) node(n *syntax.RegexNode, next matcher) matcher {
	if n.Options&(syntax.IgnoreCase|syntax.RightToLeft|syntax.ECMAScript|syntax.RE2) != 0 && n.T != syntax.NtPosLook && n.T != syntax.NtNegLook {
		return c.fail()
	}
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtNothing:
		return func(*attempt, int) bool { return false }
	case syntax.NtConcatenate:
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.node(n.Children[i], next)
		}
		return next
	case syntax.NtAlternate:
		return c.alternate(n, next)
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtCapture:
		return c.capture(n, next)
	case syntax.NtAtomic, syntax.NtPosLook, syntax.NtNegLook:
		return c.once(n, next)
	case syntax.NtLoop:
		return c.loop(n, next)
	case syntax.NtLazyloop:
		return c.lazyLoop(n, next)
	case syntax.NtMulti:
		return literal(n.Str, next)
	}
	if test := testOf(n); test != nil {
		return c.characters(n, test, next)
	}
	if at := placeOf(n.T); at != nil {
		return func(a *attempt, pos int) bool { return at(a, pos) && next(a, pos) }
	}
	return c.fail()
}

func (c *compiler) fail() matcher {
	c.err = errNotCompiled
	return nil
}

// testOf is the test of a node that is about one character, maybe many times.
func testOf(n *syntax.RegexNode) *charTest {
	switch {
	case n.IsSetFamily():
		if few := n.Set.GetSetChars(4); len(few) > 0 && !n.Set.IsNegated() {
			return oneOf(few...)
		}
		return newCharTest(n.Set.CharIn)
	case n.IsOneFamily():
		return oneOf(n.Ch)
	case n.IsNotoneFamily():
		return newCharTest(func(c rune) bool { return c != n.Ch })
	}
	return nil
}

// placeOf is the test of a node that says where it stands.
func placeOf(t syntax.NodeType) func(a *attempt, pos int) bool {
	switch t {
	case syntax.NtBol:
		return func(a *attempt, pos int) bool { return pos == 0 || a.text[pos-1] == '\n' }
	case syntax.NtEol:
		return func(a *attempt, pos int) bool { return pos == len(a.text) || a.text[pos] == '\n' }
	case syntax.NtBoundary:
		return func(a *attempt, pos int) bool { return a.wordAt(pos-1) != a.wordAt(pos) }
	case syntax.NtNonboundary:
		return func(a *attempt, pos int) bool { return a.wordAt(pos-1) == a.wordAt(pos) }
	case syntax.NtBeginning:
		return func(_ *attempt, pos int) bool { return pos == 0 }
	case syntax.NtStart:
		return func(a *attempt, pos int) bool { return pos == a.start }
	case syntax.NtEnd:
		return func(a *attempt, pos int) bool { return pos == len(a.text) }
	case syntax.NtEndZ:
		return func(a *attempt, pos int) bool {
			return pos == len(a.text) || pos == len(a.text)-1 && a.text[pos] == '\n'
		}
	}
	return nil
}

var wordChar = newCharTest(syntax.IsWordChar)

func (a *attempt) wordAt(pos int) bool {
	return pos >= 0 && pos < len(a.text) && wordChar.has(a.text[pos])
}

func literal(text []rune, next matcher) matcher {
	return func(a *attempt, pos int) bool {
		if len(a.text)-pos < len(text) {
			return false
		}
		for i, c := range text {
			if a.text[pos+i] != c {
				return false
			}
		}
		return next(a, pos+len(text))
	}
}

// characters is a character or a loop over one: as many as there are and then
// fewer, as few as there need be and then more, or as many as there are alone.
func (c *compiler) characters(n *syntax.RegexNode, test *charTest, next matcher) matcher {
	least, most := n.M, n.N
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return func(a *attempt, pos int) bool {
			return pos < len(a.text) && test.has(a.text[pos]) && next(a, pos+1)
		}
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return func(a *attempt, pos int) bool {
			n := a.run(test, pos, most)
			return n >= least && next(a, pos+n)
		}
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop:
		return func(a *attempt, pos int) bool {
			for n := a.run(test, pos, most); n >= least; n-- {
				if next(a, pos+n) {
					return true
				}
			}
			return false
		}
	default:
		return func(a *attempt, pos int) bool {
			for n := 0; ; n++ {
				if n >= least && next(a, pos+n) {
					return true
				}
				if n == most || pos+n == len(a.text) || !test.has(a.text[pos+n]) {
					return false
				}
			}
		}
	}
}

// run is how many characters of a class stand at a position, at most so many.
func (a *attempt) run(test *charTest, pos, most int) int {
	text := a.text[pos:]
	if most < len(text) { // MaxInt32 where there is no end
		text = text[:most]
	}
	for i, c := range text {
		if !test.has(c) {
			return i
		}
	}
	return len(text)
}

// alternate tries one branch after another, but those that cannot begin with the
// character that stands there.
func (c *compiler) alternate(n *syntax.RegexNode, next matcher) matcher {
	type branch struct {
		first *charTest
		match matcher
	}
	branches := make([]branch, len(n.Children))
	for i, child := range n.Children {
		branches[i] = branch{firstOf(child), c.node(child, next)}
	}
	return func(a *attempt, pos int) bool {
		for i := range branches {
			b := &branches[i]
			if b.first != nil && (pos == len(a.text) || !b.first.has(a.text[pos])) {
				continue
			}
			if b.match(a, pos) {
				return true
			}
		}
		return false
	}
}

// firstOf is the test of the first character of a node; nil where it may be empty or
// begins with something else.
func firstOf(n *syntax.RegexNode) *charTest {
	switch n.T {
	case syntax.NtConcatenate, syntax.NtGroup, syntax.NtCapture, syntax.NtAtomic:
		return firstOf(n.Children[0])
	case syntax.NtMulti:
		return oneOf(n.Str[0])
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return testOf(n)
	}
	if n.M > 0 {
		return testOf(n)
	}
	return nil
}

// capture notes where a group begins and ends, and forgets it when going back.
func (c *compiler) capture(n *syntax.RegexNode, next matcher) matcher {
	g := n.M
	if n.N != -1 || g >= c.groups { // a balancing group, or numbers with gaps
		return c.fail()
	}
	body := c.node(n.Children[0], func(a *attempt, pos int) bool {
		from, to := a.ends[2*g], a.ends[2*g+1]
		a.ends[2*g], a.ends[2*g+1] = a.opens[g], pos
		if next(a, pos) {
			return true
		}
		a.ends[2*g], a.ends[2*g+1] = from, to
		return false
	})
	return func(a *attempt, pos int) bool {
		open := a.opens[g]
		a.opens[g] = pos
		if body(a, pos) {
			return true
		}
		a.opens[g] = open
		return false
	}
}
