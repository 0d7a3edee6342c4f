package program

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// compiler compiles one template.
type compiler struct {
	set   *Set
	names []variable // that are known here, the innermost last
	slots int        // places for variables that the template needs
}

// variable is a name with the place of its value.
type variable struct {
	name string
	slot int
}

// list compiles nodes that follow one another. Variables that they declare end
// with them.
func (c *compiler) list(l *parse.ListNode) step {
	if l == nil {
		return func(*machine, value) {}
	}
	known := len(c.names)
	defer func() { c.names = c.names[:known] }()
	var steps []step
	var text []byte
	flush := func() {
		if len(text) > 0 {
			t := string(text)
			steps, text = append(steps, func(m *machine, _ value) { m.out = append(m.out, t...) }), nil
		}
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		case *parse.ActionNode:
			if t, ok := c.fixed(n.Pipe); ok {
				text = append(text, t...)
				continue
			}
		}
		flush()
		steps = append(steps, c.node(n))
	}
	flush()
	return chain(steps)
}

// chain is steps as one.
func chain(steps []step) step {
	switch len(steps) {
	case 0:
		return func(*machine, value) {}
	case 1:
		return steps[0]
	}
	return func(m *machine, dot value) {
		for _, s := range steps {
			s(m, dot)
		}
	}
}

func (c *compiler) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n.Pipe)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, true)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode)
	case *parse.TemplateNode:
		return c.template(n)
	}
	panic(none{})
}

// branch compiles {{if}} and {{with}}, which also moves the dot.
func (c *compiler) branch(n *parse.BranchNode, moves bool) step {
	known := len(c.names)
	defer func() { c.names = c.names[:known] }()
	of, then, other := c.pipe(n.Pipe), c.list(n.List), c.list(n.ElseList)
	return func(m *machine, dot value) {
		x := of(m, dot)
		switch {
		case !x.true():
			other(m, dot)
		case moves:
			then(m, x)
		default:
			then(m, dot)
		}
	}
}

func (c *compiler) template(n *parse.TemplateNode) step {
	p := c.set.program(n.Name)
	if n.Pipe == nil {
		return func(m *machine, _ value) { m.call(p, value{}) }
	}
	of := c.pipe(n.Pipe)
	return func(m *machine, dot value) { m.call(p, of(m, dot)) }
}

// loop compiles {{range}} over lists, numbers and maps by text.
func (c *compiler) loop(n *parse.BranchNode) step {
	known := len(c.names)
	defer func() { c.names = c.names[:known] }()
	if n.Pipe.IsAssign {
		panic(none{})
	}
	of := c.piped(n.Pipe.Cmds)
	var slots []int
	for _, d := range n.Pipe.Decl {
		slots = append(slots, c.declare(d.Ident[0]))
	}
	each, other := c.list(n.List), c.list(n.ElseList)
	turn := func(m *machine, key, item value) {
		switch len(slots) {
		case 1:
			m.vars[m.base+slots[0]] = item
		case 2:
			m.vars[m.base+slots[0]], m.vars[m.base+slots[1]] = key, item
		}
		each(m, item)
	}
	return func(m *machine, dot value) {
		x := of(m, dot)
		if x.kind != anyValue {
			panic(none{})
		}
		if !walk(m, x.v, turn) {
			other(m, dot)
		}
	}
}

// walk calls turn for every item; it is false where there are none.
func walk(m *machine, v reflect.Value, turn func(m *machine, key, item value)) bool {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			turn(m, number(i), reflected(v.Index(i)))
		}
		return v.Len() > 0
	case reflect.Map:
		keys := sortedKeys(v)
		for _, key := range keys {
			turn(m, reflected(key), reflected(v.MapIndex(key)))
		}
		return len(keys) > 0
	case reflect.Int:
		for i := range int(v.Int()) {
			turn(m, number(i), number(i))
		}
		return v.Int() > 0
	}
	panic(none{})
}

// declare gives a variable a place.
func (c *compiler) declare(name string) int {
	c.names = append(c.names, variable{name, c.slots})
	c.slots++
	return c.slots - 1
}

// slot is the place of a variable that is known.
func (c *compiler) slot(name string) int {
	for i := len(c.names) - 1; i >= 0; i-- {
		if c.names[i].name == name {
			return c.names[i].slot
		}
	}
	panic(fmt.Sprintf("program: no variable %s", name)) // the parser refuses such a template
}
