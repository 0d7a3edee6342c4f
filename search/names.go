package search

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"unicode/utf8"
)

// All files but the root are named by their content, so that they may be cached
// for ever, and so that a page that changes renames few of them. The root has to
// name thousands of shards and files of texts, and every search loads it: so a
// few neighbours share a hash, and hashes are short. Where a group ends is told
// by what the files hold, so that one that comes or goes leaves other groups as
// they are. Chance may give two groups one hash, and then the later takes
// another; a reader tells a stale shard of the same name by its forms, which
// must lie between the root's cuts.
const (
	fileHash  = 4 // bytes of the hash in the name of a file that stands alone
	groupHash = 3
	tailHash  = 6 // stands in the shard, where it costs nothing much

	shardGroup              = 4 // shards of a group, about
	meanGroup, maxTextGroup = 32, 64
)

// endsShards says whether a group of shards ends before this cut.
func endsShards(cut string) bool {
	r, _ := utf8.DecodeLastRuneInString(cut)
	return r%shardGroup == 0
}

// endsTexts says whether a group of files of texts ends before this page.
func endsTexts(url string) bool {
	h := fnv.New32a()
	h.Write([]byte(url))
	return h.Sum32()>>8%meanGroup == 0
}

func treeName(tree string) string { return "search/" + tree + "/" }
func rootName(tree string) string { return treeName(tree) + "root.bin" }

// Hashed are the folders of an index in which every file is named after what it
// holds, and may be kept for ever, those first that a search asks for most.
var Hashed = []string{"t", "x", "p", "l", "w", "h"}

func tableName(tree, hash string) string { return treeName(tree) + "p/" + hash + ".bin" }
func hanName(tree, hash string) string   { return treeName(tree) + "h/" + hash + ".bin" }
func wordsName(tree, hash string) string { return treeName(tree) + "w/" + hash + ".bin" }

func shardName(tree, hash string, i int) string {
	return fmt.Sprintf("%st/%x-%d.bin", treeName(tree), hash, i)
}

func tailName(tree, hash string) string {
	return treeName(tree) + "l/" + hex.EncodeToString([]byte(hash)) + ".bin"
}

func textName(tree, hash string, i int) string {
	return fmt.Sprintf("%sx/%x-%d.bin", treeName(tree), hash, i)
}

// hashOf names a file's content in hexadecimal digits.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:fileHash])
}

// namer gives groups short names that differ.
type namer map[string]bool

func (n namer) name(size int, files []Sum) string {
	h := sha256.New()
	for _, sum := range files {
		h.Write(sum[:])
	}
	name := string(h.Sum(nil)[:size])
	for n[name] {
		h.Write([]byte{0})
		name = string(h.Sum(nil)[:size])
	}
	n[name] = true
	return name
}
