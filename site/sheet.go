package site

import (
	"bytes"
	"crypto/sha256"
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
	unlisted   bool // not in the sitemap
}

// make renders the page into the output, unless it stands there already: the
// store has, by the hash of all that a page is made from, the sum of its bytes.
// buf is the caller's, and written over.
func (s *sheet) make(store *store, buf *bytes.Buffer, out *output) (had bool, err error) {
	view := s.view()
	made := s.voice.text.Key(s.template, view)
	key := content.NewKey([]byte("page"), made[:])
	if kept, ok := store.Get(key); ok && len(kept) == sha256.Size && out.keep(fileOf(s.url), sum(kept)) {
		return true, nil
	}
	buf.Reset()
	if err := s.voice.text.Render(buf, s.template, view); err != nil {
		return false, err
	}
	if err := out.write(fileOf(s.url), buf.Bytes()); err != nil {
		return false, err
	}
	text, _ := out.sumOf(fileOf(s.url))
	store.Put(key, text[:])
	return false, nil
}
