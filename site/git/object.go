package git

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
)

// object is a commit, a tree or a blob, or what a delta was made from.
type object struct {
	kind byte // 1 commit, 2 tree, 3 blob, 4 tag
	data []byte
}

const (
	commitKind = 1
	treeKind   = 2
	ofsDelta   = 6
	refDelta   = 7

	mostObject = 64 << 20 // bytes; no commit and no tree is as large
	mostKept   = 32 << 20 // bytes of objects that are kept in memory
	mostDeltas = 4096     // one upon the other
)

var errMissing = errors.New("missing object")

// object reads an object of a kind.
func (r *Repo) object(h Hash, kind byte) ([]byte, error) {
	o, err := r.read(h, 0)
	if err == nil && o.kind != kind {
		err = fmt.Errorf("object %s has another kind than it should", h)
	}
	return o.data, err
}

func (r *Repo) read(h Hash, depth int) (object, error) {
	if o, ok := r.kept[h]; ok {
		return o, nil
	}
	for _, p := range r.packs {
		if at, ok := p.find(h); ok {
			return r.unpack(p, at, depth)
		}
	}
	for _, dir := range r.dirs {
		name := h.String()
		file, err := os.Open(filepath.Join(dir, name[:2], name[2:]))
		if err != nil {
			continue
		}
		defer file.Close()
		o, err := loose(file)
		if err == nil {
			r.room(o)
			r.kept[h] = o
		}
		return o, err
	}
	return object{}, fmt.Errorf("%w %s", errMissing, h)
}

// room makes room for an object in memory: when there are many, all are forgotten.
func (r *Repo) room(o object) {
	if r.bytes += len(o.data); r.bytes > mostKept {
		clear(r.kept)
		clear(r.bases)
		r.bytes = len(o.data)
	}
}

// place is where an object begins in a pack.
type place struct {
	pack *pack
	at   int64
}

// loose reads a file of its own: "tree 123\x00" and the content, deflated.
func loose(file io.Reader) (object, error) {
	z, err := zlib.NewReader(file)
	if err != nil {
		return object{}, err
	}
	data, err := io.ReadAll(io.LimitReader(z, mostObject))
	head, body, ok := bytes.Cut(data, []byte{0})
	name, _, _ := bytes.Cut(head, []byte(" "))
	kind := map[string]byte{"commit": 1, "tree": 2, "blob": 3, "tag": 4}[string(name)]
	if err != nil || !ok || kind == 0 {
		return object{}, errors.Join(errors.New("damaged object"), err)
	}
	return object{kind, body}, nil
}

// pack is a pack with its index, version 2.
type pack struct {
	file  *os.File
	index []byte
	count int
}

// openPack is nil where there is no pack that can be read.
func openPack(index string) *pack {
	data, err := os.ReadFile(index)
	if err != nil || len(data) < 8+256*4 || !bytes.HasPrefix(data, []byte("\xFFtOc\x00\x00\x00\x02")) {
		return nil
	}
	p := &pack{index: data, count: int(binary.BigEndian.Uint32(data[8+255*4:]))}
	if len(data) < 8+256*4+p.count*28 {
		return nil
	}
	if p.file, err = os.Open(index[:len(index)-len("idx")] + "pack"); err != nil {
		return nil
	}
	return p
}

// find is where an object begins in the pack.
func (p *pack) find(h Hash) (at int64, ok bool) {
	fan := func(i int) int { return int(binary.BigEndian.Uint32(p.index[8+i*4:])) }
	low, high := 0, fan(int(h[0]))
	if h[0] > 0 {
		low = fan(int(h[0]) - 1)
	}
	names := p.index[8+256*4:]
	if low > high || high > p.count {
		return 0, false
	}
	i := low + sort.Search(high-low, func(i int) bool { return bytes.Compare(names[(low+i)*20:(low+i+1)*20], h[:]) >= 0 })
	if i >= high || Hash(names[i*20:i*20+20]) != h {
		return 0, false
	}
	offset := binary.BigEndian.Uint32(names[p.count*24+i*4:])
	if offset&(1<<31) == 0 {
		return int64(offset), true
	}
	large := names[p.count*28:]
	if n := int(offset&^(1<<31)) * 8; n+8 <= len(large) {
		return int64(binary.BigEndian.Uint64(large[n:])), true
	}
	return 0, false
}

