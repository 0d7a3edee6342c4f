package site

import (
	"os"
	"path/filepath"
	"sync"
)

// uptimeCache keeps in a folder what uptime exports say, an entry a file. It is
// safe for concurrent use. A folder that cannot be written to only makes the next
// build slower.
type uptimeCache struct {
	dir  string
	save bool

	mu   sync.Mutex
	used map[string]bool
}

// newUptimeCache is the site's; nil where a build is to do without.
func newUptimeCache(o Options) *uptimeCache {
	if o.NoCache {
		return nil
	}
	return &uptimeCache{dir: filepath.Join(o.Dir, filepath.FromSlash(cacheFolder), "uptime"), save: !o.DryRun, used: map[string]bool{}}
}

// Get is an entry, nil without one.
func (c *uptimeCache) Get(key string) []byte {
	c.use(key)
	text, err := os.ReadFile(filepath.Join(c.dir, key))
	if err != nil {
		return nil
	}
	return text
}

// Put keeps an entry.
func (c *uptimeCache) Put(key string, text []byte) {
	c.use(key)
	if c.save {
		writeCache(filepath.Join(c.dir, key), text)
	}
}

func (c *uptimeCache) use(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[key] = true
}

// sweep removes entries that this build did not use.
func (c *uptimeCache) sweep() {
	if !c.save {
		return
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return // nothing is kept
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, e := range entries {
		if !c.used[e.Name()] && !e.IsDir() {
			os.Remove(filepath.Join(c.dir, e.Name()))
		}
	}
}
