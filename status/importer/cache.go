package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"deskbell/diag"
)

// A Cache keeps what files say, so that a large export is read once. Get is nil
// for a key that it has not.
type Cache interface {
	Get(key string) []byte
	Put(key string, text []byte)
}

// cacheVersion is raised whenever readers or the form of entries change.
const cacheVersion = "deskbell uptime 1\n"

// File is an export that can be read twice: for its name in a cache, and if that
// has it not, for what it says.
type File interface {
	fs.File
	io.Seeker
}

// ReadCached is Read, but takes from the cache what the same bytes under the same
// name said before. Entries are named after the hash of both and of the form's
// version and end in a checksum; a damaged one is passed over. A file with
// problems is never kept, so that they are reported each time.
func ReadCached(name string, f File, opts Options, cache Cache, list *diag.List) ([]*Monitor, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() < worthKeeping {
		return Read(name, f, opts, list).Monitors, nil
	}
	key, err := cacheKey(name, f, info, cache)
	if err != nil {
		return nil, err
	}
	monitors, ok := decodeEntry(cache.Get(key))
	if !ok {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		var problems diag.List
		monitors = parse(name, f, &problems).Monitors
		found := problems.Sorted()
		for _, d := range found {
			list.Add(d)
		}
		if len(found) == 0 {
			cache.Put(key, encodeEntry(monitors))
		}
	}
	settle(monitors, opts.AsOf)
	return monitors, nil
}

// worthKeeping is from which size on reading a file takes longer than looking in
// the cache.
const worthKeeping = 64 << 10

// long is from which size on a file is not hashed again while its size and the
// time of its last change stay: so long that hashing takes longer than the clock
// of a file system needs to tick.
const long = 8 << 20

// cacheKey is the hash of a file's bytes with its name, which some formats take
// for the monitor's.
func cacheKey(name string, f io.Reader, info fs.FileInfo, cache Cache) (string, error) {
	changed := info.ModTime()
	// A time in whole seconds comes from a file system that does not know better.
	remember := info.Size() >= long && changed.Nanosecond() != 0
	note := "note-" + hashed(cacheVersion, name)
	state := fmt.Sprintf("%d %d ", info.Size(), changed.UnixNano())
	if key, same := strings.CutPrefix(string(cache.Get(note)), state); remember && same && len(key) == len(hashed()) {
		return key, nil
	}
	h := sha256.New()
	_, _ = io.WriteString(h, cacheVersion+baseName(name)+"\n") // a hash takes everything
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	key := hex.EncodeToString(h.Sum(nil)[:16])
	if remember {
		cache.Put(note, []byte(state+key))
	}
	return key, nil
}

func hashed(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:16])
}

// encodeEntry writes monitors with all that is in them, and a checksum.
func encodeEntry(monitors []*Monitor) []byte {
	b := []byte(cacheVersion)
	put := func(n int64) { b = binary.AppendVarint(b, n) }
	put(int64(len(monitors)))
	for _, m := range monitors {
		put(int64(len(m.Names)))
		for _, n := range m.Names {
			put(int64(len(n)))
			b = append(b, n...)
		}
		complete := int64(0)
		if m.Complete {
			complete = 1
		}
		put(complete)
		put(m.Newest)
		put(m.Watched.Start)
		put(m.Watched.End)
		put(int64(m.Watched.State))
		put(int64(len(m.Intervals)))
		last := int64(0)
		for _, v := range m.Intervals {
			put(v.Start - last)
			put(v.End - v.Start)
			put(int64(v.State))
			last = v.Start
		}
		put(int64(len(m.Latency)))
		last = 0
		for _, l := range m.Latency {
			put(l.Hour - last)
			put(int64(l.Count))
			put(l.Sum)
			put(l.Max)
			last = l.Hour
		}
	}
	sum := sha256.Sum256(b)
	return append(b, sum[:]...)
}

// decodeEntry reads what encodeEntry has written; ok is false for anything else.
func decodeEntry(text []byte) (monitors []*Monitor, ok bool) {
	n := len(text) - sha256.Size
	if n < len(cacheVersion) || !bytes.HasPrefix(text, []byte(cacheVersion)) || sha256.Sum256(text[:n]) != [sha256.Size]byte(text[n:]) {
		return nil, false
	}
	e := &entry{rest: text[len(cacheVersion):n]}
	for range e.count() {
		m := &Monitor{}
		for range e.count() {
			m.Names = append(m.Names, e.text())
		}
		m.Complete = e.number() == 1
		m.Newest = e.number()
		m.Watched = Interval{e.number(), e.number(), State(e.number())}
		m.Intervals = make([]Interval, 0, e.count())
		start := int64(0)
		for range cap(m.Intervals) {
			start += e.number()
			m.Intervals = append(m.Intervals, Interval{start, start + e.number(), State(e.number())})
		}
		hours := e.count()
		for at := int64(0); hours > 0; hours-- {
			at += e.number()
			m.Latency = append(m.Latency, Latency{at, int(e.number()), e.number(), e.number()})
		}
		monitors = append(monitors, m)
	}
	return monitors, !e.bad && len(e.rest) == 0
}

// entry is what is left of one to be read. After something that cannot be it is
// bad, and gives nothing more.
type entry struct {
	rest []byte
	bad  bool
}

func (e *entry) number() int64 {
	n, size := binary.Varint(e.rest)
	if e.bad = e.bad || size <= 0; e.bad {
		return 0
	}
	e.rest = e.rest[size:]
	return n
}

// count is a number of things that take at least a byte each.
func (e *entry) count() int {
	n := e.number()
	if e.bad = e.bad || n < 0 || n > int64(len(e.rest)); e.bad {
		return 0
	}
	return int(n)
}

func (e *entry) text() string {
	n := e.count()
	s := string(e.rest[:n])
	e.rest = e.rest[n:]
	return s
}
