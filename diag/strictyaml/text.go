package strictyaml

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Text is what people read: one string for every language, or a string for
// each. Its zero value is empty.
type Text struct {
	all  string
	each map[string]string
}

// TextOf is a text that is the same in every language.
func TextOf(s string) Text { return Text{all: s} }

// TextByLanguage is a text with a string for each language tag.
func TextByLanguage(m map[string]string) Text { return Text{each: m} }

// Empty says whether there is no text in any language.
func (t Text) Empty() bool { return t.all == "" && len(t.each) == 0 }

// In is the text for the first of the languages that it has: exactly, or by
// the primary subtag ("zh" for "zh-CN"); failing these, its first language by
// name. Which one was taken is the second result, "" for a text that is the
// same everywhere.
func (t Text) In(languages ...string) (text, language string) {
	if t.each == nil {
		return t.all, ""
	}
	for _, want := range languages {
		if s, ok := t.each[want]; ok {
			return s, want
		}
	}
	keys := slices.Sorted(maps.Keys(t.each))
	for _, want := range languages {
		for _, k := range keys {
			if primary(k) == primary(want) {
				return t.each[k], k
			}
		}
	}
	if len(keys) == 0 {
		return "", ""
	}
	return t.each[keys[0]], keys[0]
}

// For is In without the language.
func (t Text) For(languages ...string) string {
	s, _ := t.In(languages...)
	return s
}

// Languages are the tags that the text has strings for, sorted; none for a
// text that is the same everywhere.
func (t Text) Languages() []string { return slices.Sorted(maps.Keys(t.each)) }

func primary(tag string) string {
	p, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return p
}

// UnmarshalStrict reads a string or a map from language to string.
func (t *Text) UnmarshalStrict(v *Value) {
	switch v.node.Kind {
	case yaml.ScalarNode:
		if v.node.Tag == "!!null" {
			return
		}
		t.all = v.node.Value
	case yaml.MappingNode:
		t.each = map[string]string{}
		v.Decode(&t.each)
	default:
		v.Errorf("yaml-type", `write a string, or a map such as {zh-CN: …, en: …}`, "expected a text, found %s", kindName(v.node))
	}
}