// unpack reads the object at an offset, with the deltas that it is made of.
func (r *Repo) unpack(p *pack, at int64, depth int) (object, error) {
	if depth > mostDeltas {
		return object{}, errors.New("a chain of deltas has no end")
	}
	if o, ok := r.bases[place{p, at}]; ok {
		return o, nil
	}
	from := io.NewSectionReader(p.file, at, 1<<62)
	var head [48]byte
	n, err := from.ReadAt(head[:], 0)
	if n < 24 && err != nil {
		return object{}, err
	}
	kind, size, i := head[0]>>4&7, uint64(head[0]&15), 1
	for shift := 4; head[i-1]&0x80 != 0 && i < 12; shift, i = shift+7, i+1 {
		size |= uint64(head[i]&0x7F) << shift
	}
	if size > mostObject {
		return object{}, errors.New("an object of " + strconv.FormatUint(size, 10) + " bytes")
	}
	var base object
	switch kind {
	case ofsDelta:
		back := int64(head[i] & 0x7F)
		for ; head[i]&0x80 != 0 && i < 24; i++ {
			back = (back+1)<<7 | int64(head[i+1]&0x7F)
		}
		i++
		if back <= 0 || back > at {
			return object{}, errors.New("a delta without base")
		}
		base, err = r.unpack(p, at-back, depth+1)
	case refDelta:
		base, err = r.read(Hash(head[i:i+20]), depth+1)
		i += 20
	default:
		base.kind, err = kind, nil
	}
	if err != nil {
		return object{}, err
	}
	z, err := zlib.NewReader(io.NewSectionReader(p.file, at+int64(i), 1<<62-at))
	if err != nil {
		return object{}, err
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(z, data); err != nil {
		return object{}, err
	}
	if kind == ofsDelta || kind == refDelta {
		if data, err = patch(base.data, data); err != nil {
			return object{}, err
		}
	}
	o := object{base.kind, data}
	r.room(o)
	r.bases[place{p, at}] = o
	return o, nil
}

// patch applies a delta: sizes of base and result, then copies and insertions.
func patch(base, delta []byte) ([]byte, error) {
	broken := errors.New("a damaged delta")
	from, n := binary.Uvarint(delta)
	if n <= 0 || from != uint64(len(base)) {
		return nil, broken
	}
	delta = delta[n:]
	size, n := binary.Uvarint(delta)
	if n <= 0 || size > mostObject {
		return nil, broken
	}
	delta = delta[n:]
	out := make([]byte, 0, size)
	for len(delta) > 0 {
		op := delta[0]
		delta = delta[1:]
		if op&0x80 == 0 {
			if op == 0 || int(op) > len(delta) {
				return nil, broken
			}
			out, delta = append(out, delta[:op]...), delta[op:]
			continue
		}
		var args [7]int // four bytes of the offset, three of the length
		for bit := range args {
			if op&(1<<bit) != 0 {
				if len(delta) == 0 {
					return nil, broken
				}
				args[bit], delta = int(delta[0]), delta[1:]
			}
		}
		start, length := args[0]|args[1]<<8|args[2]<<16|args[3]<<24, args[4]|args[5]<<8|args[6]<<16
		if length == 0 {
			length = 0x10000
		}
		if start+length > len(base) || len(out)+length > int(size) {
			return nil, broken
		}
		out = append(out, base[start:start+length]...)
	}
	if len(out) != int(size) {
		return nil, broken
	}
	return out, nil
}
