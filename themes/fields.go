package themes

import "reflect"

// Fields are the names that templates may use: of each template's view beyond
// .Site and .Page, by the template's name, and of each type that views hold, by
// the type's name. Site and Page are among the types.
func Fields() (templates, types map[string][]string) {
	templates, types = map[string][]string{}, map[string][]string{}
	for name, view := range views {
		templates[name] = fieldsOf(reflect.TypeOf(view()).Elem(), types)
	}
	return templates, types
}

// fieldsOf are a struct's fields in order, those of what it embeds among them;
// the types that the fields hold are added to types.
func fieldsOf(of reflect.Type, types map[string][]string) []string {
	names := []string{}
	for i := range of.NumField() {
		f := of.Field(i)
		held := held(f.Type)
		switch {
		case f.Anonymous && (held == reflect.TypeFor[Page]() || held == reflect.TypeFor[Site]()):
			addType(held, types)
		case f.Anonymous:
			names = append(names, fieldsOf(held, types)...)
		case f.IsExported():
			names = append(names, f.Name)
			addType(held, types)
		}
	}
	return names
}

func addType(t reflect.Type, types map[string][]string) {
	if t.Kind() != reflect.Struct || t.PkgPath() != reflect.TypeFor[Page]().PkgPath() {
		return
	}
	if _, known := types[t.Name()]; known {
		return
	}
	types[t.Name()] = nil // against types that hold themselves
	types[t.Name()] = fieldsOf(t, types)
}

// held is what a pointer, a list or a map holds.
func held(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	return t
}
