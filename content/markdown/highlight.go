package markdown

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"deskbell/diag/wire"

	"github.com/alecthomas/chroma/v2"
)

// TokenClasses are the classes of the spans in <code class="chroma">: chroma's
// short names, which are Pygments'. A theme needs no more than these.
//
//	k  keyword      kd kt kc kn kp kr   declaration, type, constant, namespace, pseudo, reserved
//	s  string       s1 s2 sa sb sc sd se sh si sr ss sx   kinds of string, escapes, interpolation
//	m  number       mi mf mh mb mo il
//	c  comment      c1 cm cs ch cp cpf  preprocessor: cp, cpf
//	n  name         na nb nc nd ne nf fm nl nn no nt nv vc vg vi bp py nx
//	o  operator     ow
//	p  punctuation
//	g  generic      gd gi gh gu ge gs gr go gp gt  deleted, inserted, headings, output, prompt
//	w  white space  err  what the lexer could not read
//
// A line that is highlighted stands in a span with the classes "line hl".
var TokenClasses = []string{
	"k", "kc", "kd", "kn", "kp", "kr", "kt", "n", "na", "nb", "bp", "nc", "no", "nd", "ni", "ne", "nf", "fm", "py", "nl", "nn", "nx",
	"nt", "nv", "vc", "vg", "vi", "vm", "l", "ld", "s", "sa", "sb", "sc", "dl", "sd", "s2", "se", "sh", "si", "sx", "sr", "s1", "ss",
	"m", "mb", "mf", "mh", "mi", "il", "mo", "o", "ow", "p", "c", "ch", "cm", "c1", "cs", "cp", "cpf",
	"g", "gd", "ge", "gr", "gh", "gi", "go", "gp", "gs", "gu", "gt", "gl", "w", "err",
}

// highlighter colours code. Languages are looked up in one map, by name and
// alias alone, and a block that stands on many pages is coloured once.
type highlighter struct {
	mu    sync.Mutex
	done  map[[sha256.Size]byte]string // a pure function of its key: language, marked lines, text
	bytes int
}

const maxHighlighted = 16 << 20 // bytes of results that are kept

func newHighlighter() *highlighter { return &highlighter{done: map[[sha256.Size]byte]string{}} }

// Forget lets go of the coloured blocks that were kept: of a converter that has
// converted what it had to.
func (c *Converter) Forget() {
	h := c.highlight
	h.mu.Lock()
	defer h.mu.Unlock()
	h.done, h.bytes = map[[sha256.Size]byte]string{}, 0
}

// html is a block's code in token classes unless it is to be plain, and its
// language's name; empty for one that is not known.
func (h *highlighter) html(b codeBlock, plain bool) (html, name string) {
	if b.lang == "" {
		return plainCode(b), ""
	}
	l := codeLanguages()[b.lang]
	if l == nil {
		return plainCode(b), ""
	}
	if plain {
		return plainCode(b), l.name
	}
	key := b.key()
	h.mu.Lock()
	html, ok := h.done[key]
	h.mu.Unlock()
	if ok {
		return html, l.name
	}
	html = colour(l, b)
	h.mu.Lock()
	if _, ok := h.done[key]; !ok && h.bytes+len(html) <= maxHighlighted {
		h.bytes += len(html)
		h.done[key] = html
	}
	h.mu.Unlock()
	return html, l.name
}

// uncolourable says why a block is not of a size and shape that every language's
// rules get through quickly, or "". It depends on the text alone.
func (b codeBlock) uncolourable() string {
	if len(b.text) > maxColoured {
		return fmt.Sprintf("of more than %d kB", maxColoured>>10)
	}
	line, run, blank := 0, 0, 0
	for i, c := range b.text {
		line++
		run++
		if c == '\n' {
			line = 0
		}
		if i > 0 && c != b.text[i-1] {
			run = 0
		}
		if blank++; c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			blank = 0
		}
		if blank > maxBlank {
			return fmt.Sprintf("with more than %d characters of white space in a row", maxBlank)
		}
		if line > maxCodeLine {
			return fmt.Sprintf("with a line of more than %d bytes", maxCodeLine)
		}
		if run > maxCodeRun {
			return fmt.Sprintf("with one character more than %d times in a row", maxCodeRun)
		}
	}
	return ""
}

