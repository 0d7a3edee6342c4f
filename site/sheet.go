package site

import (
	"bytes"
	"crypto/sha256"
	"html/template"
	"time"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/themes"
)

// sheet is a page of the output before it is rendered. Its view is made when it
// is rendered, so that not all views are in memory at once.
type sheet struct {
	url        string // site URL
	kind       string
	lang       string
	title      string
	source     string // empty for pages made from several files
	template   string
	voice      *voice
	view       func() any    // all that it is made from, but the navigation and the text
	nav        *nav          // nil for a page without
	text       *content.Page // whose text is the page's; nil where the view holds it
	own        *content.Page // whose page it is, where the view says nothing of another's text; else nil
	headsOnly  bool          // it says nothing of texts
	updated    time.Time
	alternates []themes.Language
	unlisted   bool   // not in the sitemap
	older      bool   // the latest version has the page too: not in the sitemap either
	asMarkdown bool   // the page is there as Markdown too
	listed     int32  // see entry.listed
	textLang   string // of the main text
}

// make renders the page into the output, unless it stands there already: the
// output's record has the hash of all that a page was made from, and the store, by
// that hash, the sums of its bytes and of its Markdown's. buf is the caller's, and
// written over; in it is what was made for programs.
func (s *sheet) make(store *store, buf *bytes.Buffer, out *output, a address) (made forPrograms, had bool, err error) {
	view := s.view()
	key := s.key(view)
	names := s.files()
	if had, err := out.keepMade(names, key); had || err != nil {
		store.Has(key) // it is used
		return made, had, err
	}
	defer func() {
		if err == nil {
			out.madeFrom(names[0], key)
		}
	}()
	if kept, ok := store.Get(key); ok && out.keepPage(names, kept) {
		return made, true, nil
	}
	doc := s.doc()
	if err := s.render(view, doc, buf); err != nil {
		return made, false, err
	}
	if err := out.write(fileOf(s.url), buf.Bytes()); err != nil {
		return made, false, err
	}
	if s.asMarkdown {
		made.markdown = s.markdownOf(a, buf)
		if err := out.write(names[1], made.markdown); err != nil {
			return made, false, err
		}
	}
	store.Put(key, s.sums(out))
	if s.listed != 0 && doc != nil {
		made.sections = appendSections(buf.AvailableBuffer(), doc)
	}
	return made, false, nil
}

// key is the hash of all that a page is made from: its view, the navigation and
// the text that come into it, and whether it is there as Markdown. A text that
// shows pictures depends on their copies too, and is hashed as it is shown.
func (s *sheet) key(view any) content.Key {
	var nav, text []byte
	if s.nav != nil {
		nav = s.nav.key()
	}
	switch {
	case s.text == nil:
	case s.text.Pictures:
		view = s.completed(view, s.doc(), false)
	default:
		text = s.text.Made[:]
	}
	made := s.voice.text.Key(s.template, view)
	return content.NewKey([]byte("page"), made[:], nav, text, []byte(s.markdown()))
}

// doc is the page's text; nil where the view holds it.
func (s *sheet) doc() *markdown.Document {
	if s.text == nil {
		return nil
	}
	return s.text.Doc()
}

// render completes the view and renders it into buf, which is written over.
func (s *sheet) render(view any, doc *markdown.Document, buf *bytes.Buffer) error {
	if s.nav != nil {
		if _, err := s.nav.render(); err != nil {
			return err
		}
	}
	if s.nav != nil || doc != nil {
		view = s.completed(view, doc, true)
	}
	buf.Reset()
	return s.voice.text.Render(buf, s.template, view)
}

// completed is a view with its text, if it is to have one, and, if asked for, its navigation: in the parts that
// views of the content's pages share. Views are large, and copied no more than once.
func (s *sheet) completed(view any, doc *markdown.Document, nav bool) any {
	switch v := view.(type) {
	case themes.Article:
		s.complete(&v.Page, &v.Body, doc, nav)
		return v
	case themes.FAQ:
		s.complete(&v.Page, &v.Body, doc, nav)
		return v
	case themes.Release:
		s.complete(&v.Page, &v.Body, doc, nav)
		return v
	case themes.Notice:
		s.complete(&v.Page, &v.Body, doc, nav)
		return v
	case themes.Section:
		s.complete(&v.Page, &v.Body, doc, nav)
		return v
	}
	return view
}

// complete completes these parts. It knows of the site the text and the voice alone, so
// that the key holds all that a page is made from.
func (s *sheet) complete(p *themes.Page, body *template.HTML, doc *markdown.Document, nav bool) {
	if nav && s.nav != nil {
		p.Nav = s.nav.mark(p.URL)
	}
	if doc != nil {
		p.Contents = contents(doc.Headings)
		*body = s.voice.linked(doc, 0, len(doc.HTML))
	}
}

// keepPage keeps the files of a page by their sums, which follow one another:
// all of them, or none.
func (o *output) keepPage(names []string, sums string) bool {
	if len(sums) != len(names)*sha256.Size {
		return false
	}
	at := func(i int) sum { return sum([]byte(sums[i*sha256.Size : (i+1)*sha256.Size])) }
	for i, name := range names[1:] { // the last is looked at as it is kept
		if _, ok := o.intact(name, at(i+1)); !ok && o.staging != "" {
			return false
		}
	}
	for i, name := range names {
		if !o.keep(name, at(i)) {
			return false
		}
	}
	return true
}
