package themes

import (
	"html/template"
	"reflect"
	"time"
)

// emptyView is a view in which nothing is set that may be missing.
func emptyView(name string) any {
	view := views[name]()
	v := reflect.ValueOf(view).Elem()
	if page := v.FieldByName("Page"); page.IsValid() && page.Type() == reflect.TypeFor[Page]() {
		v = page
	}
	v.FieldByName("Site").Set(reflect.ValueOf(&Site{Lang: "en"}))
	return view
}

// fullView is a view in which everything is set, each list with one item.
func fullView(name string) any {
	view := views[name]()
	fill(reflect.ValueOf(view).Elem(), 0)
	return view
}

// deepest is how far fill follows types that hold themselves.
const deepest = 6

func fill(v reflect.Value, depth int) {
	if depth > deepest {
		return
	}
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Unix(1_700_000_000, 0).UTC()
		return
	case **time.Location:
		*x = time.UTC
		return
	case *template.HTML:
		*x = "<p>x</p>"
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), depth+1)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"theme.css": "/x"}))
	case reflect.Interface:
		v.Set(reflect.ValueOf(map[string]string{"x": "x"}))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth+1)
		}
	}
}
