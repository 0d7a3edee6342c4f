package program

import (
	"reflect"
	"text/template/parse"
)

// expr computes a value.
type expr func(m *machine, dot value) value

// pipe compiles a pipeline with its declarations.
func (c *compiler) pipe(p *parse.PipeNode) expr {
	of := c.piped(p.Cmds)
	if len(p.Decl) == 0 {
		return of
	}
	var slots []int
	for _, d := range p.Decl {
		if p.IsAssign {
			slots = append(slots, c.slot(d.Ident[0]))
		} else {
			slots = append(slots, c.declare(d.Ident[0]))
		}
	}
	return func(m *machine, dot value) value {
		x := of(m, dot)
		for _, s := range slots {
			m.vars[m.base+s] = x
		}
		return x
	}
}

// piped compiles commands, each of which gets what the one before gives.
func (c *compiler) piped(cmds []*parse.CommandNode) expr {
	var of expr
	for _, cmd := range cmds {
		of = c.command(cmd, of)
	}
	return of
}

// command compiles a command; last is what the one before it gives, or nil.
func (c *compiler) command(cmd *parse.CommandNode, last expr) expr {
	switch n := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		return c.function(n.Ident, c.args(cmd, last))
	case *parse.FieldNode:
		return c.fields(func(_ *machine, dot value) value { return dot }, n.Ident, c.args(cmd, last))
	case *parse.VariableNode:
		slot := c.slot(n.Ident[0])
		return c.fields(func(m *machine, _ value) value { return m.vars[m.base+slot] }, n.Ident[1:], c.args(cmd, last))
	case *parse.ChainNode:
		return c.fields(c.arg(n.Node), n.Field, c.args(cmd, last))
	}
	if len(cmd.Args) > 1 || last != nil {
		panic(none{})
	}
	return c.arg(cmd.Args[0])
}

// args compiles what a command calls its first word with.
func (c *compiler) args(cmd *parse.CommandNode, last expr) []expr {
	var args []expr
	for _, a := range cmd.Args[1:] {
		args = append(args, c.arg(a))
	}
	if last != nil {
		args = append(args, last)
	}
	return args
}

// arg compiles an argument.
func (c *compiler) arg(n parse.Node) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *machine, dot value) value { return dot }
	case *parse.NilNode:
		return constant(value{})
	case *parse.BoolNode:
		return constant(truth(n.True))
	case *parse.StringNode:
		return constant(textValue(n.Text))
	case *parse.NumberNode:
		switch {
		case n.IsInt:
			return constant(number(int(n.Int64)))
		case n.IsFloat:
			return constant(value{v: reflect.ValueOf(n.Float64)})
		}
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.FieldNode, *parse.VariableNode, *parse.ChainNode, *parse.IdentifierNode:
		return c.command(&parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{n}}, nil)
	}
	panic(none{})
}

func constant(x value) expr { return func(*machine, value) value { return x } }

// fields compiles a chain of names; the last may be a method that takes args.
func (c *compiler) fields(of expr, names []string, args []expr) expr {
	if len(names) == 0 && len(args) > 0 {
		panic(none{})
	}
	for i, name := range names {
		from, a := of, newAccess(name)
		if i < len(names)-1 || len(args) == 0 {
			of = func(m *machine, dot value) value { return a.of(from(m, dot), nil) }
			continue
		}
		of = func(m *machine, dot value) value {
			given := make([]value, len(args))
			x := from(m, dot)
			for i, arg := range args {
				given[i] = arg(m, dot)
			}
			return a.of(x, given)
		}
	}
	return of
}
