package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"deskbell/diag"
	"deskbell/diag/wire"
)

// A Cache keeps what files say, so that a large export is read once. Get is nil
// for a key that it has not.
type Cache interface {
	Get(key string) []byte
	Put(key string, text []byte)
}

// cacheVersion is raised whenever readers or the form of entries change.
const cacheVersion = "deskbell uptime 2\n"

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
	key, err := cacheKey(name, f, info, opts.Limits.orDefault(), cache)
	if err != nil {
		return nil, err
	}
	monitors, ok := decodeEntry(cache.Get(key))
	if !ok {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		var problems diag.List
		monitors = parse(name, f, opts.Limits, &problems).Monitors
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

// cacheKey is the hash of a file's bytes with the limits, and with its name, which
// some formats take for the monitor's.
func cacheKey(name string, f io.Reader, info fs.FileInfo, limits Limits, cache Cache) (string, error) {
	version := cacheVersion + fmt.Sprintln(limits) // what was read under others may have passed these
	changed := info.ModTime()
	// A time in whole seconds comes from a file system that does not know better.
	remember := info.Size() >= long && changed.Nanosecond() != 0
	note := "note-" + hashed(version, name)
	state := fmt.Sprintf("%d %d ", info.Size(), changed.UnixNano())
	if key, same := strings.CutPrefix(string(cache.Get(note)), state); remember && same && len(key) == len(hashed()) {
		return key, nil
	}
	h := sha256.New()
	_, _ = io.WriteString(h, version+baseName(name)+"\n") // a hash takes everything
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
	w := wire.Writer{B: []byte(cacheVersion)}
	w.Int(len(monitors))
	for _, m := range monitors {
		w.Strings(m.Names)
		w.Bool(m.Complete)
		w.Int64(m.Newest)
		w.Int64(m.Watched.Start)
		w.Int64(m.Watched.End)
		w.Int64(int64(m.Watched.State))
		w.Int(len(m.Intervals))
		last := int64(0)
		for _, v := range m.Intervals {
			w.Int64(v.Start - last)
			w.Int64(v.End - v.Start)
			w.Int64(int64(v.State))
			last = v.Start
		}
		w.Int(len(m.Latency))
		last = 0
		for _, l := range m.Latency {
			w.Int64(l.Hour - last)
			w.Int(l.Count)
			w.Int64(l.Sum)
			w.Int64(l.Max)
			last = l.Hour
		}
	}
	sum := sha256.Sum256(w.B)
	return append(w.B, sum[:]...)
}

// decodeEntry reads what encodeEntry has written; ok is false for anything else.
func decodeEntry(text []byte) (monitors []*Monitor, ok bool) {
	n := len(text) - sha256.Size
	if n < len(cacheVersion) || !bytes.HasPrefix(text, []byte(cacheVersion)) || sha256.Sum256(text[:n]) != [sha256.Size]byte(text[n:]) {
		return nil, false
	}
	r := wire.NewReader(text[len(cacheVersion):n])
	for range r.Len() {
		m := &Monitor{Names: r.Strings(), Complete: r.Bool(), Newest: r.Int64()}
		m.Watched = Interval{r.Int64(), r.Int64(), readState(r)}
		m.Intervals = make([]Interval, 0, r.Len())
		start := int64(0)
		for range cap(m.Intervals) {
			start += r.Int64()
			m.Intervals = append(m.Intervals, Interval{start, start + r.Int64(), readState(r)})
		}
		hours := r.Len()
		for at := int64(0); hours > 0; hours-- {
			at += r.Int64()
			m.Latency = append(m.Latency, Latency{at, r.Int(), r.Int64(), r.Int64()})
		}
		monitors = append(monitors, m)
	}
	return monitors, r.Err() == nil && !r.More()
}

// readState is the state that was written; what is none is not known.
func readState(r *wire.Reader) State {
	if n := r.Int64(); n >= 0 && n <= int64(Down) {
		return State(n)
	}
	return Unknown
}
