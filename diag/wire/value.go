package wire

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// Plain writes and reads whole structures of plain values: strings, numbers,
// bools, times, and slices, pointers, structures and maps by strings of these.
// Fields that are zero cost nothing. A type whose fields are not exported has
// its own form, see Formed.
type Plain struct {
	// Zone is the zone that times are in which were read without one of their
	// own: it is not written, and what is read is in the reader's.
	Zone *time.Location
}

// Formed is a type that is written as strings, by which it can be made again.
type Formed interface {
	Strings() []string
	SetStrings([]string)
}

var (
	timeType   = reflect.TypeFor[time.Time]()
	formedType = reflect.TypeFor[Formed]()
)

var formed sync.Map // of types, whether pointers to them are Formed: finding out is slow

func isFormed(t reflect.Type) bool {
	if known, ok := formed.Load(t); ok {
		return known.(bool)
	}
	is := reflect.PointerTo(t).Implements(formedType)
	formed.Store(t, is)
	return is
}

// Write writes what a pointer leads to. A kind of value that is not plain is a
// fault of the program, and panics.
func (p Plain) Write(w *Writer, pointer any) { p.write(w, reflect.ValueOf(pointer).Elem()) }

// Read reads what Write wrote into what a pointer to the same type leads to.
func (p Plain) Read(r *Reader, pointer any) { p.read(r, reflect.ValueOf(pointer).Elem()) }

func (p Plain) write(w *Writer, v reflect.Value) {
	if v.Kind() == reflect.Struct && v.CanAddr() && isFormed(v.Type()) {
		w.Strings(v.Addr().Interface().(Formed).Strings())
		return
	}
	switch v.Kind() {
	case reflect.String:
		w.String(v.String())
	case reflect.Bool:
		w.Bool(v.Bool())
	case reflect.Int, reflect.Int64, reflect.Int32:
		w.Int64(v.Int())
	case reflect.Slice:
		w.Int(v.Len())
		for i := range v.Len() {
			p.write(w, v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		w.Int(len(keys))
		for _, key := range keys {
			w.String(key.String())
			p.write(w, v.MapIndex(key))
		}
	case reflect.Pointer:
		w.Bool(!v.IsNil())
		if !v.IsNil() {
			p.write(w, v.Elem())
		}
	case reflect.Struct:
		p.writeStruct(w, v)
	default:
		panic("wire: a " + v.Type().String() + " is no plain value")
	}
}

// writeStruct writes the fields that are not zero, each behind its number.
func (p Plain) writeStruct(w *Writer, v reflect.Value) {
	if v.Type() == timeType {
		p.writeTime(w, v.Interface().(time.Time))
		return
	}
	for i := range v.NumField() {
		if f := v.Field(i); !f.IsZero() {
			w.Int(i + 1)
			p.write(w, f)
		}
	}
	w.Int(0)
}

func (p Plain) read(r *Reader, v reflect.Value) {
	if v.Kind() == reflect.Struct && isFormed(v.Type()) {
		v.Addr().Interface().(Formed).SetStrings(r.Strings())
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.String())
	case reflect.Bool:
		v.SetBool(r.Bool())
	case reflect.Int, reflect.Int64, reflect.Int32:
		v.SetInt(r.Int64())
	case reflect.Slice:
		n := r.Len()
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			p.read(r, v.Index(i))
		}
	case reflect.Map:
		n := r.Len()
		v.Set(reflect.MakeMapWithSize(v.Type(), n))
		for range n {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			key.SetString(r.String())
			p.read(r, value)
			v.SetMapIndex(key, value)
		}
	case reflect.Pointer:
		if r.Bool() {
			v.Set(reflect.New(v.Type().Elem()))
			p.read(r, v.Elem())
		}
	case reflect.Struct:
		p.readStruct(r, v)
	default:
		panic("wire: a " + v.Type().String() + " is no plain value")
	}
}

func (p Plain) readStruct(r *Reader, v reflect.Value) {
	if v.Type() == timeType {
		v.Set(reflect.ValueOf(p.readTime(r)))
		return
	}
	for i := r.Int(); i != 0; i = r.Int() {
		if i < 0 || i > v.NumField() || r.err != nil {
			r.fail()
			return
		}
		p.read(r, v.Field(i-1))
	}
}

// Where a time is.
const (
	inUTC = iota
	inZone
	inLocal
	inFixed
)

func (p Plain) writeTime(w *Writer, t time.Time) {
	w.Int64(t.Unix())
	w.Int(t.Nanosecond())
	switch t.Location() {
	case time.UTC:
		w.Int(inUTC)
	case p.Zone:
		w.Int(inZone)
	case time.Local:
		w.Int(inLocal)
	default:
		name, offset := t.Zone()
		w.Int(inFixed)
		w.String(name)
		w.Int(offset)
	}
}

func (p Plain) readTime(r *Reader) time.Time {
	t := time.Unix(r.Int64(), int64(r.Int()))
	switch r.Int() {
	case inZone:
		if p.Zone != nil {
			return t.In(p.Zone)
		}
		return t.UTC()
	case inLocal:
		return t
	case inFixed:
		name := r.String()
		return t.In(time.FixedZone(name, r.Int()))
	}
	return t.UTC()
}
