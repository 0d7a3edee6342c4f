package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// manifestFile lists, in every output folder, what Deskbell made: a folder with
// other files is never replaced.
const manifestFile = ".deskbell-manifest.json"

// stagingPrefix begins the names of folders in which a build is under way.
const stagingPrefix = ".deskbell-staging-"

// manifest is the content of manifestFile.
type manifest struct {
	Generator string            `json:"generator"`
	Hash      string            `json:"hash"`
	Files     map[string]string `json:"files"` // path → SHA-256
}

// output is a folder being made beside the one it will replace. Files may be
// written from several goroutines.
type output struct {
	dir     string // of the finished site
	staging string // "" for a dry run: files are counted and hashed, not kept

	mu    sync.Mutex
	files map[string]string
	dirs  map[string]bool
}

// newOutput begins an output folder for dir. It refuses to replace a folder
// that holds files which Deskbell did not make.
func newOutput(dir string, dry bool) (*output, error) {
	o := &output{dir: dir, files: map[string]string{}, dirs: map[string]bool{}}
	if dry {
		return o, nil
	}
	if err := ours(dir); err != nil {
		return nil, err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return nil, err
	}
	var err error
	o.staging, err = os.MkdirTemp(parent, stagingPrefix+filepath.Base(dir)+"-")
	if err != nil {
		return nil, err
	}
	return o, os.Chmod(o.staging, 0o755)
}

// ForeignError says that an output folder holds files of somebody else.
type ForeignError struct{ Dir, File string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s holds %s, which Deskbell did not make: choose another output folder, or empty it", e.Dir, e.File)
}

// ours returns an error unless dir is absent, empty, or lists all its files in
// its manifest.
func ours(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	var m manifest
	if text, err := os.ReadFile(filepath.Join(dir, manifestFile)); err == nil {
		if err := json.Unmarshal(text, &m); err != nil {
			return &ForeignError{dir, manifestFile}
		}
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if _, ok := m.Files[rel]; !ok && rel != manifestFile {
			return &ForeignError{dir, rel}
		}
		return nil
	})
}

// write adds a file. A path that was written before is a fault of the program.
func (o *output) write(name string, data []byte) error {
	sum := sha256.Sum256(data)
	o.mu.Lock()
	_, twice := o.files[name]
	o.files[name] = hex.EncodeToString(sum[:])
	o.mu.Unlock()
	if twice {
		return fmt.Errorf("output file %s is made twice", name)
	}
	if o.staging == "" {
		return nil
	}
	full := filepath.Join(o.staging, filepath.FromSlash(name))
	if err := o.mkdir(filepath.Dir(full)); err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}

func (o *output) mkdir(dir string) error {
	o.mu.Lock()
	known := o.dirs[dir]
	o.mu.Unlock()
	if known {
		return nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	o.mu.Lock()
	o.dirs[dir] = true
	o.mu.Unlock()
	return nil
}

// hash is that of all paths and their contents.
func (o *output) hash() string {
	h := sha256.New()
	for _, name := range o.names() {
		fmt.Fprintf(h, "%s %s\n", o.files[name], name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (o *output) names() []string {
	names := make([]string, 0, len(o.files))
	for name := range o.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// publish puts the finished folder in the place of the old one.
func (o *output) publish() error {
	if o.staging == "" {
		return nil
	}
	m := manifest{Generator: "deskbell", Hash: o.hash(), Files: o.files}
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.staging, manifestFile), append(text, '\n'), 0o644); err != nil {
		return err
	}
	if _, err := os.Lstat(o.dir); errors.Is(err, fs.ErrNotExist) {
		err := os.Rename(o.staging, o.dir)
		if err == nil {
			o.staging = ""
		}
		return err
	}
	if err := exchange(o.staging, o.dir); err != nil {
		return fmt.Errorf("put the new site in place: %w", err)
	}
	return nil // staging now holds the old site, which discard removes
}

// discard removes what is left beside the output folder.
func (o *output) discard() {
	if o.staging != "" && strings.HasPrefix(filepath.Base(o.staging), stagingPrefix) {
		os.RemoveAll(o.staging)
	}
}
