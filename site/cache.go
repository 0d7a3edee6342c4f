package site

import (
	"os"
	"path/filepath"

	"deskbell/content/markdown"
)

// cacheFolder keeps, below the site, what a later build need not do again. All
// of it may be deleted.
const cacheFolder = ".deskbell/cache"

func codeCache(dir string) string {
	return filepath.Join(dir, filepath.FromSlash(cacheFolder), "code")
}

// useCache gives a build what the last one kept. A cache that cannot be read is
// no cache.
func useCache(o Options, c *markdown.Converter) {
	if o.NoCache {
		return
	}
	if text, err := os.ReadFile(codeCache(o.Dir)); err == nil {
		c.UseCode(text)
	}
}

// keepCache keeps what the next build can use.
func keepCache(o Options, c *markdown.Converter) {
	if !o.NoCache && !o.DryRun {
		writeCache(codeCache(o.Dir), c.SaveCode())
	}
}

// writeCache writes a file of the cache. It is put in place by a rename, so that
// builds side by side never read half of it; a folder that cannot be written to
// only makes the next build slower.
func writeCache(name string, data []byte) {
	if os.MkdirAll(filepath.Dir(name), 0o777) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return
	}
	if err = f.Chmod(0o644); err == nil {
		_, err = f.Write(data)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}
