package content

import (
	"crypto/sha256"
	"sync"
)

// Store keeps converted texts, so that they need not all be in memory, and from
// one build to the next, so that they need not be made again. It may be used
// from many goroutines.
//
// An entry is found by a key that is the hash of all that it was made from: it
// is never out of date, and what is lost is made anew.
type Store interface {
	// Get is the entry of a key, if there is one that is whole.
	Get(key Key) (string, bool)
	// Has says whether there is an entry of a key, and that it is in use. One that
	// turns out not to be whole is the store's affair.
	Has(key Key) bool
	// Put keeps an entry until the build ends at least. The bytes are copied.
	Put(key Key, data []byte)
	// Lasting says whether what is put there is for later builds too.
	Lasting() bool
}

// Key names an entry of a Store.
type Key [16]byte

// NewKey is the key of all parts, each apart from its neighbours.
func NewKey(parts ...[]byte) Key {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		for i := range size {
			size[i] = byte(len(p) >> (8 * i))
		}
		h.Write(size[:])
		h.Write(p)
	}
	return Key(h.Sum(nil))
}

// memory is the store of those who bring none.
type memory struct {
	mu      sync.Mutex
	entries map[Key]string
}

func (m *memory) Get(key Key) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.entries[key]
	return data, ok
}

func (m *memory) Has(key Key) bool {
	_, ok := m.Get(key)
	return ok
}

func (m *memory) Put(key Key, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.entries == nil {
		m.entries = map[Key]string{}
	}
	m.entries[key] = string(data)
}

func (*memory) Lasting() bool { return true }
