// Package wire writes plain values one behind the other as bytes and reads them
// again in the same order. What reads must know what was written: there are no
// names and no types in it. Caches are kept in it.
//
// A Reader never panics on bytes that are not what was expected: from the first
// fault on it gives zero values, and Err says so.
package wire

import (
	"encoding/binary"
	"errors"
	"sync"
)

// Writer appends values to B.
type Writer struct{ B []byte }

// Writing gives f a Writer of nothing, whose bytes are used again afterwards: they are
// to be copied where they shall last.
func Writing(f func(w *Writer)) {
	w := kept.Get().(*Writer)
	w.B = w.B[:0]
	f(w)
	if cap(w.B) <= maxKept {
		kept.Put(w)
	}
}

// kept are writers that were used, of maxKept bytes at most.
var kept = sync.Pool{New: func() any { return &Writer{} }}

const maxKept = 1 << 20

// Int writes any int.
func (w *Writer) Int(n int) { w.Int64(int64(n)) }

// Int64 writes any int64.
func (w *Writer) Int64(n int64) { w.B = binary.AppendVarint(w.B, n) }

// Bool writes a bool.
func (w *Writer) Bool(v bool) {
	if v {
		w.B = append(w.B, 1)
	} else {
		w.B = append(w.B, 0)
	}
}

// String writes a string of any bytes.
func (w *Writer) String(s string) {
	w.B = binary.AppendUvarint(w.B, uint64(len(s)))
	w.B = append(w.B, s...)
}

// Bytes writes bytes as String does.
func (w *Writer) Bytes(b []byte) {
	w.B = binary.AppendUvarint(w.B, uint64(len(b)))
	w.B = append(w.B, b...)
}

// Again writes a string that is likely to be the last of its kind.
func (w *Writer) Again(s, last string) {
	if s == last {
		w.B = append(w.B, 0)
		return
	}
	w.B = binary.AppendUvarint(w.B, uint64(len(s))+1)
	w.B = append(w.B, s...)
}

// Strings writes a list.
func (w *Writer) Strings(list []string) {
	w.Int(len(list))
	for _, s := range list {
		w.String(s)
	}
}

// Reader reads what a Writer wrote. Strings share one copy of the bytes.
type Reader struct {
	text string
	at   int
	err  error
}

// NewReader reads b, which may be changed afterwards.
func NewReader(b []byte) *Reader { return &Reader{text: string(b)} }

// NewStringReader reads bytes that are a string, without a copy.
func NewStringReader(s string) *Reader { return &Reader{text: s} }

var errShort = errors.New("the bytes end early or are none of this kind")

// Err is not nil when something else was read than was written.
func (r *Reader) Err() error { return r.err }

// Int reads what Writer.Int wrote.
func (r *Reader) Int() int { return int(r.Int64()) }

// Int64 reads what Writer.Int64 wrote.
func (r *Reader) Int64() int64 {
	n := r.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// More says whether there are bytes left, and no fault was met.
func (r *Reader) More() bool { return r.err == nil && r.at < len(r.text) }

// Len reads an Int that counts values of at least one byte each; 0 where there
// are not so many bytes left.
func (r *Reader) Len() int {
	n := r.Int()
	if n < 0 || n > len(r.text)-r.at {
		r.fail()
		return 0
	}
	return n
}

// Bool reads what Writer.Bool wrote.
func (r *Reader) Bool() bool {
	if r.err != nil || r.at >= len(r.text) {
		r.fail()
		return false
	}
	r.at++
	return r.text[r.at-1] != 0
}

// String reads what Writer.String or Bytes wrote.
func (r *Reader) String() string { return r.take(r.uvarint()) }

// Again reads what Writer.Again wrote behind the same last one.
func (r *Reader) Again(last string) string {
	n := r.uvarint()
	if n == 0 {
		return last
	}
	return r.take(n - 1)
}

func (r *Reader) take(n uint64) string {
	if n > uint64(len(r.text)-r.at) {
		r.fail()
		return ""
	}
	r.at += int(n)
	return r.text[r.at-int(n) : r.at]
}

// Strings reads what Writer.Strings wrote; nil for an empty list.
func (r *Reader) Strings() []string {
	n := r.Len()
	if n == 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = r.String()
	}
	return out
}

func (r *Reader) uvarint() (n uint64) {
	for shift := 0; shift < 64 && r.err == nil && r.at < len(r.text); shift += 7 {
		b := r.text[r.at]
		r.at++
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return n
		}
	}
	r.fail()
	return 0
}

// Fail says that what was read makes no sense to who reads it.
func (r *Reader) Fail() { r.fail() }

func (r *Reader) fail() {
	if r.err == nil {
		r.err = errShort
	}
	r.at = len(r.text)
}
