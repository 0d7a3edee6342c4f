package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// errDamaged says that a file of the index is not what was written.
var errDamaged = errors.New("damaged index file")

// What a reader believes of a file, here and in the browser's reading.ts: far
// more than the index of a million pages has, and too little to keep a browser
// busy for long.
const (
	maxInflated = 1 << 23 // bytes of a file, decompressed
	maxSections = 1 << 23
	maxCutList  = 1 << 17
	maxFormList = 1 << 12 // forms of a shard
	maxImpacts  = 1 << 22 // of a shard or a tail
	maxWordList = 1 << 16
)

// compression is the level: one more takes half the time again for a hundredth of
// the texts' bytes and a third of that of the shards'.
const compression = 6

// deflater is a compressor with room for what it makes.
type deflater struct {
	*zlib.Writer
	out bytes.Buffer
}

// deflaters are kept, because each has a megabyte to clear.
var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, compression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return &deflater{Writer: w}
}}

// deflate compresses a file of the index as zlib, whose checksum tells damage.
// The file's parts get codes of their own.
func deflate(parts ...[]byte) []byte {
	w := deflaters.Get().(*deflater)
	defer deflaters.Put(w)
	w.out.Reset()
	w.Reset(&w.out)
	for i, part := range parts {
		if i > 0 && len(part) > 0 {
			w.Flush() // a buffer takes everything
		}
		w.Write(part)
	}
	w.Close()
	return bytes.Clone(w.out.Bytes())
}

func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	out, err := io.ReadAll(io.LimitReader(r, maxInflated+1))
	if err == nil && len(out) > maxInflated {
		err = fmt.Errorf("longer than %d bytes", maxInflated)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	return out, nil
}

// cursor reads varints and bytes. After a fault it gives zeros, and bad is set.
type cursor struct {
	data []byte
	bad  bool
}

func (c *cursor) varint() int {
	if len(c.data) > 0 && c.data[0] < 128 {
		v := c.data[0]
		c.data = c.data[1:]
		return int(v)
	}
	v, n := binary.Uvarint(c.data)
	if n <= 0 || v > 1<<31-1 {
		c.bad, c.data = true, nil
		return 0
	}
	c.data = c.data[n:]
	return int(v)
}

func (c *cursor) bytes(n int) []byte {
	if n > len(c.data) {
		c.bad, c.data = true, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) byte() byte {
	if b := c.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a varint that this program wrote in this run, and returns what is
// behind it.
func number(data []byte) (int, []byte) {
	if data[0] < 128 {
		return int(data[0]), data[1:]
	}
	v, n := binary.Uvarint(data)
	return int(v), data[n:]
}

func appendVarint(b []byte, n int) []byte {
	if uint(n) < 128 {
		return append(b, byte(n))
	}
	return binary.AppendUvarint(b, uint64(n))
}
