package program

import (
	"cmp"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strings"
	"time"
)

// function compiles a call.
func (c *compiler) function(name string, args []expr) expr {
	switch name {
	case "and", "or":
		return shortcut(name == "or", args)
	}
	f := builtins[name]
	if own := c.set.funcs[name]; own != nil {
		f = adapt(own)
	}
	if f == nil {
		panic(none{})
	}
	if len(args) == 1 {
		arg := args[0]
		return func(m *machine, dot value) value {
			given := [1]value{arg(m, dot)}
			return f(given[:])
		}
	}
	return func(m *machine, dot value) value {
		given := make([]value, len(args))
		for i, arg := range args {
			given[i] = arg(m, dot)
		}
		return f(given)
	}
}

// shortcut is the first argument that decides {{and}} or {{or}}, or the last.
func shortcut(decides bool, args []expr) expr {
	if len(args) == 0 {
		panic(none{})
	}
	return func(m *machine, dot value) (x value) {
		for _, arg := range args {
			if x = arg(m, dot); x.true() == decides {
				break
			}
		}
		return x
	}
}

// adapt is a function of Go as one of values. Those of the types that themes
// have most are called as they are.
func adapt(f any) func([]value) value {
	switch f := f.(type) {
	case func(string) template.HTML:
		return func(args []value) value { return htmlValue(f(only(args).asString())) }
	case func(string) string:
		return func(args []value) value { return textValue(f(only(args).asString())) }
	case func(string) bool:
		return func(args []value) value { return truth(f(only(args).asString())) }
	case func(time.Time) string:
		return func(args []value) value { return textValue(f(only(args).asTime())) }
	case func(time.Time) template.HTML:
		return func(args []value) value { return htmlValue(f(only(args).asTime())) }
	case func(string, ...any) string:
		return func(args []value) value {
			if len(args) == 0 {
				panic(none{})
			}
			return textValue(f(args[0].asString(), plains(args[1:])...))
		}
	case func(...any) map[string]any:
		return func(args []value) value { return value{v: reflect.ValueOf(f(plains(args)...))} }
	}
	of := reflect.ValueOf(f)
	return func(args []value) value { return callAny(of, args) }
}

func only(args []value) value {
	if len(args) != 1 {
		panic(none{})
	}
	return args[0]
}

func plains(args []value) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a.plain()
	}
	return out
}

// asString is a value for a parameter of type string.
func (x value) asString() string {
	if x.kind != plainText {
		panic(none{})
	}
	return x.text
}

func (x value) asTime() time.Time {
	if x.kind != anyValue || !x.v.IsValid() || x.v.Type() != timeType {
		panic(none{})
	}
	return timeOf(x.v)
}

// callAny calls through reflection. A function that returns an error has no
// answer then.
func callAny(f reflect.Value, args []value) value {
	t := f.Type()
	if t.IsVariadic() && len(args) < t.NumIn()-1 || !t.IsVariadic() && len(args) != t.NumIn() {
		panic(none{})
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		to := t.In(min(i, t.NumIn()-1))
		if t.IsVariadic() && i >= t.NumIn()-1 {
			to = to.Elem()
		}
		in[i] = a.assignable(to)
	}
	out := f.Call(in)
	if len(out) == 2 && !out[1].IsNil() {
		panic(none{})
	}
	return reflected(out[0])
}

// assignable is a value for a parameter of a type.
func (x value) assignable(to reflect.Type) reflect.Value {
	v := x.reflect()
	switch {
	case !v.IsValid():
		if to.Kind() == reflect.Interface || to.Kind() == reflect.Pointer || to.Kind() == reflect.Slice || to.Kind() == reflect.Map {
			return reflect.Zero(to)
		}
	case v.Type().AssignableTo(to):
		return v
	}
	panic(none{})
}

// builtins are the functions of text/template that themes use.
var builtins = map[string]func([]value) value{
	"not":   func(args []value) value { return truth(!only(args).true()) },
	"len":   func(args []value) value { return number(sized(only(args)).Len()) },
	"index": index,
	"print": func(args []value) value { return textValue(fmt.Sprint(plains(args)...)) },
	"eq":    func(args []value) value { return truth(equal(args)) },
	"ne":    func(args []value) value { return truth(len(args) == 2 && !equal(args)) },
	"lt":    func(args []value) value { return truth(order(args) < 0) },
	"le":    func(args []value) value { return truth(order(args) <= 0) },
	"gt":    func(args []value) value { return truth(order(args) > 0) },
	"ge":    func(args []value) value { return truth(order(args) >= 0) },
}

func number(n int) value { return value{v: reflect.ValueOf(n)} }

// sized is what has a length.
func sized(x value) reflect.Value {
	v := x.reflect()
	switch v.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map, reflect.String:
		return v
	}
	panic(none{})
}

// index is {{index list 1}} or {{index map "key"}}; what a map has not is the
// zero value.
func index(args []value) value {
	if len(args) != 2 {
		panic(none{})
	}
	switch v := sized(args[0]); v.Kind() {
	case reflect.Map:
		if item := v.MapIndex(args[1].assignable(v.Type().Key())); item.IsValid() {
			return reflected(item)
		}
		return reflected(reflect.Zero(v.Type().Elem()))
	case reflect.Slice, reflect.Array:
		i, ok := args[1].int()
		if !ok || i < 0 || i >= int64(v.Len()) {
			panic(none{})
		}
		return reflected(v.Index(int(i)))
	}
	panic(none{})
}

// int is a whole number.
func (x value) int() (int64, bool) {
	if x.kind == anyValue && x.v.CanInt() {
		return x.v.Int(), true
	}
	return 0, false
}

// str is a text of any type.
func (x value) str() (string, bool) {
	switch {
	case x.kind == plainText, x.kind == htmlText:
		return x.text, true
	case x.kind == anyValue && x.v.Kind() == reflect.String:
		return x.v.String(), true
	}
	return "", false
}

// equal says whether the first is equal to any other: texts, whole numbers or
// truths.
func equal(args []value) bool {
	if len(args) < 2 {
		panic(none{})
	}
	for _, b := range args[1:] {
		if same(args[0], b) {
			return true
		}
	}
	return false
}

func same(a, b value) bool {
	if x, ok := a.str(); ok {
		if y, ok := b.str(); ok {
			return x == y
		}
	} else if x, ok := a.int(); ok {
		if y, ok := b.int(); ok {
			return x == y
		}
	} else if a.kind >= isFalse && b.kind >= isFalse {
		return a.kind == b.kind
	}
	panic(none{})
}

// order compares two texts or two whole numbers.
func order(args []value) int {
	if len(args) == 2 {
		if x, ok := args[0].int(); ok {
			if y, ok := args[1].int(); ok {
				return cmp.Compare(x, y)
			}
		} else if x, ok := args[0].str(); ok {
			if y, ok := args[1].str(); ok {
				return strings.Compare(x, y)
			}
		}
	}
	panic(none{})
}

func sortedKeys(v reflect.Value) []reflect.Value {
	if v.Type().Key().Kind() != reflect.String {
		panic(none{})
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}
