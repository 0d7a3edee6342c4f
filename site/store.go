package site

import (
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"deskbell/content"
)

// cacheFolder keeps, below the site, what a later build need not do again. All
// of it may be deleted, at any time, and shared between branches.
const cacheFolder = ".deskbell/cache"

const (
	flushAt       = 1 << 20 // bytes that wait in memory before they are written
	entriesAtOnce = 256     // for which room is made
	maxPacks      = 8       // files of earlier builds; one more, and all become one
	slack         = 8 << 20 // bytes that no build uses may lie in the cache beside as many as are used
)

// store is the content.Store of a build, and all that is kept between builds.
// While a build runs, what it adds lies in a file of its own, so that memory
// does not hold all texts of a site; what earlier builds left is read from
// theirs. Its invariants:
//
//   - An entry's key is the hash of all that it was made from, and the files
//     carry the version of the program: no entry is ever out of date.
//   - An entry is given out only when its checksum holds. What is damaged, half
//     written or of another version is not there.
//   - Files are never changed once they have their name, which they get by a
//     rename: builds side by side do not disturb one another.
type store struct {
	dir     string // of the site's cache; empty: nothing is kept
	version []byte

	mu      sync.RWMutex
	entries map[content.Key]*entryAt
	room    []entryAt // for those to come: a few hundred are one thing for the garbage collector
	packs   []*pack   // of earlier builds
	own     *pack     // what this build adds
	waiting []byte    // the end of it that is not written yet
	lost    atomic.Bool
}

// entryAt is where an entry lies.
type entryAt struct {
	pack *pack
	at   int64
	size uint32
	sum  uint32
	used atomic.Bool // by this build
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// openStore opens what earlier builds kept in dir. An empty dir keeps nothing.
func openStore(dir string, version []byte) *store {
	s := &store{dir: dir, version: version, entries: map[content.Key]*entryAt{}, own: &pack{size: int64(headSize)}}
	if dir == "" {
		return s
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*"+packEnd)) // in order of their names
	for _, name := range names {
		if p := openPack(name, version, s.entries); p != nil {
			s.packs = append(s.packs, p)
		}
	}
	return s
}

// Get is the entry of a key, if there is one that is whole.
func (s *store) Get(key content.Key) (string, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := s.entries[key]
	if e == nil {
		return "", false
	}
	room := reading.Get().(*[]byte)
	defer reading.Put(room)
	data, err := s.read(e, (*room)[:0])
	*room = data
	if err != nil || crc32.Checksum(data, castagnoli) != e.sum {
		if e.used.Load() {
			s.lost.Store(true) // it was whole before
		}
		return "", false
	}
	e.used.Store(true)
	return string(data), true
}

// reading is room for entries that are read.
var reading = sync.Pool{New: func() any { return new([]byte) }}

// Has says whether there is an entry, and keeps it from being swept. Whether it
// is whole shows when it is read: if not, the build begins anew without what it
// took for granted.
func (s *store) Has(key content.Key) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e := s.entries[key]
	if e != nil {
		e.used.Store(true)
	}
	return e != nil
}

// read reads an entry into room.
func (s *store) read(e *entryAt, room []byte) ([]byte, error) {
	data := slices.Grow(room, int(e.size))[:e.size]
	if e.pack == s.own && e.at >= s.own.size {
		copy(data, s.waiting[e.at-s.own.size:])
		return data, nil
	}
	_, err := e.pack.file.ReadAt(data, e.at)
	return data, err
}

// Put keeps an entry.
func (s *store) Put(key content.Key, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.room) == 0 {
		s.room = make([]entryAt, entriesAtOnce)
	}
	e := &s.room[0]
	s.room = s.room[1:]
	e.pack, e.at, e.size, e.sum = s.own, s.own.size+int64(len(s.waiting)), uint32(len(data)), crc32.Checksum(data, castagnoli)
	e.used.Store(true)
	s.entries[key] = e
	s.waiting = append(s.waiting, data...)
	if len(s.waiting) >= flushAt {
		s.flush()
	}
}

// flush writes what waits. Where that fails it goes on waiting: the build needs
// more memory then, and nothing is kept of it.
func (s *store) flush() {
	if s.own.file == nil && s.own.create(s.dir, s.version) != nil {
		s.dir = ""
		if s.own.create("", s.version) != nil {
			return
		}
	}
	if _, err := s.own.file.WriteAt(s.waiting, s.own.size); err != nil {
		s.dir = ""
		return
	}
	s.own.size += int64(len(s.waiting))
	s.waiting = s.waiting[:0]
}

// save keeps what this build added for the next one. Where much of what lies
// there was not used, and whole says that this build used all that it would, the
// files become one that holds what was.
func (s *store) save(whole bool) {
	if s.dir == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var live, dead int64
	added := false
	for _, e := range s.entries {
		if e.used.Load() {
			live += int64(e.size)
		}
		added = added || e.pack == s.own
	}
	for _, p := range s.packs {
		dead += p.size
	}
	dead += s.own.size + int64(len(s.waiting)) - live
	old := s.packs
	switch {
	case whole && dead > live+slack, added && len(s.packs) >= maxPacks:
		if !s.gather() {
			return
		}
	case !added:
		s.sweep(old)
		return
	default:
		old = nil
	}
	s.flush()
	if s.dir == "" || len(s.waiting) > 0 || s.own.finish(s.dir, s.entries) != nil { // flush may have given dir up
		return
	}
	for _, p := range old {
		os.Remove(p.name)
	}
	s.sweep(s.packs)
	s.renew(old)
}

// renew makes the store ready for another build: what was added is what an
// earlier one left, and of what was removed nothing is given out. What was used
// once counts as used from now on, for the next build may not ask again for what
// the joined site rests on.
func (s *store) renew(removed []*pack) {
	for key, e := range s.entries {
		if slices.Contains(removed, e.pack) {
			delete(s.entries, key)
		}
	}
	for _, p := range removed {
		p.close()
	}
	s.packs = append(slices.DeleteFunc(s.packs, func(p *pack) bool { return slices.Contains(removed, p) }), s.own)
	s.own = &pack{size: int64(headSize)}
}

// gather puts all entries that were used into this build's own file.
func (s *store) gather() bool {
	var data []byte
	for _, e := range s.entries {
		if e.pack == s.own || !e.used.Load() {
			continue
		}
		var err error
		if data, err = s.read(e, data[:0]); err != nil {
			return false
		}
		e.pack, e.at = s.own, s.own.size+int64(len(s.waiting))
		s.waiting = append(s.waiting, data...)
		if len(s.waiting) >= flushAt {
			s.flush()
		}
	}
	return true
}

// sweep removes files of other versions, and what builds that did not end left.
func (s *store) sweep(known []*pack) {
	names, _ := filepath.Glob(filepath.Join(s.dir, "*"))
	for _, name := range names {
		if name == s.own.name || strings.HasPrefix(filepath.Base(name), tempPrefix) && s.own.mayRun(name) {
			continue
		}
		ours := false
		for _, p := range known {
			ours = ours || p.name == name
		}
		if !ours && isPack(name) {
			os.Remove(name)
		}
	}
}

// close lets go of all files.
func (s *store) close() {
	for _, p := range append(s.packs, s.own) {
		p.close()
	}
}

// Lasting says whether the store is in a site's cache.
func (s *store) Lasting() bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.dir != ""
}

func isPack(name string) bool {
	base := filepath.Base(name)
	return strings.HasSuffix(base, packEnd) || strings.HasPrefix(base, tempPrefix)
}

var _ content.Store = (*store)(nil)
