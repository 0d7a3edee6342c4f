package site

import (
	"bytes"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"deskbell/content"
)

// articlesFile is the file of the cache that holds content.Memory: the hash of
// the program's version, and the memory as bytes, which carry their checksum.
const articlesFile = "articles"

// recall reads what an earlier build knew of the articles; nil where there is
// nothing, or nothing that is whole and of this version.
func (s *store) recall() *content.Memory {
	if s.dir == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(s.dir, articlesFile))
	version := sha256.Sum256(s.version)
	if err != nil || !bytes.HasPrefix(data, version[:]) {
		return nil
	}
	return content.DecodeMemory(data[len(version):])
}

// note keeps what a build that began at a moment knows of the articles.
func (s *store) note(m *content.Memory, start int64) {
	if s.dir == "" { // nothing is kept, or what was to be could not be written
		return
	}
	version := sha256.Sum256(s.version)
	writeCacheFile(filepath.Join(s.dir, articlesFile), func(w io.Writer) error {
		if _, err := w.Write(version[:]); err != nil {
			return err
		}
		_, err := w.Write(m.Encode(start))
		return err
	})
}
