package content

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
	"deskbell/diag/wire"
)

var bom = []byte("\xEF\xBB\xBF")

// readPage finds a file's head. It is nil where the file is no page: it could
// not be read, is no text, or is too large. A file that is known is not read. p and r
// are room for the page and its record; r may be nil.
func readPage(cfg *Config, e entry, p *Page, r *record, list *diag.List) *Page {
	if most := cfg.Limits.orDefault().Article; e.stamp.Size > most {
		tooLarge(e, most, "split it, or raise limits.article_mb", list)
		return nil
	}
	known := cfg.Memory.at(e.source)
	if known != nil && known.stamp == e.stamp && !cfg.News.touches(e.source) {
		if p := knownPage(cfg, known, p, list); p != nil {
			cfg.note(e)
			return p
		}
	}
	text, err := fs.ReadFile(cfg.FS, e.source)
	if err != nil {
		(&walker{list: list}).unreadable(e.source, err)
		return nil
	}
	if r == nil {
		r = new(record)
	}
	*r = record{source: e.source, stamp: e.stamp, sum: NewKey(text)}
	if known != nil && known.sum == r.sum {
		r.head, r.text, r.read, r.converted = known.head, known.text, known.read, known.converted
		if p := knownPage(cfg, r, p, list); p != nil {
			p.own = true
			return p
		}
	}
	*p = Page{Source: e.source, site: cfg.FS, record: r, own: true, file: diag.NewSource(e.source, text)}
	if !validUTF8(p.file, list) {
		return nil
	}
	problems := &diag.List{}
	p.readHead(cfg, problems)
	p.look(cfg)
	found := problems.Sorted()
	list.Add(found...)
	r.head = p.encodeHead(cfg, found)
	if cfg.texts.Add(int64(len(text))) > cmp.Or(cfg.room, maxTexts) {
		if p = pageOf(cfg, r, p, &diag.List{}); p != nil {
			p.own = true
		}
		return p
	}
	p.file = diag.NewSource(e.source, text) // without its lines
	return p
}

// maxTexts is how many bytes of texts wait in memory until they are converted.
// Those of a larger site are read again, and its pages are made from their records,
// where all values of a head are one string.
const maxTexts = 64 << 20

// look finds what else a page's place is told by: its first heading where the
// front matter has no title, and where the site names no languages its own.
func (p *Page) look(cfg *Config) {
	if strings.TrimSpace(p.Front.Title) == "" {
		p.heading = firstHeading(p.file.Text[p.body:])
	}
	if len(cfg.Languages) == 0 && !p.namesLanguage() {
		p.looks = DetectLanguage(p.file.Text[p.body:])
	}
}

// encodeHead writes what readPage found, with the problems that it reported.
func (p *Page) encodeHead(cfg *Config, problems []diag.Diagnostic) string {
	var w wire.Writer
	w.Diagnostics(problems)
	w.Int(p.head.Offset)
	w.Int(p.head.End)
	w.Int(p.body)
	w.String(p.heading)
	w.String(p.looks)
	wire.Plain{Zone: cfg.Zone}.Write(&w, &p.Front)
	return string(w.B)
}

// knownPage is pageOf for a record of the memory, which may be of other options.
func knownPage(cfg *Config, r *record, p *Page, list *diag.List) *Page {
	if cfg.Memory.basis != cfg.heads {
		return nil
	}
	return pageOf(cfg, r, p, list)
}

// pageOf is the page of a record, in the room that p is; nil where there is none in it.
func pageOf(cfg *Config, r *record, p *Page, list *diag.List) *Page {
	if r.read != nil && r.read.basis == cfg.heads {
		*p = r.read.page
		p.site, p.record, p.own = cfg.FS, r, false
		list.Add(r.read.problems...)
		return p
	}
	*p = Page{Source: r.source, site: cfg.FS, record: r}
	from := wire.NewStringReader(r.head)
	problems := from.Diagnostics()
	p.head = strictyaml.Options{Offset: from.Int(), End: from.Int(), Zone: cfg.Zone, Limits: cfg.Limits.YAML}
	p.body = from.Int()
	p.heading, p.looks = from.String(), from.String()
	wire.Plain{Zone: cfg.Zone}.Read(from, &p.Front)
	if from.Err() != nil {
		return nil
	}
	list.Add(problems...)
	if cfg.Again {
		r.read = &readHead{cfg.heads, *p, problems}
	}
	return p
}

func tooLarge(e entry, most int64, hint string, list *diag.List) {
	list.Errorf("limit-file", diag.Position{File: e.source, Line: 1, Column: 1}, hint, "the file has %.1f MB; at most %d are taken", float64(e.stamp.Size)/(1<<20), most>>20)
}

// validUTF8 reports the first byte that is not UTF-8, or a NUL, which no text has.
func validUTF8(src *diag.Source, list *diag.List) bool {
	if i := bytes.IndexByte(src.Text, 0); i >= 0 {
		list.Errorf("utf8-invalid", src.At(i), "save the file as UTF-8 text", "a NUL byte: this is no text")
		return false
	}
	if utf8.Valid(src.Text) {
		return true
	}
	for i := 0; i < len(src.Text); {
		r, n := utf8.DecodeRune(src.Text[i:])
		if r == utf8.RuneError && n == 1 {
			list.Errorf("utf8-invalid", src.At(i), "save the file as UTF-8", "invalid UTF-8: byte 0x%02X", src.Text[i])
			return false
		}
		i += n
	}
	return true
}

