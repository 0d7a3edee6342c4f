package markdown

import (
	"math"

	"github.com/dlclark/regexp2/v2/syntax"
)

// loop tries once more before it goes on.
func (c *compiler) loop(n *syntax.RegexNode, next matcher) matcher {
	return c.turns(n, func(slot int, again matcher) matcher {
		return func(a *attempt, pos int) bool {
			turn := a.turns[slot]
			if turn < n.N {
				a.turns[slot] = turn + 1
				if again(a, pos) {
					return true
				}
				a.turns[slot] = turn
			}
			return turn >= n.M && next(a, pos)
		}
	})
}

// lazyLoop goes on before it tries once more.
func (c *compiler) lazyLoop(n *syntax.RegexNode, next matcher) matcher {
	return c.turns(n, func(slot int, again matcher) matcher {
		return func(a *attempt, pos int) bool {
			turn := a.turns[slot]
			if turn >= n.M && next(a, pos) {
				return true
			}
			if turn == n.N {
				return false
			}
			a.turns[slot] = turn + 1
			if again(a, pos) {
				return true
			}
			a.turns[slot] = turn
			return false
		}
	})
}

// turns is a loop, which counts from nothing each time it is come to.
func (c *compiler) turns(n *syntax.RegexNode, decide func(slot int, again matcher) matcher) matcher {
	if n.Children[0].ComputeMinLength() == 0 || n.M == math.MaxInt32 {
		return c.fail()
	}
	slot := c.loops
	c.loops++
	var again matcher
	decision := decide(slot, func(a *attempt, pos int) bool { return again(a, pos) })
	again = c.node(n.Children[0], decision)
	return func(a *attempt, pos int) bool {
		outer := a.turns[slot]
		a.turns[slot] = 0
		if decision(a, pos) {
			return true
		}
		a.turns[slot] = outer
		return false
	}
}
