package strictyaml

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/diag"

	"go.yaml.in/yaml/v4"
)

// Value is a value on its way into a type that reads itself.
type Value struct {
	doc   *Doc
	node  *yaml.Node
	depth int
}

// Pos is where the value stands.
func (v *Value) Pos() diag.Position { return v.doc.pos(v.node) }

// Scalar is the value's text, where it is not a list or a map.
func (v *Value) Scalar() (text string, ok bool) {
	return v.node.Value, v.node.Kind == yaml.ScalarNode
}

// Decode reads the value into out, a pointer, by the rules of the package.
func (v *Value) Decode(out any) {
	v.doc.value(v.node, reflect.ValueOf(out).Elem(), v.depth+1)
}

// Errorf reports an error at the value.
func (v *Value) Errorf(id, hint, format string, args ...any) {
	v.doc.errorf(id, v.Pos(), hint, format, args...)
}

type unmarshaler interface{ UnmarshalStrict(*Value) }

type enum interface{ Values() []string }

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// value sets out from a node; a nil node is an absent document.
func (d *Doc) value(n *yaml.Node, out reflect.Value, depth int) {
	if n == nil {
		if out.Kind() == reflect.Struct {
			d.structure(&yaml.Node{Kind: yaml.MappingNode}, out, depth)
		}
		return
	}
	v := &Value{d, n, depth}
	if v.deep() || !v.follow() {
		return
	}
	if u, ok := out.Addr().Interface().(unmarshaler); ok {
		u.UnmarshalStrict(v)
		return
	}
	v.builtin(out)
}

func (v *Value) builtin(out reflect.Value) {
	n := v.node
	switch {
	case out.Kind() == reflect.Pointer:
		if n.Tag != "!!null" {
			out.Set(reflect.New(out.Type().Elem()))
			v.doc.value(n, out.Elem(), v.depth)
		}
	case out.Type() == timeType:
		v.time(out.Addr().Interface().(*time.Time))
	case out.Type() == durationType:
		v.duration(out)
	case out.Kind() == reflect.Struct:
		v.doc.structure(n, out, v.depth)
	case out.Kind() == reflect.Map:
		v.mapping(out)
	case out.Kind() == reflect.Slice:
		v.sequence(out, false)
	case out.Kind() == reflect.Interface:
		if x := v.any(); x != nil {
			out.Set(reflect.ValueOf(x))
		}
	default:
		v.scalar(out)
	}
}

func (v *Value) scalar(out reflect.Value) {
	n := v.node
	if n.Kind != yaml.ScalarNode {
		v.Errorf("yaml-type", "write one value, not "+kindName(n), "expected %s, found %s", goName(out.Kind()), kindName(n))
		return
	}
	if n.Tag == "!!null" && n.Value == "" {
		return // 'key:' with nothing behind it leaves the default
	}
	var err error
	switch out.Kind() {
	case reflect.String:
		v.text(out)
	case reflect.Bool:
		switch n.Value {
		case "true", "false":
			out.SetBool(n.Value == "true")
		default:
			v.Errorf("yaml-type", "write true or false", "expected true or false, found %s", kindName(n))
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		var i int64
		if i, err = strconv.ParseInt(n.Value, 10, 64); err == nil && n.Style == 0 {
			out.SetInt(i)
		} else {
			v.Errorf("yaml-type", "write digits alone, without quotes, such as 10", "expected a whole number, found %s", kindName(n))
		}
	case reflect.Float64:
		var f float64
		if f, err = strconv.ParseFloat(n.Value, 64); err == nil && n.Style == 0 {
			out.SetFloat(f)
		} else {
			v.Errorf("yaml-type", "write digits without quotes, such as 99.9", "expected a number, found %s", kindName(n))
		}
	default:
		panic("strictyaml: cannot read into " + out.Type().String())
	}
}

// text sets a string. Numbers and dates are taken as they are written: the
// version 1.10 stays 1.10.
func (v *Value) text(out reflect.Value) {
	s := v.node.Value
	if e, ok := out.Interface().(enum); ok {
		values := e.Values()
		if !slices.Contains(values, s) {
			v.Errorf("yaml-value", diag.DidYouMean(s, values, "write "+oneOf(values)), "expected %s, found %s", oneOf(values), kindName(v.node))
			return
		}
	}
	out.SetString(s)
}

func (v *Value) duration(out reflect.Value) {
	t, err := time.ParseDuration(v.node.Value)
	if err != nil || v.node.Kind != yaml.ScalarNode {
		v.Errorf("yaml-type", "write a duration such as 90s, 15m or 24h", "expected a duration, found %s", kindName(v.node))
		return
	}
	out.SetInt(int64(t))
}

func (v *Value) sequence(out reflect.Value, single bool) {
	n := v.node
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.SequenceNode {
		if !single {
			v.Errorf("yaml-type", "begin each entry with '- '", "expected a list, found %s", kindName(n))
			return
		}
		n = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{n}}
	}
	s := reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		v.doc.value(c, s.Index(i), v.depth+1)
	}
	out.Set(s)
}

