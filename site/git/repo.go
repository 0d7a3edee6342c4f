// Package git tells from a repository's files when the articles of a work tree
// were changed last. It runs no program, writes nothing, and reads what such a
// repository has on disk: loose objects, packs (version 2) with their deltas,
// alternates, packed references, linked work trees and shallow clones. Objects
// are named by SHA-1; see gitformat-pack(5), gitrepository-layout(5).
package git

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Hash names an object.
type Hash [20]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ErrNone is that of a folder that lies in no work tree, or in one without a commit.
var ErrNone = errors.New("no commits")

// ErrFormat is that of a repository whose objects have other names than SHA-1.
var ErrFormat = errors.New("the repository names its objects by another hash than SHA-1")

// Repo is a repository that is open for reading. It is for one goroutine.
type Repo struct {
	Head    Hash
	Prefix  string // slash-separated way from the work tree's root to the folder; "" for the root
	shallow map[Hash]bool

	dirs  []string // of objects: the repository's and its alternates'
	packs []*pack
	kept  map[Hash]object  // that were read lately
	bases map[place]object // likewise, by where they are
	bytes int              // of both
}

// Open finds the repository that a folder lies in. Close it.
func Open(folder string) (*Repo, error) {
	folder, err := filepath.Abs(folder)
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return nil, err
	}
	for top := folder; ; top = filepath.Dir(top) {
		if dir, ok := gitDir(filepath.Join(top, ".git")); ok {
			prefix, err := filepath.Rel(top, folder)
			if err != nil {
				return nil, err
			}
			if prefix == "." {
				prefix = ""
			}
			return open(dir, filepath.ToSlash(prefix))
		}
		if top == filepath.Dir(top) {
			return nil, ErrNone
		}
	}
}

// gitDir is where a .git leads: itself, or for a linked work tree or a submodule
// the folder that it names.
func gitDir(name string) (string, bool) {
	info, err := os.Stat(name)
	if err != nil {
		return "", false
	}
	if info.IsDir() {
		_, err := os.Stat(filepath.Join(name, "HEAD"))
		return name, err == nil
	}
	text, err := os.ReadFile(name)
	to, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "gitdir: ")
	if err != nil || !ok {
		return "", false
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(name), to)
	}
	return to, true
}

func open(dir, prefix string) (*Repo, error) {
	common := dir
	if text, err := os.ReadFile(filepath.Join(dir, "commondir")); err == nil {
		if common = strings.TrimSpace(string(text)); !filepath.IsAbs(common) {
			common = filepath.Join(dir, common)
		}
	}
	if config, err := os.ReadFile(filepath.Join(common, "config")); err == nil && bytes.Contains(bytes.ToLower(config), []byte("objectformat")) && bytes.Contains(config, []byte("sha256")) {
		return nil, ErrFormat
	}
	r := &Repo{Prefix: prefix, shallow: map[Hash]bool{}, kept: map[Hash]object{}, bases: map[place]object{}}
	head, err := reference(dir, common, "HEAD", 0)
	if err != nil {
		return nil, err
	}
	r.Head = head
	if text, err := os.ReadFile(filepath.Join(common, "shallow")); err == nil {
		for line := range strings.Lines(string(text)) {
			if h, ok := parseHash(strings.TrimSpace(line)); ok {
				r.shallow[h] = true
			}
		}
	}
	r.addObjects(filepath.Join(common, "objects"), 0)
	return r, nil
}

// reference follows a reference to its commit.
func reference(dir, common, name string, depth int) (Hash, error) {
	if depth > 5 || strings.Contains(name, "..") {
		return Hash{}, ErrNone
	}
	for _, at := range []string{dir, common} {
		text, err := os.ReadFile(filepath.Join(at, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		line := strings.TrimSpace(string(text))
		if to, ok := strings.CutPrefix(line, "ref: "); ok {
			return reference(dir, common, to, depth+1)
		}
		if h, ok := parseHash(line); ok {
			return h, nil
		}
	}
	text, _ := os.ReadFile(filepath.Join(common, "packed-refs"))
	for line := range strings.Lines(string(text)) {
		if hash, ref, ok := strings.Cut(strings.TrimSpace(line), " "); ok && ref == name {
			if h, ok := parseHash(hash); ok {
				return h, nil
			}
		}
	}
	return Hash{}, ErrNone
}

func parseHash(text string) (h Hash, ok bool) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(h) {
		return h, false
	}
	return Hash(raw), true
}

// addObjects opens a folder of objects with those that it borrows from.
func (r *Repo) addObjects(dir string, depth int) {
	if depth > 5 || slices.Contains(r.dirs, dir) {
		return
	}
	r.dirs = append(r.dirs, dir)
	names, _ := filepath.Glob(filepath.Join(dir, "pack", "*.idx"))
	for _, name := range names {
		if p := openPack(name); p != nil {
			r.packs = append(r.packs, p)
		}
	}
	text, _ := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			if !filepath.IsAbs(line) {
				line = filepath.Join(dir, line)
			}
			r.addObjects(line, depth+1)
		}
	}
}

// Shallow names the commits at which a shallow clone begins.
func (r *Repo) Shallow() string {
	var list []string
	for h := range r.shallow {
		list = append(list, h.String())
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// Close closes the packs.
func (r *Repo) Close() {
	for _, p := range r.packs {
		p.file.Close()
	}
}
