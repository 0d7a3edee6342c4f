package markdown

import "github.com/dlclark/regexp2/v2/syntax"

// once is what matches in one way or not at all: what stands in (?>), (?=) and (?!),
// and the character before in (?<=) and (?<!).
func (c *compiler) once(n *syntax.RegexNode, next matcher) matcher {
	child := n.Children[0]
	if n.T != syntax.NtAtomic && child.Options&syntax.RightToLeft != 0 {
		return c.before(n, child, next)
	}
	ended := c.node(child, func(a *attempt, pos int) bool {
		a.end = pos
		return true
	})
	groups := groupsOf(child, nil)
	if len(groups) > len(kept{})/2 || len(groups) > 0 && n.T == syntax.NtNegLook {
		return c.fail()
	}
	switch n.T {
	case syntax.NtNegLook:
		return func(a *attempt, pos int) bool { return !ended(a, pos) && next(a, pos) }
	case syntax.NtPosLook:
		return c.forgetting(groups, func(a *attempt, pos int) bool { return ended(a, pos) && next(a, pos) })
	}
	return c.forgetting(groups, func(a *attempt, pos int) bool { return ended(a, pos) && next(a, a.end) })
}

// kept are the ends of a few groups.
type kept [8]int

// forgetting is a matcher that leaves groups as they were when it does not match.
func (c *compiler) forgetting(groups []int, m matcher) matcher {
	if len(groups) == 0 {
		return m
	}
	return func(a *attempt, pos int) bool {
		var before kept
		for i, g := range groups {
			before[2*i], before[2*i+1] = a.ends[2*g], a.ends[2*g+1]
		}
		if m(a, pos) {
			return true
		}
		for i, g := range groups {
			a.ends[2*g], a.ends[2*g+1] = before[2*i], before[2*i+1]
		}
		return false
	}
}

// groupsOf appends the numbers of the groups in a node.
func groupsOf(n *syntax.RegexNode, groups []int) []int {
	if n.T == syntax.NtCapture {
		groups = append(groups, n.M)
	}
	for _, child := range n.Children {
		groups = groupsOf(child, groups)
	}
	return groups
}

func (c *compiler) before(n, child *syntax.RegexNode, next matcher) matcher {
	if child.T != syntax.NtOne && child.T != syntax.NtNotone && child.T != syntax.NtSet {
		return c.fail()
	}
	test, want := testOf(child), n.T == syntax.NtPosLook
	return func(a *attempt, pos int) bool {
		return (pos > 0 && test.has(a.text[pos-1])) == want && next(a, pos)
	}
}
