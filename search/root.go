package search

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// formatVersion goes up when a reader of the one before could not read.
const formatVersion = 2

// root is the file with the stable name: all that is needed to know which
// other files a query wants. Inflated, it is
//
//	n bytes of JSON, the fields below
//	the cuts (cuts.go)
//	each group of shards: groupHash bytes
//	n groups of texts; each: n files, groupHash bytes
type root struct {
	Version  int    `json:"v"`
	Pages    int    `json:"pages"`
	Sections int    `json:"sections"`
	Table    string `json:"table"`            // hash of the table of pages
	Words    string `json:"words"`            // hash of the list of frequent words
	Han      string `json:"han,omitempty"`    // hash of the list of traditional characters
	Hant     bool   `json:"hant,omitempty"`   // the site has text in them
	Sounds   bool   `json:"sounds,omitempty"` // the shards have terms of how titles sound
	// Common are the frequent stop words, each on a line. They are not looked up
	// beside other words.
	Common   string           `json:"common"`
	Synonyms []rootSynonym    `json:"synonyms,omitempty"`
	Pins     map[string][]int `json:"pins,omitempty"` // pages by normalised query

	// cuts are the forms at which the shards after the first begin, or shorter
	// ones that part them as well.
	cuts   []string
	shards []group
	texts  []group
}

// group is some files that share a hash.
type group struct {
	files int
	hash  string
}

// name is the name of a file by its number among the groups; empty where there
// is none.
func fileName(groups []group, n int, name func(hash string, i int) string) string {
	for _, g := range groups {
		if n < g.files {
			return name(g.hash, n)
		}
		n -= g.files
	}
	return ""
}

// rootSynonym says that a phrase also finds others. Phrases are normalised.
type rootSynonym struct {
	From string   `json:"f"`
	To   []string `json:"t"`
}

// separator is the shortest text of whole characters that is above a and at most b.
func separator(a, b []byte) []byte {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n++; n < len(b) && !utf8.RuneStart(b[n]); n++ {
	}
	return b[:min(n, len(b))]
}

func (r *root) encode() []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err) // plain values
	}
	data = append(appendVarint(nil, len(data)), data...)
	data = append(data, encodeCuts(r.cuts)...)
	for _, g := range r.shards {
		data = append(data, g.hash...)
	}
	data = appendVarint(data, len(r.texts))
	for _, g := range r.texts {
		data = append(appendVarint(data, g.files), g.hash...)
	}
	return deflate(data)
}

func decodeRoot(data []byte) (*root, error) {
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
	for _, files := range r.shardGroups() {
		r.shards = append(r.shards, group{files, string(c.bytes(groupHash))})
	}
	for n := c.varint(); n > 0 && !c.bad; n-- {
		r.texts = append(r.texts, group{c.varint(), string(c.bytes(groupHash))})
	}
	if c.bad || len(c.data) > 0 || r.Pages < 0 || r.Sections < r.Pages || r.Sections > maxSections {
		return nil, errDamaged
	}
	return &r, nil
}

func (r *root) shardCount() int {
	if r.Sections == 0 {
		return 0
	}
	return len(r.cuts) + 1
}

// shardGroups are how many shards each group has.
func (r *root) shardGroups() []int {
	var out []int
	if r.shardCount() > 0 {
		out = append(out, 1)
	}
	for _, cut := range r.cuts {
		if endsShards(cut) {
			out = append(out, 0)
		}
		out[len(out)-1]++
	}
	return out
}

func (x *Shards) shardName(i int) string {
	return fileName(x.root.shards, i, func(hash string, i int) string { return shardName(x.tree, hash, i) })
}

func (x *Shards) textName(i int) string {
	return fileName(x.root.texts, i, func(hash string, i int) string { return textName(x.tree, hash, i) })
}
