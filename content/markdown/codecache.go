package markdown

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"runtime/debug"
	"slices"
)

// Coloured code may be kept from one build to the next. The invariant: an entry
// is a pure function of its key, which is the hash of language, marked lines and
// text, and of what is in codeVersion. So a cache is never out of date, may be
// shared between branches, and may be deleted at any time.

// codeVersion begins a cache: raise the number when the same code is written as
// other HTML. The colours also depend on chroma.
func codeVersion() []byte {
	version := "deskbell code 1"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/alecthomas/chroma/v2" {
				version += " chroma " + m.Version
			}
		}
	}
	return []byte(version + "\n")
}

// UseCode takes what SaveCode gave in an earlier build. Bytes that are damaged,
// or of another version, are passed over, and false is returned.
func (c *Converter) UseCode(cache []byte) bool {
	return c.highlight.use(cache)
}

// SaveCode gives the coloured code of this build, for the next one: what was not
// used is forgotten, so that a cache does not grow. The same build gives the same
// bytes.
func (c *Converter) SaveCode() []byte {
	return c.highlight.save()
}

func (h *highlighter) use(cache []byte) bool {
	rest, ok := bytes.CutPrefix(cache, codeVersion())
	if !ok || len(rest) < sha256.Size {
		return false
	}
	body, sum := rest[:len(rest)-sha256.Size], rest[len(rest)-sha256.Size:]
	if want := sha256.Sum256(body); !bytes.Equal(sum, want[:]) {
		return false
	}
	kept := map[[sha256.Size]byte]string{}
	for len(body) >= sha256.Size+4 {
		n := int(binary.LittleEndian.Uint32(body[sha256.Size:]))
		text := body[sha256.Size+4:]
		if n > len(text) {
			return false
		}
		kept[[sha256.Size]byte(body)] = string(text[:n])
		body = text[n:]
	}
	h.mu.Lock()
	h.kept = kept
	h.mu.Unlock()
	return true
}

func (h *highlighter) save() []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	keys := make([][sha256.Size]byte, 0, len(h.done))
	for k := range h.done {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	var body []byte
	for _, k := range keys {
		body = append(body, k[:]...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(h.done[k])))
		body = append(body, h.done[k]...)
	}
	sum := sha256.Sum256(body)
	return slices.Concat(codeVersion(), body, sum[:])
}
