package git

import (
	"bytes"
	"container/heap"
	"strconv"
	"strings"
	"time"
)

// commit is what of a commit is needed.
type commit struct {
	hash      Hash
	tree      Hash // of the prefix; zero where the commit has no such folder
	parents   []Hash
	committed int64
	authored  int64
}

// paths are articles that wait for the commit that changed them last, by their
// way from the prefix.
type paths map[string]bool

// LastChanges tells when the wanted files were changed last, by their way from
// the folder that was opened: the author's date of the commit that git log shows
// first for each. Files that HEAD does not have are left out, and so are those
// whose last change lies before where a shallow clone begins: cut says how many
// these are. Each commit is looked at once, and of its trees what differs.
func (r *Repo) LastChanges(wanted []string) (at map[string]time.Time, cut int, err error) {
	at = map[string]time.Time{}
	head, err := r.commit(r.Head)
	if err != nil {
		return at, 0, err
	}
	w := walk{repo: r, waiting: map[Hash]paths{}, found: func(path string, c *commit) { at[path] = time.Unix(c.authored, 0).UTC() }}
	there := paths{}
	if err := r.diff(head.tree, Hash{}, "", func(path string) { there[path] = true }); err != nil {
		return at, 0, err
	}
	waiting := paths{}
	for _, path := range wanted {
		if there[path] {
			waiting[path] = true
		}
	}
	w.push(head, waiting)
	for len(w.queue) > 0 {
		c := heap.Pop(&w.queue).(*commit)
		set := w.waiting[c.hash]
		delete(w.waiting, c.hash)
		if len(set) == 0 {
			continue
		}
		if r.shallow[c.hash] {
			cut += len(set)
			continue
		}
		if err := w.visit(c, set); err != nil {
			return at, cut, err
		}
	}
	return at, cut, nil
}

// walk goes through commits, newest first.
type walk struct {
	repo    *Repo
	queue   queue
	waiting map[Hash]paths
	found   func(path string, c *commit)
}

func (w *walk) push(c *commit, set paths) {
	if len(set) == 0 {
		return
	}
	have, queued := w.waiting[c.hash]
	if !queued {
		w.waiting[c.hash] = set
		heap.Push(&w.queue, c)
		return
	}
	if len(have) < len(set) {
		have, set = set, have
		w.waiting[c.hash] = have
	}
	for path := range set {
		have[path] = true
	}
}

// visit hands each file on to the first parent that has it as it is. What no
// parent has was changed by this commit.
func (w *walk) visit(c *commit, set paths) error {
	for _, hash := range c.parents {
		parent, err := w.repo.commit(hash)
		if err != nil {
			return err
		}
		changed := paths{}
		if err := w.repo.diff(c.tree, parent.tree, "", func(path string) {
			if set[path] {
				changed[path] = true
			}
		}); err != nil {
			return err
		}
		for path := range changed {
			delete(set, path)
		}
		w.push(parent, set)
		if set = changed; len(set) == 0 {
			return nil
		}
	}
	for path := range set {
		w.found(path, c)
	}
	return nil
}

// commit reads a commit and finds its tree below the prefix.
func (r *Repo) commit(h Hash) (*commit, error) {
	data, err := r.object(h, commitKind)
	if err != nil {
		return nil, err
	}
	c := &commit{hash: h}
	for line := range bytes.Lines(data) {
		name, value, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
		switch name {
		case "tree":
			c.tree, _ = parseHash(value)
		case "parent":
			if parent, ok := parseHash(value); ok {
				c.parents = append(c.parents, parent)
			}
		case "author":
			c.authored = seconds(value)
		case "committer":
			c.committed = seconds(value)
		}
		if name == "" {
			break // the message follows
		}
	}
	if r.Prefix == "" {
		return c, nil
	}
	for folder := range strings.SplitSeq(r.Prefix, "/") {
		tree, err := r.object(c.tree, treeKind)
		if err != nil {
			return nil, err
		}
		c.tree = Hash{}
		entries(tree, func(name string, folderToo bool, h Hash) {
			if folderToo && name == folder {
				c.tree = h
			}
		})
		if c.tree == (Hash{}) {
			break
		}
	}
	return c, nil
}

// seconds reads the time of "Name <mail> 1795226400 +0800".
func seconds(signature string) int64 {
	fields := strings.Fields(signature[strings.LastIndexByte(signature, '>')+1:])
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.ParseInt(fields[0], 10, 64)
	return n
}

// diff calls changed for each file that the new tree has and the old one has
// not, or not with this content.
func (r *Repo) diff(now, old Hash, at string, changed func(path string)) error {
	if now == old || now == (Hash{}) {
		return nil
	}
	before := map[string]Hash{}
	if old != (Hash{}) {
		tree, err := r.object(old, treeKind)
		if err != nil {
			return err
		}
		entries(tree, func(name string, folder bool, h Hash) {
			if folder {
				name += "/"
			}
			before[name] = h
		})
	}
	tree, err := r.object(now, treeKind)
	if err != nil {
		return err
	}
	entries(tree, func(name string, folder bool, h Hash) {
		switch {
		case err != nil:
		case folder:
			err = r.diff(h, before[name+"/"], at+name+"/", changed)
		case before[name] != h:
			changed(at + name)
		}
	})
	return err
}

// entries calls f for each file and folder of a tree: "100644 name\x00" and the
// hash. Submodules are left out.
func entries(tree []byte, f func(name string, folder bool, h Hash)) {
	for len(tree) > 0 {
		mode, rest, ok := bytes.Cut(tree, []byte(" "))
		name, rest, named := bytes.Cut(rest, []byte{0})
		if !ok || !named || len(rest) < len(Hash{}) {
			return
		}
		if string(mode) != "160000" {
			f(string(name), string(mode) == "40000", Hash(rest[:20]))
		}
		tree = rest[20:]
	}
}

// queue is a heap of commits, the newest first.
type queue []*commit

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].committed > q[j].committed }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*commit)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
