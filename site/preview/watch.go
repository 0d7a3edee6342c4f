package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// An editor's save is several events; a checkout is thousands. A change is
// handed on when nothing has happened for quiet, but after patience at most.
const (
	quiet    = 8 * time.Millisecond
	patience = 250 * time.Millisecond
)

// watcher tells of changes below a site's folder. Its invariant: a change is
// handed on only after every folder that existed by then is watched, so what
// comes later is either seen by the build that follows or is another change.
type watcher struct {
	// changes gives the files that changed, relative to the root, sorted. They
	// gather while nobody receives.
	changes chan []string

	notify  *fsnotify.Watcher
	root    string // absolute
	output  string // absolute; not watched
	warn    func(string)
	pending map[string]bool
	folders map[string]bool // that are watched
	came    bool            // there are folders that are not watched
	moved   bool            // there are watches whose folder has another name, or none
	warned  bool
}

// newWatcher watches the folder dir, except output below it.
func newWatcher(dir, output string, warn func(string)) (*watcher, error) {
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if output, err = filepath.Abs(output); err != nil {
		return nil, err
	}
	if info, err := os.Stat(root); err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, errors.New("not a folder")
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{
		changes: make(chan []string),
		notify:  notify,
		root:    root,
		output:  output,
		warn:    warn,
		pending: map[string]bool{},
		folders: map[string]bool{},
	}
	if err := notify.Add(root); err != nil {
		notify.Close()
		return nil, err
	}
	w.watchFolders()
	return w, nil
}

func (w *watcher) close() { w.notify.Close() }

// run hands changes on until ctx ends.
func (w *watcher) run(ctx context.Context) {
	calm, limit := stoppedTimer(), stoppedTimer()
	defer calm.Stop()
	defer limit.Stop()
	var batch []string    // what is to be handed on
	var out chan []string // nil while the batch may still grow
	for {
		select {
		case <-ctx.Done():
			return
		case event, open := <-w.notify.Events:
			if !open {
				return
			}
			fresh := len(w.pending) == 0 || out != nil
			if !w.note(event) {
				continue
			}
			if fresh {
				limit.Reset(patience)
			}
			out = nil
			calm.Reset(quiet)
		case err, open := <-w.notify.Errors:
			if !open {
				return
			}
			w.noteError(err)
			out = nil
			calm.Reset(quiet)
		case <-calm.C:
			batch, out = w.ready()
		case <-limit.C:
			batch, out = w.ready()
		case out <- batch:
			w.pending, out = map[string]bool{}, nil
		}
	}
}

// ready brings the watched folders up to date and gives what changed, in
// order, with the way out; nothing when nothing did.
func (w *watcher) ready() ([]string, chan []string) {
	if len(w.pending) == 0 {
		return nil, nil
	}
	if w.came || w.moved {
		w.watchFolders()
	}
	names := make([]string, 0, len(w.pending))
	for name := range w.pending {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, w.changes
}

// note takes an event in and says whether it matters to a build.
func (w *watcher) note(event fsnotify.Event) bool {
	if event.Op == fsnotify.Chmod || w.skips(event.Name) {
		return false
	}
	if event.Has(fsnotify.Create) {
		if info, err := os.Stat(event.Name); err == nil && info.IsDir() {
			w.came = true
		}
	}
	if event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename) {
		w.moved = w.moved || w.folders[event.Name]
	}
	w.pending[w.relative(event.Name)] = true
	return true
}

// noteError makes a full round of what the kernel could not tell.
func (w *watcher) noteError(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		w.warn(fmt.Sprintf("watching: %v", err))
	}
	w.moved = true
	w.pending["."] = true
}

// watchFolders watches every folder of the site that is there. After a move
// all watches are made anew: the kernel's belong to folders, not to names, so
// one that is kept under its old name would hide the new one.
func (w *watcher) watchFolders() {
	if w.moved {
		for name := range w.folders {
			_ = w.notify.Remove(name) // it is gone, or goes now
		}
		clear(w.folders)
	}
	w.came, w.moved = false, false
	// The parent is watched for the site's own folder being replaced.
	_ = w.notify.Add(filepath.Dir(w.root))
	_ = filepath.WalkDir(w.root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil: // it went away meanwhile, and an event says so
			return nil
		case !entry.IsDir():
			return nil
		case w.skips(name):
			return filepath.SkipDir
		}
		if err := w.notify.Add(name); err == nil {
			w.folders[name] = true
		} else if !errors.Is(err, fs.ErrNotExist) {
			w.warnOnce(name, err)
		}
		return nil
	})
}

// warnOnce speaks of the first folder that cannot be watched; a limit that is
// reached would be told for each.
func (w *watcher) warnOnce(name string, err error) {
	if !w.warned {
		w.warned = true
		w.warn(fmt.Sprintf("changes in %s and perhaps other folders are not seen: %v (on Linux the limit is fs.inotify.max_user_watches)", w.relative(name), err))
	}
}

// skips says whether a path is none of the site's: output, hidden files,
// packages, and what editors put beside a file while they save it.
func (w *watcher) skips(name string) bool {
	if name == w.root {
		return false
	}
	relative, err := filepath.Rel(w.root, name)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return true
	}
	if name == w.output || strings.HasPrefix(name, w.output+string(filepath.Separator)) {
		return true
	}
	for segment := range strings.SplitSeq(filepath.ToSlash(relative), "/") {
		if segment == "node_modules" || strings.HasPrefix(segment, ".") {
			return true
		}
	}
	base := filepath.Base(name)
	return strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") || base == "4913"
}

func (w *watcher) relative(name string) string {
	relative, err := filepath.Rel(w.root, name)
	if err != nil {
		return name
	}
	return filepath.ToSlash(relative)
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}
