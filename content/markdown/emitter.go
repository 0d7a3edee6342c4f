package markdown

import (
	"reflect"

	"github.com/alecthomas/chroma/v2"
)

// emitter makes tokens of what a rule matched. Most of chroma's are taken apart, so
// that code within code is cut by the same matchers; others do it themselves.
type emitter struct {
	kind  emitterKind
	token chroma.TokenType
	parts []*emitter // of the groups, nil where one is left out
	name  string     // of a state or a language
	other chroma.Emitter
}

type emitterKind uint8

const (
	emitsOther emitterKind = iota
	emitsToken
	emitsGroups
	emitsSelf     // what the language makes of the text from a state on
	emitsLanguage // what another language makes of it
)

// newEmitter is nil for nil. Chroma's types are not exported, but say what they are,
// and their fields are.
func newEmitter(e chroma.Emitter) *emitter {
	switch t := e.(type) {
	case nil:
		return nil
	case chroma.TokenType:
		return &emitter{kind: emitsToken, token: t}
	case chroma.SerialisableEmitter:
		v := reflect.Indirect(reflect.ValueOf(e))
		if v.Kind() != reflect.Struct {
			break
		}
		switch t.EmitterKind() {
		case "bygroups":
			if all, ok := field(v, "Emitters").(chroma.Emitters); ok {
				parts := make([]*emitter, len(all))
				for i, e := range all {
					parts[i] = newEmitter(e)
				}
				return &emitter{kind: emitsGroups, parts: parts}
			}
		case "usingself":
			if state, ok := field(v, "State").(string); ok {
				return &emitter{kind: emitsSelf, name: state}
			}
		case "using":
			if lexer, ok := field(v, "Lexer").(string); ok {
				return &emitter{kind: emitsLanguage, name: lexer}
			}
		}
	}
	return &emitter{other: e}
}

// field is an exported field of a structure, or nil.
func field(v reflect.Value, name string) any {
	if f := v.FieldByName(name); f.IsValid() && f.CanInterface() {
		return f.Interface()
	}
	return nil
}

// maxNested is how deep code may stand within code: rules that hand on all that they
// were handed have no end.
const maxNested = 30

// emit gives the tokens of matched groups, and says whether more are wanted.
func (c *cutter) emit(e *emitter, groups []string) bool {
	switch e.kind {
	case emitsToken:
		return e.token == chroma.Ignore || c.take(chroma.Token{Type: e.token, Value: groups[0]})
	case emitsGroups:
		if len(e.parts) != len(groups)-1 {
			return c.take(chroma.Token{Type: chroma.Error, Value: groups[0]})
		}
		for i, part := range e.parts {
			if part != nil && !c.emit(part, groups[i+1:i+2]) {
				return false
			}
		}
		return true
	case emitsSelf:
		return c.nested(c.language, e.name, groups[0])
	case emitsLanguage:
		return c.nested(c.language.registry.get(e.name), "root", groups[0])
	}
	next := e.other.Emit(groups, c.LexerState)
	for t := next(); t != chroma.EOF; t = next() {
		if t.Type != chroma.Ignore && !c.take(t) {
			return false
		}
	}
	return true
}

// nested gives the tokens of code within code. It panics, as chroma does, where there
// is no such language.
func (c *cutter) nested(l *codeLanguage, state, text string) bool {
	if c.depth == maxNested {
		panic("code within code without end")
	}
	return l.cut(text, state, c.depth+1, c.take)
}
