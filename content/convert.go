package content

import (
	"slices"

	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/wire"
)

// A converted text depends on its file, its language, the converter's options,
// and on what the resolver answers to its links, pictures and includes. The store
// has of it
//
//	by the hash of the first three: what it asked, where it asked anything
//	by the hash of these, of the questions and of the answers: problems, document
//
// so the questions are asked again, and where an answer is another the text is
// converted anew. Of a text in a site whose addresses are all the same, the
// memory tells what is needed, and the store is not read.

// conversion is what converting a page needs, the same for all pages.
type conversion struct {
	converter *markdown.Converter
	identity  Key // of the converter
	space     Key // of all that the resolver's answers depend on but files
	store     Store
	hold      bool  // documents stay in memory
	large     *late // nor does what is known of a text, but lies here; nil: it does
	again     bool  // another build of this program will ask for the same
}

// told is what is known of a converted text beside its document.
type told struct {
	brief    markdown.Brief
	refs     markdown.References
	problems []diag.Diagnostic
}

// convert makes the page's document, or finds it in the store by itself or by
// the memory.
func (p *Page) convert(c *conversion, r *resolver) (found *told, reused bool) {
	p.store, p.held = c.store, nil
	if found, reused = p.converted(c); reused {
		p.Brief = found.brief
		return found, true
	}
	key := p.textKey(c, p.record.sum)
	found, reused = p.remembered(c, key)
	if !reused {
		found, reused = p.kept(c, key, r)
	}
	if !reused {
		found = p.make(c, r)
	}
	p.Brief = found.brief
	return found, reused
}

// textKey is the key of the text whose file has a hash.
func (p *Page) textKey(c *conversion, sum Key) Key {
	return NewKey([]byte("text"), c.identity[:], []byte(p.Source), []byte(p.Lang), itob(p.body), sum[:])
}

// remembered is what the memory knows of the text: if the document is in the
// store, and neither the text nor any address of the site is another.
func (p *Page) remembered(c *conversion, key Key) (*told, bool) {
	if p.record.text == "" {
		return nil, false
	}
	e := wire.NewStringReader(p.record.text)
	if e.String() != string(key[:]) || e.String() != string(c.space[:]) {
		return nil, false
	}
	copy(p.Made[:], e.String())
	t := readTold(e)
	if e.Err() != nil || !c.store.Has(p.Made) {
		return t, false
	}
	if c.again {
		p.record.converted = &convertedText{c.identity, c.space, p.Made, p.Source, p.Lang, t}
	}
	return t, true
}

// converted is what a build before this one was told of the text.
func (p *Page) converted(c *conversion) (*told, bool) {
	was := p.record.converted
	if was == nil || was.identity != c.identity || was.space != c.space || was.source != p.Source || was.lang != p.Lang || !c.store.Has(was.made) {
		return nil, false
	}
	p.Made = was.made
	return was.text, true
}

// remember notes what is known of the text, for the next build. A text that
// shows or includes files depends on more than addresses: it is asked again.
func (p *Page) remember(c *conversion, key Key, asked []question, t *told) {
	r := p.record
	if !p.own { // another build may be reading it
		r = new(record)
		*r, p.record = *p.record, r
	}
	p.own = false // others will
	r.text, r.late, r.converted = "", nil, nil
	p.Pictures = slices.ContainsFunc(asked, func(q question) bool { return q.what == "image" })
	p.Includes = slices.ContainsFunc(asked, func(q question) bool { return q.what == "include" || q.what == "missing include" })
	if slices.ContainsFunc(asked, func(q question) bool { return q.what == "image" || q.what == "include" }) {
		return
	}
	if c.large != nil {
		r.late, r.lateKey, r.lateMade = c.large, key, p.Made
		return
	}
	r.text = t.encode(key, c.space, p.Made)
}

// encode is what a record has of a text.
func (t *told) encode(key, space, made Key) (text string) {
	wire.Writing(func(w *wire.Writer) {
		w.Bytes(key[:])
		w.Bytes(space[:])
		w.Bytes(made[:])
		t.write(w)
		text = string(w.B)
	})
	return text
}

