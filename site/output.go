package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"deskbell/content"
)

// sum is the SHA-256 of a file's bytes.
type sum = [sha256.Size]byte

// stagingPrefix begins the name of the folder beside an output in which a build
// is under way. The lock on the output makes one name enough.
const stagingPrefix = ".deskbell-staging-"

// output is a folder being made beside the one it will replace. Its invariant:
// the published folder is not touched before publish, and publish replaces it in
// one step. Files may be written from several goroutines.
//
// A file that is published already with the same bytes is not written again: it
// keeps its place, its time and its inode, so that whoever copies the folder on
// sees only what changed.
type output struct {
	target  target
	old     published // what the last build left
	looked  bool      // old is known
	options Options
	cache   string // the folder for the record of what is published; "" for none
	staging string // "" for a dry run: files are counted and hashed, not kept
	masked  bool   // the umask takes something from the modes of folders
	lock    *os.File

	published  sum                      // of the manifest of this build
	unrecorded bool                     // what is published has no record yet
	spared     func() spareTree         // waits for the look at the spare; nil: there was none
	touched    []string                 // files of a spare that were put there, see renew
	stamps     map[string]content.Stamp // of folders that came with a spare, see update
	record     []byte                   // see recordFiles; nil: to be made

	mu     sync.Mutex
	files  map[string]made
	dirs   map[string]bool
	sorted []string // see names
	hashed string   // of all files, see hash; empty while one may come
	limit  outputLimit
}

// made is a file of the output under way.
type made struct {
	sum   sum
	stamp stamp       // of the file on disk
	same  bool        // it is published already, and not in staging
	whole bool        // of one that is published: its stamp is the recorded one
	inode uint64      // 0 where it is not known
	key   content.Key // of a page: the hash of all that it was made from, see sheet.key; else zero
}

// openOutput takes the lock on the build's output folder. It is the first thing
// that a build does: of two, the one that publishes last has then read last.
func openOutput(ctx context.Context, o Options) (*output, error) {
	out := &output{options: o, files: map[string]made{}, dirs: map[string]bool{}}
	if o.DryRun {
		return out, nil
	}
	var err error
	if out.target, err = targetOf(outputDir(o)); err != nil {
		return nil, err
	}
	if !o.NoCache {
		out.cache = filepath.Join(o.Dir, filepath.FromSlash(cacheFolder))
	}
	if o.Volatile { // the folder is the caller's own
		out.cache = filepath.Dir(out.target.dir)
	} else if out.lock, err = lockOutput(ctx, out.target, o); err != nil {
		return nil, err
	}
	return out, nil
}

// clock is the time by the clock that gives files theirs; 0 where there is no
// lock, whose file tells it.
func (o *output) clock() int64 {
	if o.lock == nil {
		return 0
	}
	if _, err := o.lock.WriteAt([]byte{0}, 0); err != nil {
		return 0
	}
	info, err := o.lock.Stat()
	if err != nil {
		return 0
	}
	return info.ModTime().UnixNano()
}

// look clears what a killed build left beside the output folder, and reads what is
// published. It refuses an output folder that holds files which Deskbell did not
// make, unless told to replace them. It looks once.
func (o *output) look() error {
	if o.looked || o.options.DryRun {
		return nil
	}
	staging := o.target.beside(stagingPrefix)
	if err := recoverExchange(staging, o.target.dir); err != nil {
		return err
	}
	if err := removeTree(staging); err != nil {
		return fmt.Errorf("cannot remove what an earlier build left: %w", err)
	}
	if err := o.clearSpare(); err != nil {
		return fmt.Errorf("cannot remove what an earlier build left: %w", err)
	}
	var err error
	if o.old, err = o.readPublished(); err != nil {
		return err
	}
	if !o.options.Volatile { // else nobody else writes there
		o.old.survey(o.target.dir)
	}
	if !o.options.Volatile && !o.options.Replace {
		if err := o.old.foreign(o.target); err != nil {
			return err
		}
	}
	o.looked = true
	return nil
}

