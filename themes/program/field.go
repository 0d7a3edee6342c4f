package program

import (
	"reflect"
	"sync/atomic"
	"time"
)

// access is a field, a key or a method by its name. It remembers where the name
// stands in each type that it was asked of, the views of a theme being few.
type access struct {
	name   string
	places atomic.Pointer[place]
}

// place is where a name stands in a type.
type place struct {
	of     reflect.Type
	index  []int
	method bool
	next   *place // in another type
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
	p := a.in(v.Type())
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

// in is where the name stands in a type, by memory or else by find. Two that find it
// at once may both remember it, which does no harm.
func (a *access) in(t reflect.Type) *place {
	known := a.places.Load()
	for p := known; p != nil; p = p.next {
		if p.of == t {
			return p
		}
	}
	p := a.find(t)
	p.next = known
	a.places.CompareAndSwap(known, p)
	return p
}

// find looks for the name in a type.
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
