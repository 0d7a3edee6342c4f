package search

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
)

// errDamaged says that a file of the index is not what was written.
var errDamaged = errors.New("damaged index file")

// maxInflated bounds a file of the index once decompressed.
const maxInflated = 1 << 28

// writers are kept, because each has a megabyte to clear.
var writers = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, zlib.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflate compresses a file of the index as zlib, whose checksum tells damage.
func deflate(data []byte) []byte {
	var out bytes.Buffer
	w := writers.Get().(*zlib.Writer)
	defer writers.Put(w)
	w.Reset(&out)
	w.Write(data) // a buffer takes everything
	w.Close()
	return out.Bytes()
}

func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	out, err := io.ReadAll(io.LimitReader(r, maxInflated))
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

func appendVarint(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }
