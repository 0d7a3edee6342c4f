package content

import (
	"crypto/sha256"
	"slices"

	"deskbell/diag"
	"deskbell/diag/wire"
)

// Memory is what a build knows of the articles of the one before it. Its
// invariants:
//
//   - A record was made from the bytes whose hash it names, with the options
//     whose hash the memory carries: it is a function of these alone.
//   - A file is taken for the one of the record without being read only while its
//     stamp is the recorded one, and the record was made later than the stamp.
//     Otherwise it is read, and its hash decides.
//
// A Memory is not changed once it is made, and may be used by several builds.
type Memory struct {
	basis   Key
	records map[string]*record
	list    []*record // in source order
	found   *found    // the site's files; nil in a memory that was read
	walked  []diag.Diagnostic
}

// record is what is known of one file.
type record struct {
	source string
	stamp  Stamp  // zero: only the hash tells
	sum    Key    // of the file's bytes
	head   string // what readPage found, see Page.encodeHead
	text   string // what convert found, see Page.remember; empty before Parse
	late   *late  // where text is in a large site, where it is empty; else nil

	lateKey, lateMade Key // by which it is found there

	// What these two say, where builds of one program follow one another.
	read      *readHead
	converted *convertedText
}

// late is where texts are that are not kept in memory: the store has with a document
// what is known of it.
type late struct {
	store Store
	space Key
}

// found is what convert found; empty where it is not to be known.
func (r *record) found() string {
	if r.late == nil {
		return r.text
	}
	data, ok := r.late.store.Get(r.lateMade)
	if !ok {
		return ""
	}
	e := wire.NewStringReader(data)
	t := readTold(e)
	if e.Err() != nil {
		return ""
	}
	return t.encode(r.lateKey, r.late.space, r.lateMade)
}

// foundAtOnce is of how many records the texts are found side by side.
const foundAtOnce = 1024

// readHead is a head as pages of one basis have it, which share it.
type readHead struct {
	basis    Key
	page     Page
	problems []diag.Diagnostic
}

// convertedText is a text as it is told, with what its key is made of beside the
// file.
type convertedText struct {
	identity, space, made Key
	source, lang          string
	text                  *told
}

// memoryVersion begins a memory as bytes: raise the number when its form changes.
const memoryVersion = "deskbell articles 1\n"

// at is the record of a file; nil where nothing is known.
func (m *Memory) at(source string) *record {
	if m == nil {
		return nil
	}
	return m.records[source]
}

// Len is the number of files that are known.
func (m *Memory) Len() int {
	if m == nil {
		return 0
	}
	return len(m.list)
}

// Encode is the memory as bytes: the form's version, the hash of the options,
// the records; at the end the SHA-256 of all that. Stamps that are not before
// the moment are left out, for such a file may change again and keep its stamp.
func (m *Memory) Encode(moment int64) []byte {
	size := 256
	for _, r := range m.list {
		size += len(r.source) + len(r.head) + len(r.text) + 96
		if r.late != nil {
			size += 640 // a usual text
		}
	}
	w := wire.Writer{B: make([]byte, 0, size)}
	w.B = append(append(w.B, memoryVersion...), m.basis[:]...)
	for some := range slices.Chunk(m.list, foundAtOnce) {
		texts := make([]string, len(some))
		parallel(len(some), func(i int) { texts[i] = some[i].found() })
		for i, r := range some {
			w.String(r.source)
			stamp := r.stamp
			if !stamp.Before(moment) {
				stamp = Stamp{}
			}
			stamp.Write(&w)
			w.Bytes(r.sum[:])
			w.String(r.head)
			w.String(texts[i])
		}
	}
	sum := sha256.Sum256(w.B)
	return append(w.B, sum[:]...)
}

// DecodeMemory reads what Encode wrote; nil for anything else.
func DecodeMemory(data []byte) *Memory {
	const head = len(memoryVersion)
	if len(data) < head+len(Key{})+sha256.Size || string(data[:head]) != memoryVersion {
		return nil
	}
	end := len(data) - sha256.Size
	if sha256.Sum256(data[:end]) != [sha256.Size]byte(data[end:]) {
		return nil
	}
	m := &Memory{basis: Key(data[head:])}
	r := wire.NewReader(data[head+len(Key{}) : end])
	for r.More() {
		x := &record{source: r.String(), stamp: ReadStamp(r)}
		copy(x.sum[:], r.String())
		x.head, x.text = r.String(), r.String()
		m.list = append(m.list, x)
	}
	if r.Err() != nil {
		return nil
	}
	m.index()
	return m
}

func (m *Memory) index() {
	m.records = make(map[string]*record, len(m.list))
	for _, r := range m.list {
		m.records[r.source] = r
	}
}

// basis is the hash of what heads depend on beside their files.
func (c *Config) basis() Key {
	zone := ""
	if c.Zone != nil {
		zone = c.Zone.String()
	}
	var w wire.Writer
	w.String(zone)
	w.Bool(c.Lenient)
	w.Bool(len(c.Languages) == 0)
	wire.Plain{}.Write(&w, &c.Limits.YAML)
	return NewKey([]byte("heads"), w.B)
}

// Near says whether another memory knows the same of all but a few files: these are
// then read again, and found to be what they are.
func (m *Memory) Near(other *Memory, few int) bool {
	if m == nil || other == nil || m.basis != other.basis || len(m.list) != len(other.list) {
		return false
	}
	for i, r := range m.list {
		if o := other.list[i]; !r.same(o) {
			if few--; few < 0 || r.source != o.source {
				return false
			}
		}
	}
	return true
}

func (r *record) same(o *record) bool {
	return r == o || r.late == nil && o.late == nil && r.source == o.source && r.stamp == o.stamp && r.sum == o.sum && r.head == o.head && r.text == o.text
}
