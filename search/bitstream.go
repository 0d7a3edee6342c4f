package search

import (
	"encoding/binary"
	"math/bits"
)

// Lists of sections are Rice codes: each gap's quotient by a power of two in
// ones with a zero behind, then its remainder. Bits fill bytes from the lowest.

// bitWriter appends bits to bytes.
type bitWriter struct {
	out  []byte
	held uint64
	n    int
}

// write appends the n lowest bits of v; n is at most 32.
func (w *bitWriter) write(v uint64, n int) {
	w.held |= v << w.n
	if w.n += n; w.n >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.held))
		w.held >>= 32
		w.n -= 32
	}
}

func (w *bitWriter) rice(v, k int) {
	for q := v >> k; ; q -= 32 {
		if q < 32 {
			w.write(1<<q-1, q+1)
			break
		}
		w.write(1<<32-1, 32)
	}
	w.write(uint64(v&(1<<k-1)), k)
}

// close fills the last byte.
func (w *bitWriter) close() []byte {
	for ; w.n > 0; w.n -= 8 {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
	w.n = 0
	return w.out
}

// bitReader reads what a bitWriter wrote. After the end it gives zeros, and bad
// is set.
type bitReader struct {
	data []byte
	held uint64
	n    int
	bad  bool
}

func (r *bitReader) fill() {
	for r.n <= 56 && len(r.data) > 0 {
		r.held |= uint64(r.data[0]) << r.n
		r.data = r.data[1:]
		r.n += 8
	}
}

func (r *bitReader) drop(n int) {
	if n > r.n {
		r.bad, r.held, r.n = true, 0, 0
		return
	}
	r.held >>= n
	r.n -= n
}

// rice reads a number below limit.
func (r *bitReader) rice(k, limit int) int {
	q := 0
	for {
		r.fill()
		ones := min(bits.TrailingZeros64(^r.held), r.n)
		q += ones
		r.drop(ones)
		if r.n > 0 || len(r.data) == 0 || q>>1 > limit>>k {
			break
		}
	}
	r.drop(1)
	r.fill()
	v := q<<k | int(r.held&(1<<k-1))
	r.drop(k)
	if r.bad || q > limit>>k || v >= limit {
		r.bad = true
		return 0
	}
	return v
}

const maxRice = 24

// ricePower is the power for a list of so many sections out of all when they
// stand evenly.
func ricePower(n, all int) int {
	return min(max(bits.Len(uint(all*11/(n*16)))-1, 0), maxRice) // 11/16 is about ln 2
}
