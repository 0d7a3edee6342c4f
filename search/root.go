package search

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// formatVersion goes up when a reader of the one before could not read.
const formatVersion = 1

// root is the file with the stable name: all that is needed to know which
// other files a query wants. Inflated, it is a varint with the length of its
// JSON, that, and the cuts.
type root struct {
	Version  int      `json:"v"`
	Pages    int      `json:"pages"`
	Sections int      `json:"sections"`
	PerText  int      `json:"per"`              // sections in a file of texts
	Table    string   `json:"table"`            // hash of the table of pages
	Words    string   `json:"words"`            // hash of the list of frequent words
	Han      string   `json:"han,omitempty"`    // hash of the list of traditional characters
	Hant     bool     `json:"hant,omitempty"`   // the site has text in them
	Sounds   bool     `json:"sounds,omitempty"` // the shards have terms of how titles sound
	Shards   []string `json:"shards"`           // hashes of groups of shards
	Texts    []string `json:"texts"`            // hashes of groups of texts
	// Common are the frequent stop words, each on a line. They are not looked up
	// beside other words.
	Common   string           `json:"common"`
	Synonyms []rootSynonym    `json:"synonyms,omitempty"`
	Pins     map[string][]int `json:"pins,omitempty"` // pages by normalised query

	// cuts are the forms at which the shards after the first begin, or shorter
	// ones that part them as well.
	cuts []string
}

// rootSynonym says that a phrase also finds others. Phrases are normalised.
type rootSynonym struct {
	From string   `json:"f"`
	To   []string `json:"t"`
}

// Files whose names hold a hash share it in groups, which keeps the root small
// and lets most names live on when a site changes a little.
const (
	shardsPerHash = 32
	textsPerHash  = 128
)

func rootName(tree string) string        { return "search/" + tree + "/root.bin" }
func tableName(tree, hash string) string { return fmt.Sprintf("search/%s/p/%s.bin", tree, hash) }
func hanName(tree, hash string) string   { return fmt.Sprintf("search/%s/h/%s.bin", tree, hash) }
func wordsName(tree, hash string) string { return fmt.Sprintf("search/%s/w/%s.bin", tree, hash) }
func shardName(tree, hash string, i int) string {
	return fmt.Sprintf("search/%s/t/%s/%d.bin", tree, hash, i)
}
func tailName(tree, hash string, i int) string {
	return fmt.Sprintf("search/%s/t/%s/%d-tail.bin", tree, hash, i)
}
func textName(tree, hash string, i int) string {
	return fmt.Sprintf("search/%s/x/%s/%d.bin", tree, hash, i)
}

// hashOf names contents: 8 hexadecimal digits, enough to tell a file from its
// earlier states.
func hashOf(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// groupHashes hashes files by groups of so many.
func groupHashes(files [][]byte, per int) []string {
	var out []string
	for group := range slices.Chunk(files, per) {
		out = append(out, hashOf(group...))
	}
	return out
}

// separator is the shortest text that is above a and at most b.
func separator(a, b string) string {
	for i := range b {
		if i > 0 && b[:i] > a {
			return b[:i]
		}
	}
	return b
}

func (r *root) encode() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // plain values
	}
	data = append(appendVarint(nil, len(data)), data...)
	return deflate(append(data, encodeCuts(r.cuts)...))
}

func decodeRoot(data []byte) (*root, error) {
	r, err := decodeSettings(data)
	if err != nil {
		return nil, err
	}
	if r.PerText < 1 || r.Pages < 0 || r.Sections < r.Pages || len(r.Shards) != groups(r.shardCount(), shardsPerHash) {
		return nil, errDamaged
	}
	return r, nil
}

// decodeSettings is decodeRoot for a root that need not say where files are.
func decodeSettings(data []byte) (*root, error) {
	text, err := inflate(data)
	if err != nil {
		return nil, err
	}
	var r root
	c := cursor{data: text}
	if err := json.Unmarshal(c.bytes(c.varint()), &r); err != nil {
		return nil, fmt.Errorf("%w: %v", errDamaged, err)
	}
	if r.Version != formatVersion {
		return nil, fmt.Errorf("%w: version %d, expected %d", errDamaged, r.Version, formatVersion)
	}
	r.cuts = decodeCuts(&c)
	if c.bad || len(c.data) > 0 {
		return nil, errDamaged
	}
	return &r, nil
}

func groups(n, per int) int { return (n + per - 1) / per }

func (r *root) shardCount() int {
	if r.Sections == 0 {
		return 0
	}
	return len(r.cuts) + 1
}
