package themes

import "sync"

// memo keeps what was made from a key, for as long as few keys are in use. It
// holds pure functions of its keys, so what is forgotten is only made again.
type memo[K comparable, V any] struct {
	mu   sync.RWMutex
	kept map[K]V
}

// memoMost is how many keys a memo keeps before it begins anew: more than the
// parts and sites of a build, and no more than a server that builds all day
// should hold on to.
const memoMost = 256

func (m *memo[K, V]) get(key K) (V, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	v, ok := m.kept[key]
	return v, ok
}

func (m *memo[K, V]) put(key K, v V) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= memoMost {
		m.kept = map[K]V{}
	}
	m.kept[key] = v
}

// loaded are the last themes that were loaded.
var loaded themeCache

type themeCache struct {
	mu   sync.Mutex
	last []*Theme // the newest at the end
}

// themesKept is for a program that builds several sites in turn, as tests do.
const themesKept = 4

func (c *themeCache) get(key [32]byte) *Theme {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range c.last {
		if t.identity == key {
			return t
		}
	}
	return nil
}

func (c *themeCache) put(t *Theme) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.last) == themesKept {
		c.last = c.last[1:]
	}
	c.last = append(c.last, t)
}