func (b codeBlock) key() [sha256.Size]byte {
	sum := sha256.New()
	sum.Write([]byte(b.lang))
	for _, m := range b.marked {
		sum.Write([]byte{0, byte(m.from), byte(m.from >> 8), byte(m.to), byte(m.to >> 8)})
	}
	sum.Write([]byte{0xFF})
	sum.Write(b.text)
	return [sha256.Size]byte(sum.Sum(nil))
}

// colour writes tokens as spans. Neighbours of one class share a span. Where a
// lexer fails, or its tokens are not the text, the code stays plain.
func colour(l *codeLanguage, b codeBlock) (html string) {
	defer func() {
		if recover() != nil { // lexers panic on states that they forgot
			html = plainCode(b)
		}
	}()
	text := strings.ReplaceAll(string(b.text), "\x00", "\uFFFD")
	rest := text
	wire.Writing(func(room *wire.Writer) {
		w := codeWriter{marked: b.marked, out: room.B, line: 1}
		l.tokens(text, func(t chroma.Token) (ok bool) {
			if rest, ok = strings.CutPrefix(rest, t.Value); ok {
				w.write(classOf(t.Type), t.Value)
			}
			return ok
		})
		html = w.end()
		room.B = w.out
	})
	if rest != "" {
		return plainCode(b)
	}
	return html
}

func plainCode(b codeBlock) string {
	w := codeWriter{marked: b.marked, out: make([]byte, 0, len(b.text)+len(b.text)/8), line: 1}
	w.write("", string(b.text))
	return w.end()
}

// classOf is a token type's class, as classIn finds it.
func classOf(t chroma.TokenType) string {
	if all := classTable(); t >= 0 && int(t) < len(all) {
		return all[t]
	}
	return classIn(t)
}

// classTable has those of all types up to the last that chroma names.
var classTable = sync.OnceValue(func() []string {
	last := slices.Max(slices.Collect(maps.Keys(chroma.StandardTypes)))
	all := make([]string, last+1)
	for t := range all {
		all[t] = classIn(chroma.TokenType(t))
	}
	return all
})

// classIn is the class that a type or the first of those above it has. White space and
// plain names need none.
func classIn(t chroma.TokenType) string {
	for t != 0 {
		if class, ok := chroma.StandardTypes[t]; ok {
			if class == "w" || class == "n" || class == "chroma" {
				return ""
			}
			return class
		}
		if t < 0 {
			return ""
		}
		t = t.Parent()
	}
	return ""
}

// codeWriter writes text in spans and, where lines are marked, in lines.
type codeWriter struct {
	out    []byte
	marked []lineRange
	line   int
	class  string
	inLine bool
}

func (w *codeWriter) write(class, text string) {
	if len(w.marked) == 0 {
		w.span(class, text)
		return
	}
	for text != "" {
		if !w.inLine && w.isMarked() {
			w.close()
			w.out = append(w.out, `<span class="line hl">`...)
			w.inLine = true
		}
		i := strings.IndexByte(text, '\n') + 1
		if i == 0 {
			w.span(class, text)
			return
		}
		w.span(class, text[:i])
		text = text[i:]
		w.line++
		if w.inLine {
			w.close()
			w.out = append(w.out, "</span>"...)
			w.inLine = false
		}
	}
}

func (w *codeWriter) isMarked() bool {
	for _, m := range w.marked {
		if w.line >= m.from && w.line <= m.to {
			return true
		}
	}
	return false
}

func (w *codeWriter) span(class, text string) {
	if text == "" {
		return
	}
	if class != w.class {
		w.close()
		if class != "" {
			w.out = append(w.out, `<span class="`...)
			w.out = append(w.out, class...)
			w.out = append(w.out, `">`...)
			w.class = class
		}
	}
	w.out = writeEscaped(w.out, []byte(text))
}

func (w *codeWriter) close() {
	if w.class != "" {
		w.out = append(w.out, "</span>"...)
		w.class = ""
	}
}

func (w *codeWriter) end() string {
	w.close()
	if w.inLine {
		w.out = append(w.out, "</span>"...)
	}
	return string(w.out)
}