func (v *Value) mapping(out reflect.Value) {
	n := v.node
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		v.Errorf("yaml-type", "write 'key: value' lines", "expected a map, found %s", kindName(n))
		return
	}
	m := reflect.MakeMapWithSize(out.Type(), len(n.Content)/2)
	v.doc.pairs(n, func(key, value *yaml.Node) {
		x := reflect.New(out.Type().Elem()).Elem()
		v.doc.value(value, x, v.depth+1)
		m.SetMapIndex(reflect.ValueOf(key.Value).Convert(out.Type().Key()), x)
	})
	out.Set(m)
}

// pairs calls f for each key with its value and reports keys that are no
// strings or stand twice.
func (d *Doc) pairs(n *yaml.Node, f func(key, value *yaml.Node)) {
	seen := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			d.errorf("yaml-type", d.pos(key), "write 'key: value' lines", "expected a string as key, found %s", kindName(key))
			continue
		}
		if first := seen[key.Value]; first != nil {
			d.add(diag.Diagnostic{ID: "yaml-duplicate-key", Pos: d.pos(key), Message: fmt.Sprintf("key %s stands twice", quoted(key.Value)), Hint: "remove one",
				Related: []diag.Related{{Pos: d.pos(first), Message: "first here"}}})
			continue
		}
		seen[key.Value] = key
		f(key, n.Content[i+1])
	}
}

// any reads a value without a schema: nil, bool, int, float64, string,
// time.Time, []any and map[string]any.
func (v *Value) any() any {
	if v.deep() || !v.follow() {
		return nil
	}
	n := v.node
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		v.doc.pairs(n, func(key, value *yaml.Node) { m[key.Value] = (&Value{v.doc, value, v.depth + 1}).any() })
		return m
	case yaml.SequenceNode:
		s := make([]any, len(n.Content))
		for i, c := range n.Content {
			s[i] = (&Value{v.doc, c, v.depth + 1}).any()
		}
		return s
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int":
		if i, err := strconv.Atoi(n.Value); err == nil {
			return i
		}
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	case "!!timestamp":
		if t, ok := parseTime(n.Value); ok {
			return t
		}
	}
	return n.Value
}

func oneOf(values []string) string {
	if len(values) == 1 {
		return values[0]
	}
	return strings.Join(values[:len(values)-1], ", ") + " or " + values[len(values)-1]
}

func goName(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	}
	return "a whole number"
}

// kindName names what a node is, with its text where that is short.
func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a map"
	}
	if n.Value == "" {
		return "nothing"
	}
	return quoted(n.Value)
}

// quoted is a text in quotes, its beginning where it is long.
func quoted(s string) string {
	letters := 0
	for i := range s {
		if letters++; letters > 40 {
			return fmt.Sprintf("%q…", s[:i])
		}
	}
	return fmt.Sprintf("%q", s)
}
