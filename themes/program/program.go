// Package program runs templates that html/template has escaped, several times
// faster than it does itself: names of fields are looked up once for a type and
// not for a page, calls go to functions and not through reflection, and what
// does not depend on the view is text before any page is made.
//
// It knows as much of the language of templates as themes use. A template that
// uses more does not compile, and one that meets a value that it has no
// answer for ends with false: html/template then renders the page, or says what
// is wrong with it. What a program writes is what html/template writes.
package program

import (
	"reflect"
	"text/template/parse"
)

// Set is a set of templates that may use one another.
type Set struct {
	trees    map[string]*parse.Tree
	funcs    map[string]any
	constant map[string]bool // functions whose answer depends on their arguments alone
	programs map[string]*Program
}

// New is a set of the escaped trees of templates by their names. Functions are
// as in template.FuncMap; those named in constant give one answer to the same
// arguments for as long as the set lives.
func New(trees map[string]*parse.Tree, funcs map[string]any, constant ...string) *Set {
	s := &Set{trees: trees, funcs: funcs, constant: map[string]bool{}, programs: map[string]*Program{}}
	for _, name := range constant {
		s.constant[name] = true
	}
	return s
}

// Program is a compiled template. It may be used from many goroutines.
type Program struct {
	run   step
	slots int // variables
}

// step is a part of a program. One that has no answer panics with errNone.
type step func(m *machine, dot value)

// machine is a program under way.
type machine struct {
	out  []byte
	vars []value // of the templates that are being executed, the innermost last
	base int     // where those of the innermost begin
	deep int
}

// deepest is how deep templates may call themselves.
const deepest = 1000

// none is the panic of a step that has no answer.
type none struct{}

// Compile makes a template's program. It returns nil where the template, or one
// that it uses, asks for more than programs know.
func (s *Set) Compile(name string) (p *Program) {
	before := len(s.programs)
	defer func() {
		if e := recover(); e != nil {
			if _, ok := e.(none); !ok {
				panic(e)
			}
			p = nil
		}
		if p == nil && len(s.programs) > before {
			s.programs = map[string]*Program{} // those made meanwhile may use this one
		}
	}()
	return s.program(name)
}

func (s *Set) program(name string) *Program {
	if p := s.programs[name]; p != nil {
		return p
	}
	tree := s.trees[name]
	if tree == nil || tree.Root == nil {
		panic(none{})
	}
	p := &Program{}
	s.programs[name] = p // before its parts, which may use it
	c := &compiler{set: s, names: []variable{{"$", 0}}, slots: 1}
	p.run = c.list(tree.Root)
	p.slots = c.slots
	return p
}

// Append executes the program and appends what it writes to out. It is false,
// and out as it was, where the program has no answer.
func (p *Program) Append(out []byte, view any) (made []byte, ok bool) {
	m := &machine{out: out}
	defer func() {
		if e := recover(); e != nil {
			if _, mine := e.(none); !mine {
				panic(e)
			}
			made, ok = out, false
		}
	}()
	m.call(p, reflected(reflect.ValueOf(view)))
	return m.out, true
}

// call executes a program with variables of its own.
func (m *machine) call(p *Program, dot value) {
	if m.deep++; m.deep > deepest {
		panic(none{})
	}
	base := m.base
	m.base = len(m.vars)
	for range p.slots {
		m.vars = append(m.vars, value{})
	}
	m.vars[m.base] = dot
	p.run(m, dot)
	m.vars = m.vars[:m.base]
	m.base = base
	m.deep--
}
