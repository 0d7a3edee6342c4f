package content

import (
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/diag/wire"
)

// A converted text is kept by the hash of its file, its language and the
// converter's options. What it also depends on are the resolver's answers, so
// these are kept with it and asked for again: where one is another, the text is
// converted anew. An entry is
//
//	questions, the hash of the answers, problems, document

// convert makes the page's document, or takes it from the store.
func (p *Page) convert(c *markdown.Converter, r *resolver, store Store, list *diag.List) (refs markdown.References, reused bool) {
	p.store, p.key = store, NewKey([]byte("text"), []byte(c.Identity()), []byte(p.Source), []byte(p.Lang), itob(p.body), p.file.Text)
	if data, ok := store.Get(p.key); ok {
		e := wire.NewReader(data)
		asked, answers := decodeQuestions(e), e.String()
		problems := e.Diagnostics()
		brief, found := markdown.DecodeBrief(e), markdown.DecodeReferences(e)
		if e.Err() == nil && answers == r.answers(asked) {
			list.Add(problems...)
			p.Made = NewKey(p.key[:], []byte(answers))
			p.Brief = brief
			return found, true
		}
	}
	own := &diag.List{}
	asking := &recorder{resolver: r, asked: &questions{}}
	doc := p.converted(c, asking, own)
	problems := own.Sorted()
	list.Add(problems...)
	w := wire.Writer{B: make([]byte, 0, len(doc.HTML)*2+256)}
	asking.asked.encode(&w)
	answers := r.answers(asking.asked.list)
	p.Made = NewKey(p.key[:], []byte(answers))
	w.String(answers)
	w.Diagnostics(problems)
	doc.Encode(&w)
	store.Put(p.key, w.B)
	p.Brief = doc.Brief
	return doc.References, false
}

// converted is the document of the page's text. A fault of the program costs
// one page and is an error at it, not the end of the build.
func (p *Page) converted(c *markdown.Converter, r markdown.Resolver, list *diag.List) (doc *markdown.Document) {
	defer func() {
		if fault := recover(); fault != nil {
			doc = noDocument()
			list.Errorf("page-failed", diag.Position{File: p.Source}, "please report this with the file", "the text could not be converted: %v", fault)
		}
	}()
	return c.Convert(p.file, p.body, p.Lang, r, list)
}

// Doc is the page's converted text, read from the store: it is to be asked for
// where it is needed, and let go of. A text that was lost meanwhile is empty;
// the store knows of it.
func (p *Page) Doc() *markdown.Document {
	data, ok := p.store.Get(p.key)
	if !ok {
		return noDocument()
	}
	e := wire.NewReader(data)
	decodeQuestions(e)
	_ = e.String()
	e.Diagnostics()
	doc := markdown.DecodeDocument(e)
	if e.Err() != nil {
		return noDocument()
	}
	return doc
}

func noDocument() *markdown.Document {
	return &markdown.Document{Sections: []markdown.Section{{Heading: -1}}}
}

func itob(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)} }
