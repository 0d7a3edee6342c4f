package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// look reads the published folder as a server would, and gives the state that
// it is in: "A" or "B", or "" while the states are not known yet. The error says
// that it is neither: the folder is missing, or a file is not what the folder's
// manifest says.
//
// The folder is opened once and read through that, for a swap between two files
// would show the old site and then the new one, which is as it should be. While
// the old folder is being removed its files go: then the reading begins anew,
// in the folder that took its place.
func (w *world) look() (string, error) {
	for {
		state, err := w.lookOnce()
		if !errors.Is(err, errReplaced) {
			return state, err
		}
	}
}

var errReplaced = errors.New("the folder was replaced while it was read")

func (w *world) lookOnce() (string, error) {
	root, err := os.OpenRoot(w.public)
	if err != nil {
		return "", err
	}
	defer root.Close()
	state, err := w.read(root)
	if err == nil {
		return state, nil
	}
	a, errA := root.Stat(".")
	b, errB := os.Stat(w.public)
	if errB != nil {
		return "", errB
	}
	if errA != nil || !os.SameFile(a, b) {
		return "", errReplaced
	}
	return "", err
}

func (w *world) read(root *os.Root) (string, error) {
	text, err := root.ReadFile(".deskbell-manifest.json")
	if err != nil {
		return "", err
	}
	var m struct {
		Hash  string
		Files map[string]string
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return "", err
	}
	seen := 0
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == ".deskbell-manifest.json" {
			return err
		}
		text, err := root.ReadFile(name)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != m.Files[name] {
			return fmt.Errorf("%s is not what the manifest says", name)
		}
		seen++
		return nil
	})
	if err == nil && seen != len(m.Files) {
		err = fmt.Errorf("%d files of %d", seen, len(m.Files))
	}
	state, known := w.hashes[m.Hash]
	if err == nil && w.hashes != nil && !known {
		err = fmt.Errorf("hash %s is of neither state", m.Hash)
	}
	return state, err
}

// hash is that of the published folder.
func (w *world) hash() string {
	var m struct{ Hash string }
	text, err := os.ReadFile(filepath.Join(w.public, ".deskbell-manifest.json"))
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		panic(err)
	}
	return m.Hash
}

// reader polls the published folder from its start until it is stopped.
type reader struct {
	wg    sync.WaitGroup
	end   chan struct{}
	reads int
	torn  []error
}

func (w *world) poll() *reader {
	r := &reader{end: make(chan struct{})}
	pause := time.Duration(some(4, 20)) * time.Millisecond
	r.wg.Go(func() {
		for {
			select {
			case <-r.end:
				return
			case <-time.After(pause): // the builds want the processors too
			}
			if _, err := w.look(); err != nil {
				r.torn = append(r.torn, err)
			}
			r.reads++
		}
	})
	return r
}

// stop ends the polling and adds what was seen to a row of the table.
func (r *reader) stop(w *world, to *row) {
	close(r.end)
	r.wg.Wait()
	to.reads += r.reads
	to.torn += len(r.torn)
	for _, err := range r.torn[:min(len(r.torn), 5)] {
		w.t.Logf("torn: %v", err)
	}
}
