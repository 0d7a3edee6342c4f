package program

import (
	"reflect"
	"sync/atomic"
	"time"
)

// access is a field, a key or a method by its name. It remembers the last type
// that it was asked of and where the name stands in it.
type access struct {
	name string
	last atomic.Pointer[place]
}

// place is where a name stands in a type.
type place struct {
	of     reflect.Type
	index  []int
	method bool
}

func newAccess(name string) *access { return &access{name: name} }

// of is the value that a receiver has by the name, called with args where it is
// a method.
func (a *access) of(x value, args []value) value {
	if x.kind != anyValue {
		panic(none{})
	}
	v := x.v
	if !v.IsValid() {
		return value{} // as html/template does with what is missing in a map
	}
	p := a.last.Load()
	if p == nil || p.of != v.Type() {
		p = a.find(v.Type())
		a.last.Store(p)
	}
	if p.method {
		return a.call(v, args)
	}
	if len(args) > 0 {
		panic(none{})
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			panic(none{})
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Map {
		return reflected(v.MapIndex(reflect.ValueOf(a.name)))
	}
	for i, at := range p.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				panic(none{})
			}
			v = v.Elem()
		}
		v = v.Field(at)
	}
	return reflected(v)
}

// find is where the name stands in a type.
func (a *access) find(t reflect.Type) *place {
	p := &place{of: t}
	receiver := t
	if t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface {
		receiver = reflect.PointerTo(t)
	}
	if _, ok := receiver.MethodByName(a.name); ok {
		p.method = true
		return p
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Struct:
		if f, ok := t.FieldByName(a.name); ok && f.IsExported() {
			p.index = f.Index
			return p
		}
	case reflect.Map:
		if t.Key() == stringType {
			return p
		}
	}
	panic(none{})
}

// call calls a method. Times are most of what has methods in a view.
func (a *access) call(v reflect.Value, args []value) value {
	if v.Type() == timeType {
		switch {
		case a.name == "IsZero" && len(args) == 0:
			return truth(timeOf(v).IsZero())
		case a.name == "After" && len(args) == 1 && args[0].kind == anyValue && args[0].v.IsValid() && args[0].v.Type() == timeType:
			return truth(timeOf(v).After(timeOf(args[0].v)))
		}
	}
	if v.Kind() != reflect.Pointer && v.CanAddr() {
		v = v.Addr()
	}
	method := v.MethodByName(a.name)
	if !method.IsValid() {
		panic(none{})
	}
	return callAny(method, args)
}

var timeType = reflect.TypeFor[time.Time]()

func timeOf(v reflect.Value) time.Time {
	if v.CanAddr() {
		return *v.Addr().Interface().(*time.Time)
	}
	return v.Interface().(time.Time)
}
