package site

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"time"

	"deskbell/content"
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
	view       func() any
	updated    time.Time
	alternates []themes.Language
	unlisted   bool   // not in the sitemap
	older      bool   // the latest version has the page too: not in the sitemap either
	markdown   string // site URL of the page as Markdown; empty for pages without
	textLang   string // of the main text
}

// make renders the page into the output, unless it stands there already: the
// store has, by the hash of all that a page is made from, the sums of its bytes
// and of its Markdown's. buf is the caller's, and written over.
func (s *sheet) make(store *store, buf *bytes.Buffer, out *output, a address) (had bool, err error) {
	view := s.view()
	made := s.voice.text.Key(s.template, view)
	key := content.NewKey([]byte("page"), made[:], []byte(s.markdown))
	if kept, ok := store.Get(key); ok && out.keepPage(s.files(), kept) {
		return true, nil
	}
	buf.Reset()
	if err := s.voice.text.Render(buf, s.template, view); err != nil {
		return false, err
	}
	if err := out.write(fileOf(s.url), buf.Bytes()); err != nil {
		return false, err
	}
	if s.markdown != "" {
		if err := out.write(strings.TrimPrefix(s.markdown, "/"), s.markdownOf(a, buf.Bytes())); err != nil {
			return false, err
		}
	}
	store.Put(key, s.sums(out))
	return false, nil
}

// keepPage keeps the files of a page by their sums, which follow one another:
// all of them, or none.
func (o *output) keepPage(names []string, sums []byte) bool {
	if len(sums) != len(names)*sha256.Size {
		return false
	}
	at := func(i int) sum { return sum(sums[i*sha256.Size : (i+1)*sha256.Size]) }
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