// readHead parts the front matter from the text and reads it.
func (p *Page) readHead(cfg *Config, list *diag.List) {
	text := p.file.Text
	start := len(text) - len(bytes.TrimPrefix(text, bom))
	p.body = start
	begin, end, after, state := splitHead(text, start)
	switch state {
	case headNone:
		return
	case headUnclosed:
		list.Errorf("frontmatter-unclosed", p.file.LineColumn(1, 1), "end it with a line of ---", "the front matter is not closed")
		p.body = len(text)
		return
	}
	if cfg.Lenient && !looksLikeYAML(text[begin:end]) {
		return
	}
	p.body = after
	if len(bytes.TrimSpace(text[begin:end])) == 0 {
		return
	}
	problems := list
	if cfg.Lenient {
		problems = &diag.List{}
	}
	p.head = strictyaml.Options{Offset: begin, End: end, Zone: cfg.Zone, Limits: cfg.Limits.YAML}
	doc := strictyaml.Decode(p.file, &p.Front, p.head, problems)
	if cfg.Lenient { // other tools' front matter is no reason to stop
		for _, d := range problems.Sorted() {
			if d.Severity == diag.Error {
				d.Severity = diag.Warning
			}
			list.Add(d)
		}
		p.Front.Extra = nil
		return
	}
	p.typos(doc, list)
	p.Front.Extra = nil
}

type headState int

const (
	headNone headState = iota
	headClosed
	headUnclosed
)

// splitHead finds the front matter: its bounds, and where the text behind it
// begins. A first line of --- that is never answered begins front matter only
// where keys follow; else it is a rule of Markdown.
func splitHead(text []byte, start int) (begin, end, after int, state headState) {
	line, rest, _ := bytes.Cut(text[start:], []byte("\n"))
	if !isDashes(line) {
		return 0, 0, 0, headNone
	}
	begin = len(text) - len(rest)
	for at := begin; at < len(text); {
		line, rest, _ = bytes.Cut(text[at:], []byte("\n"))
		next := len(text) - len(rest)
		if isDashes(line) || string(bytes.TrimRight(line, " \t\r")) == "..." {
			return begin, at, next, headClosed
		}
		at = next
	}
	if looksLikeYAML(text[begin:]) {
		return begin, len(text), len(text), headUnclosed
	}
	return 0, 0, 0, headNone
}

func isDashes(line []byte) bool { return string(bytes.TrimRight(line, " \t\r")) == "---" }

// looksLikeYAML says whether the first line that is neither empty nor a comment
// begins with a key.
func looksLikeYAML(text []byte) bool {
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		if line[0] == '{' {
			return true
		}
		key, value, ok := bytes.Cut(line, []byte(":"))
		return ok && len(key) > 0 && !bytes.ContainsAny(key, " \t[(*<") && (len(value) == 0 || value[0] == ' ' || value[0] == '\t')
	}
	return true
}

// knownKeys are what a slip of one letter is held against.
var knownKeys = []string{"title", "description", "kind", "lang", "slug", "aliases", "translation", "source_hash", "weight", "draft", "date", "updated", "review_by",
	"products", "product", "tags", "keywords", "popular", "pinned", "icon", "answer", "versions", "effective", "policy", "symptoms", "codes", "applies_to", "version", "downloads",
	"category", "window", "services", "status", "updates"}

// typos warns of keys that differ from a known one by one letter.
func (p *Page) typos(doc *strictyaml.Doc, list *diag.List) {
	for key := range p.Front.Extra {
		for _, known := range knownKeys {
			if len(known) > 3 && oneEdit(key, known) && !doc.Has(known) {
				list.Add(diag.Diagnostic{ID: "frontmatter-typo", Severity: diag.Warning, Pos: doc.KeyAt(key),
					Message: fmt.Sprintf("unknown key %q", key), Hint: "did you mean " + known + "?"})
				break
			}
		}
	}
}

// oneEdit says whether two words differ by one letter put in, left out,
// changed, or swapped with the next.
func oneEdit(a, b string) bool {
	if a == b {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(b)-len(a) == 1:
		return a[i:] == b[i+1:]
	case len(a) != len(b):
		return false
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

func (p *Page) hasHead() bool { return p.head.End > 0 }

// source is the file's text. That of a page whose text was let go of, or never
// read, is read again: only positions ask for it, and few pages are asked for any.
func (p *Page) source() *diag.Source {
	if p.file != nil {
		return p.file
	}
	text, err := fs.ReadFile(p.site, p.Source)
	if err != nil {
		text = nil // it is gone, which the build sees at its end
	}
	return diag.NewSource(p.Source, text)
}

// start is the file's first line.
func (p *Page) start() diag.Position { return p.source().LineColumn(1, 1) }

// doc reads the front matter again, for positions.
func (p *Page) doc() *strictyaml.Doc {
	var again FrontMatter
	src, head := p.source(), p.head
	head.Offset, head.End = min(head.Offset, len(src.Text)), min(head.End, len(src.Text))
	return strictyaml.Decode(src, &again, head, &diag.List{})
}

// has says whether the front matter has a key, even with a wrong value.
func (p *Page) has(key string) bool { return p.hasHead() && p.doc().Has(key) }
