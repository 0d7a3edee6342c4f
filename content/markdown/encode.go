package markdown

import (
	"deskbell/diag"
	"deskbell/diag/wire"
)

// Brief is what lists and counts need of a document; the rest may lie on disk.
type Brief struct {
	// Summary is the first paragraph as plain text, at most 200 characters.
	Summary string
	// Words and Ideographs are how many there are in all sections: runs of
	// letters and digits, and characters of Han, Hiragana and Katakana.
	Words, Ideographs int
	// Features says what the page's script and style must bring.
	HasCode, HasTabs, HasVideo, HasFlow bool
}

// References are what is checked once all pages are known.
type References struct {
	// Links to other pages of the site, and within the page.
	Links []Link
	// IDs are all ids that a fragment may name, headings and others.
	IDs []string
}

// Encode writes a document for a cache, in three parts that follow one another.
func (d *Document) Encode(w *wire.Writer) {
	d.Brief.Encode(w)
	d.References.Encode(w)
	w.String(d.Title)
	w.String(d.TitleID)
	w.Int(len(d.Headings))
	for _, h := range d.Headings {
		w.Int(h.Level)
		w.String(h.ID)
		w.String(h.Text)
		w.String(h.HTML)
	}
	w.Int(len(d.Sections))
	for _, s := range d.Sections {
		w.Int(s.Heading)
		w.Int(s.Start)
		w.Int(s.End)
		w.String(s.Text)
	}
	w.String(d.HTML)
}

// DecodeDocument reads all that Document.Encode wrote; sections that are none of
// the HTML are a fault of the reader.
func DecodeDocument(r *wire.Reader) *Document {
	d, html := decodeDocument(r)
	d.HTML = html
	return d
}

// DecodeOutline is DecodeDocument without the HTML, of which nothing is copied.
func DecodeOutline(r *wire.Reader) *Document {
	d, _ := decodeDocument(r)
	return d
}

func decodeDocument(r *wire.Reader) (d *Document, html string) {
	d = &Document{Brief: DecodeBrief(r), References: DecodeReferences(r)}
	d.Title, d.TitleID = r.String(), r.String()
	d.Headings = make([]Heading, r.Len())
	for i := range d.Headings {
		d.Headings[i] = Heading{Level: r.Int(), ID: r.String(), Text: r.String(), HTML: r.String()}
	}
	d.Sections = make([]Section, r.Len())
	for i := range d.Sections {
		d.Sections[i] = Section{Heading: r.Int(), Start: r.Int(), End: r.Int(), Text: r.String()}
	}
	html = r.String()
	for _, s := range d.Sections {
		if s.Start < 0 || s.End < s.Start || s.End > len(html) || s.Heading < -1 || s.Heading >= len(d.Headings) {
			r.Fail()
		}
	}
	return d, html
}

// Encode writes the first part.
func (b Brief) Encode(w *wire.Writer) {
	w.String(b.Summary)
	w.Int(b.Words)
	w.Int(b.Ideographs)
	w.Bool(b.HasCode)
	w.Bool(b.HasTabs)
	w.Bool(b.HasVideo)
	w.Bool(b.HasFlow)
}

// DecodeBrief reads the first part of what Document.Encode wrote.
func DecodeBrief(r *wire.Reader) Brief {
	return Brief{Summary: r.String(), Words: r.Int(), Ideographs: r.Int(), HasCode: r.Bool(), HasTabs: r.Bool(), HasVideo: r.Bool(), HasFlow: r.Bool()}
}

// Encode writes the second part.
func (x References) Encode(w *wire.Writer) {
	w.Strings(x.IDs)
	w.Int(len(x.Links))
	var last diag.Position
	for _, l := range x.Links {
		w.String(l.URL)
		w.String(l.Fragment)
		w.Position(l.Pos, last)
		last = l.Pos
	}
}

// DecodeReferences reads the second part of what Document.Encode wrote.
func DecodeReferences(r *wire.Reader) References {
	x := References{IDs: r.Strings()}
	var last diag.Position
	for range r.Len() {
		l := Link{URL: r.String(), Fragment: r.String(), Pos: r.Position(last)}
		x.Links, last = append(x.Links, l), l.Pos
	}
	return x
}
