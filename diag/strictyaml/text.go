package strictyaml

import (
	"maps"
	"regexp"
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

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// IsLanguageTag says whether a text has the form of a BCP 47 tag, such as zh-CN.
func IsLanguageTag(s string) bool { return languageTag.MatchString(s) }

// Strings is the text for a cache: that of every language, then each tag with
// its own.
func (t *Text) Strings() []string {
	out := []string{t.all}
	for _, tag := range t.Languages() {
		out = append(out, tag, t.each[tag])
	}
	return out
}

// SetStrings takes what Strings gave.
func (t *Text) SetStrings(s []string) {
	*t = Text{}
	if len(s) == 0 {
		return
	}
	t.all, s = s[0], s[1:]
	for ; len(s) > 1; s = s[2:] {
		if t.each == nil {
			t.each = map[string]string{}
		}
		t.each[s[0]] = s[1]
	}
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
		for i := 0; i < len(v.node.Content); i += 2 {
			if key := v.node.Content[i]; key.Kind == yaml.ScalarNode && !IsLanguageTag(key.Value) {
				at := &Value{doc: v.doc, node: key}
				at.Errorf("text-language", `quote a text that has commas: {zh-CN: "…, …"}`, "%s is no language", quoted(key.Value))
				delete(t.each, key.Value)
			}
		}
	default:
		v.Errorf("yaml-type", `write a string, or a map such as {zh-CN: …, en: …}`, "expected a text, found %s", kindName(v.node))
	}
}