func (t *told) write(w *wire.Writer) {
	w.Diagnostics(t.problems)
	t.brief.Encode(w)
	t.refs.Encode(w)
}

func readTold(r *wire.Reader) *told {
	return &told{problems: r.Diagnostics(), brief: markdown.DecodeBrief(r), refs: markdown.DecodeReferences(r)}
}

// kept is what the store has of the text, as the resolver answers now.
func (p *Page) kept(c *conversion, key Key, r *resolver) (*told, bool) {
	var asked []question
	if data, ok := c.store.Get(key); ok {
		e := wire.NewStringReader(data)
		if asked = decodeQuestions(e); e.Err() != nil {
			return nil, false
		}
	}
	p.Made = r.ask(asked).made(key)
	data, ok := c.store.Get(p.Made)
	if !ok {
		return nil, false
	}
	e := wire.NewStringReader(data)
	t := readTold(e)
	if e.Err() != nil {
		return nil, false
	}
	p.remember(c, key, asked, t)
	return t, true
}

// make converts the text. It is kept under the hash of the very bytes that were
// converted: a file that is not what its record says has no record.
func (p *Page) make(c *conversion, r *resolver) *told {
	src := p.source()
	sum := NewKey(src.Text)
	if sum != p.record.sum {
		p.record = &record{source: p.Source, sum: sum}
	}
	key, list := p.textKey(c, sum), &diag.List{}
	asking := &recorder{resolver: r, asked: &questions{}}
	doc := p.converting(c.converter, src, asking, list)
	t := &told{doc.Brief, doc.References, list.Sorted()}
	p.Made = asking.asked.made(key)
	p.remember(c, key, asking.asked.list, t)
	if c.hold {
		p.held = doc
		if !c.store.Lasting() {
			return t
		}
	}
	if asked := asking.asked; len(asked.list) > 0 {
		wire.Writing(func(w *wire.Writer) {
			asked.encode(w)
			c.store.Put(key, w.B)
		})
	}
	wire.Writing(func(w *wire.Writer) {
		w.Diagnostics(t.problems)
		doc.Encode(w)
		c.store.Put(p.Made, w.B)
	})
	return t
}

// maxHeld is how many bytes of Markdown a build converts at most when it holds the
// documents in memory. Most are asked for twice: for the page and for the search
// index. Of a larger site it holds none, for a part of them would help little.
const maxHeld = 16 << 20

// converting makes the document of the page's text. A fault of the program costs
// one page and is an error at it, not the end of the build.
func (p *Page) converting(c *markdown.Converter, src *diag.Source, r markdown.Resolver, list *diag.List) (doc *markdown.Document) {
	defer func() {
		if fault := recover(); fault != nil {
			doc = noDocument()
			list.Errorf("page-failed", diag.Position{File: p.Source}, "please report this with the file", "the text could not be converted: %v", fault)
		}
	}()
	return c.Convert(src, min(p.body, len(src.Text)), p.Lang, r, list)
}

// Doc is the page's converted text, which is not to be changed. Where it is not held
// it is read from the store: it is to be asked for where it is needed, and let go
// of. A text that was lost meanwhile is empty; the store knows of it.
func (p *Page) Doc() *markdown.Document { return p.document(markdown.DecodeDocument) }

// Outline is Doc without its HTML: for those who want headings and plain texts.
func (p *Page) Outline() *markdown.Document { return p.document(markdown.DecodeOutline) }

func (p *Page) document(decode func(*wire.Reader) *markdown.Document) *markdown.Document {
	if p.held != nil {
		return p.held
	}
	data, ok := p.store.Get(p.Made)
	if !ok {
		return noDocument()
	}
	e := wire.NewStringReader(data)
	e.Diagnostics()
	doc := decode(e)
	if e.Err() != nil {
		return noDocument()
	}
	return doc
}

func noDocument() *markdown.Document {
	return &markdown.Document{Sections: []markdown.Section{{Heading: -1}}}
}

func itob(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }
