package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"time"

	"deskbell/content"
)

// A pack is a file of the cache:
//
//	head     packMagic, the program's version
//	entries  one behind the other
//	index    for each entry: key, offset (8 bytes), length (4), CRC-32C (4)
//	end      offset of the index (8), number of entries (4), CRC-32C of index and end so far (4)
//
// Numbers are little-endian.
const (
	packMagic  = "deskbell cache 1\n"
	packEnd    = ".pack"
	tempPrefix = "making-"
	indexEntry = 16 + 8 + 4 + 4
	endSize    = 8 + 4 + 4
	headSize   = len(packMagic) + sha256.Size
)

type pack struct {
	name string
	file *os.File // nil until something is written
	size int64    // of head and entries
}

var errDamaged = errors.New("a damaged cache, or one of another version")

// openPack reads a pack's index into entries; nil for one that is not whole.
func openPack(name string, version []byte, entries map[content.Key]*entryAt) *pack {
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	p := &pack{name: name, file: f}
	if p.readIndex(version, entries) != nil {
		f.Close()
		return nil
	}
	return p
}

func (p *pack) readIndex(version []byte, entries map[content.Key]*entryAt) error {
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	head, end := make([]byte, headSize), make([]byte, endSize)
	if info.Size() < int64(headSize+endSize) {
		return errDamaged
	}
	if _, err := p.file.ReadAt(head, 0); err != nil {
		return err
	}
	if _, err := p.file.ReadAt(end, info.Size()-endSize); err != nil {
		return err
	}
	p.size = int64(binary.LittleEndian.Uint64(end))
	count := int64(binary.LittleEndian.Uint32(end[8:]))
	if !bytes.Equal(head, packHead(version)) || p.size < int64(headSize) || p.size+count*indexEntry+endSize != info.Size() {
		return errDamaged
	}
	index := make([]byte, count*indexEntry)
	if _, err := p.file.ReadAt(index, p.size); err != nil {
		return err
	}
	if crc32.Update(crc32.Checksum(index, castagnoli), castagnoli, end[:12]) != binary.LittleEndian.Uint32(end[12:]) {
		return errDamaged
	}
	room := make([]entryAt, count)
	for i := range room {
		e, index := &room[i], index[i*indexEntry:]
		e.pack, e.at, e.size, e.sum = p, int64(binary.LittleEndian.Uint64(index[16:])), binary.LittleEndian.Uint32(index[24:]), binary.LittleEndian.Uint32(index[28:])
		if e.at >= int64(headSize) && e.at <= p.size-int64(e.size) {
			entries[content.Key(index)] = e
		}
	}
	return nil
}

func packHead(version []byte) []byte {
	sum := sha256.Sum256(version)
	return append([]byte(packMagic), sum[:]...)
}

// create begins a pack: in dir, to be finished, or without dir in the machine's
// folder for what is not kept.
func (p *pack) create(dir string, version []byte) error {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	f, err := os.CreateTemp(dir, tempPrefix)
	if err != nil {
		return err
	}
	if _, err := f.Write(packHead(version)); err != nil {
		f.Close()
		os.Remove(f.Name())
		return err
	}
	p.file, p.name = f, f.Name()
	return nil
}

// finish writes the index and gives the pack its name, the hash of the index.
func (p *pack) finish(dir string, entries map[content.Key]*entryAt) error {
	var keys []content.Key
	for key, e := range entries {
		if e.pack == p {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b content.Key) int { return bytes.Compare(a[:], b[:]) })
	var index []byte
	for _, key := range keys {
		e := entries[key]
		index = append(index, key[:]...)
		index = binary.LittleEndian.AppendUint64(index, uint64(e.at))
		index = binary.LittleEndian.AppendUint32(index, e.size)
		index = binary.LittleEndian.AppendUint32(index, e.sum)
	}
	sum := sha256.Sum256(index)
	index = binary.LittleEndian.AppendUint64(index, uint64(p.size))
	index = binary.LittleEndian.AppendUint32(index, uint32(len(keys)))
	index = binary.LittleEndian.AppendUint32(index, crc32.Checksum(index, castagnoli))
	if _, err := p.file.WriteAt(index, p.size); err != nil {
		return err
	}
	if err := p.file.Chmod(0o644); err != nil {
		return err
	}
	name := filepath.Join(dir, hex.EncodeToString(sum[:8])+packEnd)
	if err := os.Rename(p.name, name); err != nil {
		return err
	}
	p.name = name
	return nil
}

// mayRun says whether the build that writes a file may still be running: it
// began less than an hour before this one.
func (p *pack) mayRun(name string) bool {
	info, err := os.Stat(name)
	if err != nil || p.file == nil {
		return true
	}
	own, err := p.file.Stat()
	return err != nil || own.ModTime().Sub(info.ModTime()) < time.Hour
}

// close lets go of the file; one that got no name is removed.
func (p *pack) close() {
	if p.file == nil {
		return
	}
	p.file.Close()
	if filepath.Ext(p.name) != packEnd {
		os.Remove(p.name)
	}
}
