package program

import (
	"fmt"
	"html/template"
	"reflect"
	"strconv"
)

// value is what a template computes with: a value of Go, or a text or a truth
// that no memory was needed for.
type value struct {
	kind kind
	text string
	v    reflect.Value
}

type kind uint8

const (
	anyValue kind = iota // v; nil where v is not valid
	plainText
	htmlText // template.HTML
	isFalse
	isTrue
)

func textValue(s string) value { return value{kind: plainText, text: s} }

func htmlValue(s template.HTML) value { return value{kind: htmlText, text: string(s)} }

func truth(b bool) value {
	if b {
		return value{kind: isTrue}
	}
	return value{kind: isFalse}
}

var (
	stringType   = reflect.TypeFor[string]()
	htmlType     = reflect.TypeFor[template.HTML]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	errorType    = reflect.TypeFor[error]()
)

// reflected is a value of Go; what an interface holds stands for the interface.
func reflected(v reflect.Value) value {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.String:
		switch v.Type() {
		case stringType:
			return textValue(v.String())
		case htmlType:
			return value{kind: htmlText, text: v.String()}
		}
	case reflect.Bool:
		if v.Type().PkgPath() == "" {
			return truth(v.Bool())
		}
	}
	return value{v: v}
}

// reflect is the value as reflection knows it; it is not valid for nil.
func (x value) reflect() reflect.Value {
	switch x.kind {
	case plainText:
		return reflect.ValueOf(x.text)
	case htmlText:
		return reflect.ValueOf(template.HTML(x.text))
	case isFalse, isTrue:
		return reflect.ValueOf(x.kind == isTrue)
	}
	return x.v
}

// plain is the value as an argument of type any.
func (x value) plain() any {
	if v := x.reflect(); v.IsValid() {
		return v.Interface()
	}
	return nil
}

// true is what {{if}} makes of a value.
func (x value) true() bool {
	switch x.kind {
	case plainText, htmlText:
		return x.text != ""
	case isFalse, isTrue:
		return x.kind == isTrue
	}
	switch v := x.v; v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Pointer, reflect.Interface, reflect.Func, reflect.Chan:
		return !v.IsNil()
	case reflect.Struct:
		return true
	default:
		return !v.IsZero()
	}
}

// string is the value as html/template shows it, before any escaping. Values of
// types that html/template treats on their own have no answer.
func (x value) string() string {
	switch x.kind {
	case plainText, htmlText:
		return x.text
	case isFalse:
		return "false"
	case isTrue:
		return "true"
	}
	v := x.v
	for v.Kind() == reflect.Pointer && !v.IsNil() && !speaks(v.Type()) {
		v = v.Elem()
	}
	if !v.IsValid() {
		return ""
	}
	if v.Type().PkgPath() == "html/template" {
		panic(none{})
	}
	if !speaks(v.Type()) {
		switch v.Kind() {
		case reflect.String:
			return v.String()
		case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
			return strconv.FormatInt(v.Int(), 10)
		}
	}
	return fmt.Sprint(v.Interface())
}

// speaks says whether values of a type say themselves how they are shown.
func speaks(t reflect.Type) bool {
	return t.NumMethod() > 0 && (t.Implements(stringerType) || t.Implements(errorType))
}
