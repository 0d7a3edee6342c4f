package strictyaml

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"deskbell/diag"

	"go.yaml.in/yaml/v4"
)

type field struct {
	name                  string
	index                 int
	required, list, extra bool
}

func (d *Doc) structure(n *yaml.Node, out reflect.Value, depth int) {
	v := &Value{d, n, depth}
	if n.Tag == "!!null" && n.Kind == yaml.ScalarNode {
		n = &yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column}
	}
	if n.Kind != yaml.MappingNode {
		v.Errorf("yaml-type", "write 'key: value' lines", "expected a map, found %s", kindName(n))
		return
	}
	all := fields(out.Type())
	missing := map[string]bool{}
	var extra reflect.Value
	for _, f := range all {
		if f.extra {
			extra = out.Field(f.index)
			continue
		}
		if f.required {
			missing[f.name] = true
		}
	}
	d.pairs(n, func(key, value *yaml.Node) {
		delete(missing, key.Value)
		i := slices.IndexFunc(all, func(f field) bool { return f.name == key.Value && !f.extra })
		switch {
		case i < 0 && extra.IsValid():
			if extra.IsNil() {
				extra.Set(reflect.MakeMap(extra.Type()))
			}
			if x := (&Value{d, value, depth + 1}).any(); x != nil {
				extra.SetMapIndex(reflect.ValueOf(key.Value), reflect.ValueOf(x))
			}
		case i < 0:
			delete(missing, d.unknown(key, namesOf(all))) // a slip of the pen is one problem, not two
		case all[i].list:
			if v := (&Value{d, value, depth + 1}); v.follow() {
				v.sequence(out.Field(all[i].index), true)
			}
		default:
			d.value(value, out.Field(all[i].index), depth+1)
		}
	})
	for _, f := range all {
		if missing[f.name] {
			d.errorf("yaml-required", d.pos(n), "write '"+f.name+": …'", "%q is missing", f.name)
		}
	}
}

// unknown reports a key and returns the one that was meant, if there is one.
func (d *Doc) unknown(key *yaml.Node, names []string) string {
	if d.full() {
		return ""
	}
	hint := "known keys: " + strings.Join(names, ", ")
	near := diag.Suggest(key.Value, names)
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	d.errorf("yaml-unknown-key", d.pos(key), hint, "unknown key %s", quoted(key.Value))
	return near
}

func fields(t reflect.Type) []field {
	if known, ok := knownFields.Load(t); ok {
		return known.([]field)
	}
	var out []field
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("yaml")
		if !ok {
			continue
		}
		name, opts, _ := strings.Cut(tag, ",")
		f := field{name: name, index: i}
		for o := range strings.SplitSeq(opts, ",") {
			f.required = f.required || o == "required"
			f.list = f.list || o == "list"
			f.extra = f.extra || o == "extra"
		}
		out = append(out, f)
	}
	knownFields.Store(t, out)
	return out
}

// namesOf are the keys that a type's fields are read from.
func namesOf(all []field) []string {
	var names []string
	for _, f := range all {
		if !f.extra {
			names = append(names, f.name)
		}
	}
	return names
}

// knownFields are those of types that were read before: a function of the type.
var knownFields sync.Map
