package search

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strconv"
	"sync/atomic"

	"deskbell/diag/wire"
)

// textBytes is about how long a file of texts is before compression. A search
// loads one for each hit that it shows, and a site has one for about each page:
// longer ones would be fewer and cost every search more.
const textBytes = 5000

// packer puts the texts of pages into files: short neighbours into one, long
// pages into several. A group of files is emitted when it is whole. Files that
// an earlier build made of the same texts are not made again where all of their
// group are there.
type packer struct {
	tree   string
	emit   func([]File) error
	names  namer
	before map[Key]Sum              // files that were made before
	has    func(string, Sum) bool   // whether a file is published
	read   func(Sum) []byte         // a published file
	fetch  func(page int) *pageText // what was not at hand

	open   textDraft   // the file that waits for more pages
	size   int         // of its texts
	ready  []textDraft // to be compressed
	group  []textDraft // compressed or known, and not emitted yet
	groups []group     // emitted
	counts []int32     // of each page, the files that begin with it
	made   []madeText  // all files
	torn   atomic.Bool // a page was not what its key says
}

// textDraft is a file of texts under way.
type textDraft struct {
	first           string // address of its first page
	parts           []textPart
	pages, sections []byte // JSON
	lacking         bool   // a part is not at hand
	key             Key    // of what it is made of
	data            []byte // compressed; nil for a file that is known
	sum             Sum
}

// madeText says what a file of texts is made of.
type madeText struct {
	key Key
	sum Sum
}

// textPart are some of a page's sections.
type textPart struct {
	page, from, to int
	key            Key // of the page
}

// packAtOnce is how many files are compressed together.
const packAtOnce = 64

// add takes the text of the next page.
func (k *packer) add(t *pageText, key Key) error {
	page := len(k.counts)
	if n := t.count; t.size > textBytes*7/4 && n > 1 {
		k.close()
		parts := min(n, (t.size+textBytes-1)/textBytes)
		for j := range parts {
			k.open.put(t, textPart{page, j * n / parts, (j + 1) * n / parts, key})
			k.close()
		}
		k.counts = append(k.counts, int32(parts))
	} else {
		begins := int32(0)
		if len(k.open.parts) == 0 || k.size+t.size > textBytes*5/4 {
			k.close()
			begins = 1
		}
		k.counts = append(k.counts, begins)
		k.open.put(t, textPart{page, 0, n, key})
		k.size += t.size
	}
	if len(k.ready) >= packAtOnce {
		return k.compress()
	}
	return nil
}

// put puts some of a page's sections into a file.
func (d *textDraft) put(t *pageText, part textPart) {
	if len(d.parts) == 0 {
		d.first = t.url
	}
	d.parts = append(d.parts, part)
	if t.sections == nil {
		d.lacking = true
		return
	}
	if len(d.pages) > 0 {
		d.pages, d.sections = append(d.pages, ','), append(d.sections, ',')
	}
	d.pages = strconv.AppendInt(append(d.pages, `{"n":`...), int64(part.to-part.from), 10)
	d.pages = append(append(d.pages, ','), t.page...)
	d.sections = append(d.sections, t.part(part.from, part.to)...)
}

// text appends the JSON of a file.
func (d *textDraft) text(text []byte) []byte {
	text = append(append(text, `{"p":[`...), d.pages...)
	text = append(append(text, `],"s":[`...), d.sections...)
	return append(text, "]}\n"...)
}

// close ends the open file.
func (k *packer) close() {
	if len(k.open.parts) == 0 {
		return
	}
	h := sha256.New()
	var from [8]byte
	for _, p := range k.open.parts {
		binary.LittleEndian.PutUint32(from[:], uint32(p.from))
		binary.LittleEndian.PutUint32(from[4:], uint32(p.to))
		h.Write(p.key[:])
		h.Write(from[:])
	}
	k.open.key = Key(h.Sum(nil))
	k.ready = append(k.ready, k.open)
	k.open, k.size = textDraft{}, 0
}

// compress compresses what is ready, and emits the groups that are whole. A
// group ends where the next page's address says, so that a page that comes or
// goes leaves other groups as they are.
func (k *packer) compress() error {
	parallel(len(k.ready), func(i int) {
		d := &k.ready[i]
		if sum, ok := k.before[d.key]; ok {
			d.sum = sum
		} else {
			k.make(d)
		}
	})
	if k.torn.Load() {
		return errTorn
	}
	for _, d := range k.ready {
		if n := len(k.group); n == maxTextGroup || n > 0 && endsTexts(d.first) {
			if err := k.flush(); err != nil {
				return err
			}
		}
		k.group = append(k.group, d)
	}
	k.ready = k.ready[:0]
	return nil
}

// errTorn is that of a builder that was given other sections for a page than
// those of its key.
var errTorn = errors.New("search: a page changed while it was indexed")

// make makes a file.
func (k *packer) make(d *textDraft) {
	if d.lacking {
		whole := textDraft{}
		for _, p := range d.parts {
			text := k.fetch(p.page)
			if text.count < p.to { // its sections are not those that it was remembered with
				k.torn.Store(true)
				return
			}
			whole.put(text, p)
		}
		d.pages, d.sections = whole.pages, whole.sections
	}
	wire.Writing(func(w *wire.Writer) {
		w.B = d.text(w.B)
		d.data = deflate(w.B)
	})
	d.sum = sha256.Sum256(d.data)
	d.pages, d.sections = nil, nil
}

// flush emits a group: as it is published, or all of its files.
func (k *packer) flush() error {
	if len(k.group) == 0 {
		return nil
	}
	sums := make([]Sum, len(k.group))
	for i := range k.group {
		sums[i] = k.group[i].sum
	}
	hash := k.names.name(groupHash, sums)
	k.groups = append(k.groups, group{len(k.group), hash})
	files, kept := make([]File, len(k.group)), true
	for i, sum := range sums {
		files[i] = File{Name: textName(k.tree, hash, i), Sum: sum, Immutable: true}
		kept = kept && k.has(files[i].Name, sum)
	}
	if !kept {
		parallel(len(files), func(i int) {
			d := &k.group[i]
			if d.data == nil {
				d.data = k.read(d.sum)
			}
			if d.data == nil {
				k.make(d)
			}
			if d.sum != sums[i] {
				k.torn.Store(true)
			}
			files[i].Data = d.data
		})
		if k.torn.Load() {
			return errTorn
		}
	}
	for _, d := range k.group {
		k.made = append(k.made, madeText{d.key, d.sum})
	}
	k.group = k.group[:0]
	return k.emit(files)
}

// finish emits what is left.
func (k *packer) finish() error {
	k.close()
	if err := k.compress(); err != nil {
		return err
	}
	return k.flush()
}