// begin makes the folder in which the new site is put together, and lets go of
// that of an attempt before.
func (o *output) begin() error {
	if o.options.DryRun {
		return nil
	}
	if err := o.look(); err != nil {
		return err
	}
	o.files, o.dirs, o.sorted, o.hashed = make(map[string]made, len(o.old.files)), map[string]bool{}, nil, ""
	o.touched, o.stamps, o.record = nil, nil, nil
	staging := o.target.beside(stagingPrefix)
	if o.staging != "" {
		if err := removeTree(o.staging); err != nil {
			return fmt.Errorf("cannot remove what an attempt before left: %w", err)
		}
	}
	var err error
	if o.masked, err = makeStaging(staging, o.target.dir); err != nil {
		return fmt.Errorf("cannot make a folder beside %s, where the new site is put together: %w", o.target.shown, cause(err))
	}
	o.staging = staging
	var s spareTree
	looked := meanwhile(func() error { s = o.lookAtSpare(); return nil })
	o.spared = func() spareTree {
		_ = looked() // it has no errors
		return s
	}
	return nil
}

// write adds a file. A path that was written before is a fault of the program.
func (o *output) write(name string, data []byte) error {
	s := sha256.Sum256(data)
	if o.staging == "" {
		return o.add(name, made{sum: s}, len(data))
	}
	if st, ok := o.intact(name, s); ok {
		return o.add(name, made{sum: s, stamp: st, same: true}, len(data))
	}
	if st, ok := o.equal(name, data); ok {
		return o.add(name, made{sum: s, stamp: st, same: true}, len(data))
	}
	if err := o.add(name, made{sum: s}, len(data)); err != nil {
		return err
	}
	st, err := o.put(name, data)
	if err != nil {
		return o.fault(name, err)
	}
	o.mu.Lock()
	o.files[name] = made{sum: s, stamp: stampIn(st), inode: st.Inode}
	o.mu.Unlock()
	return nil
}

// add takes a file of so many bytes into the list.
func (o *output) add(name string, m made, size int) error {
	if !fs.ValidPath(name) || !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q is not the path of an output file", name)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if was := o.old.files[name]; m.same && was != nil {
		m.inode = was.inode
	}
	if _, twice := o.files[name]; twice {
		return fmt.Errorf("output file %s is made twice", name)
	}
	if err := o.limit.take(name, int64(size)); err != nil {
		return err
	}
	o.files[name], o.hashed = m, ""
	return nil
}

// put writes a file into staging.
func (o *output) put(name string, data []byte) (content.Stamp, error) {
	full := filepath.Join(o.staging, filepath.FromSlash(name))
	if err := o.mkdir(filepath.Dir(full)); err != nil {
		return content.Stamp{}, err
	}
	return putFile(full, data)
}

// mkdir makes a folder in staging, and those above it.
func (o *output) mkdir(dir string) error {
	o.mu.Lock()
	known := o.dirs[dir]
	o.mu.Unlock()
	if known {
		return nil
	}
	err := makeFolder(dir, o.masked)
	if errors.Is(err, fs.ErrNotExist) {
		if err := o.mkdir(filepath.Dir(dir)); err != nil {
			return err
		}
		err = makeFolder(dir, o.masked)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	o.mu.Lock()
	o.dirs[dir] = true
	o.mu.Unlock()
	return nil
}

// fault is an error about a file, under the name by which its reader knows it:
// the folder beside the output is none of theirs.
func (o *output) fault(name string, err error) error {
	return fmt.Errorf("cannot write %s: %w; the published site is as it was", filepath.Join(o.target.shown, filepath.FromSlash(name)), cause(err))
}

// cause is an error of the system without the path it names.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	var call *os.SyscallError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	case errors.As(err, &call):
		return call.Err
	}
	return err
}

// hash is that of all paths and their contents.
func (o *output) hash() string {
	if o.hashed != "" {
		return o.hashed
	}
	h := sha256.New()
	var line []byte
	for _, name := range o.names() {
		if isFullText(name) {
			continue // other files, joined, which a dry run does not have
		}
		s := o.files[name].sum
		line = append(hex.AppendEncode(line[:0], s[:]), ' ')
		line = append(append(line, name...), '\n')
		h.Write(line)
	}
	o.hashed = hex.EncodeToString(h.Sum(nil))
	return o.hashed
}

// names are those of all files in order, once all are there.
func (o *output) names() []string {
	if len(o.sorted) != len(o.files) {
		o.sorted = slices.Sorted(maps.Keys(o.files))
	}
	return slices.Clip(o.sorted)
}

// discard removes what is left beside the output folder, and gives the lock back.
func (o *output) discard() {
	if o.spared != nil {
		o.spared()
	}
	if o.staging != "" {
		_ = removeTree(o.staging) // the next build tries again, and says so
	}
	if o.lock != nil {
		unlock(o.lock)
	}
	o.target.forgetParents()
}
