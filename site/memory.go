package site

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"deskbell/content"
	"deskbell/diag"
)

// Memory is what builds of one site leave to the next in the same program, as
// the cache does between programs: what is known of the articles, the texts, and
// the joined site. It is for the one who watches the site's folder, and builds
// one after the other.
//
// The joined site is used again where nothing but texts of articles changed: no
// head of any, no other file, and not the clock. Then a build reads and converts these texts, and all else is as it was.
type Memory struct {
	// texts is held by who looks at the joined site, and by who changes its texts.
	texts sync.RWMutex

	news     map[string]bool // files that changed since the articles were read
	unseen   bool            // and others may have
	articles *content.Memory
	store    *store
	last     *joined
	passed   bool // the articles are of a later build than last, which had errors
}

// joined is a site that was read, parsed and joined.
type joined struct {
	options  Options
	in       *input
	model    *model
	problems []diag.Diagnostic // of all but the texts
	root     *os.Root
	files    *steady
	same     bool // as the build before left it

	pages  sync.Once
	sheets []*sheet
}

// Saw tells of files that changed, by their paths in the site's folder; "." says
// that any may have.
func (m *Memory) Saw(files []string) {
	if m.news == nil {
		m.news = map[string]bool{}
	}
	for _, name := range files {
		m.news[filepath.ToSlash(name)] = true
		m.unseen = m.unseen || name == "."
	}
}

// Close lets go of all files.
func (m *Memory) Close() {
	m.texts.Lock()
	defer m.texts.Unlock()
	if m.last != nil {
		m.last.root.Close()
	}
	if m.store != nil {
		m.store.close()
	}
	m.last, m.store = nil, nil
}

// recent is what the watcher told; nil where no build was before it.
func (m *Memory) recent() *content.News {
	if m == nil || m.articles == nil {
		return nil
	}
	return &content.News{All: m.unseen, Files: slices.Sorted(maps.Keys(m.news))}
}

// again gives the last joined site with the texts that changed, if nothing else
// did. The build's list gets all problems.
func (m *Memory) again(b *run) (*joined, bool) {
	if m == nil || m.last == nil || m.passed || !m.last.holds(b.o) {
		return nil, false
	}
	l := m.last
	cfg := l.in.content
	cfg.Memory, cfg.News = m.articles, m.recent()
	m.texts.Lock()
	defer m.texts.Unlock()
	changed, ok := l.in.tree.Update(cfg)
	if !ok {
		return nil, false
	}
	defer b.stage("parse")()
	l.same = len(changed) == 0
	b.list.Mute(l.in.config.Checks.Off)
	b.list.Add(l.problems...)
	reused := l.in.tree.ParseAgain(cfg, l.in.converter, l.in.urls(), changed, &b.list)
	b.reused("parse", reused, len(l.in.tree.Pages))
	m.learn(l.in.tree)
	return l, true
}

// holds says whether a build is asked the same as the one that joined the site.
func (l *joined) holds(o Options) bool {
	was := l.options
	return was.Now.Equal(o.Now) && was.Dir == o.Dir && was.Out == o.Out && was.BaseURL == o.BaseURL && was.Drafts == o.Drafts && was.Strict == o.Strict && was.Reload == o.Reload
}

// open is the store of all builds.
func (m *Memory) open(dir string) *store {
	if m.store == nil {
		m.store = openStore(dir, identity())
	}
	return m.store
}

// look keeps the site's texts as they are until the end: for what a build does
// with them while the next one may have begun.
func (m *Memory) look() (end func()) {
	if m == nil {
		return func() {}
	}
	m.texts.RLock()
	return m.texts.RUnlock
}

// learn takes over what a build found of the articles; the news are then old.
func (m *Memory) learn(tree *content.Tree) {
	if m != nil {
		m.articles, m.news, m.unseen = tree.Memory(), nil, false
	}
}

// keep remembers a joined site, and lets go of the one before.
func (m *Memory) keep(l *joined) {
	if m == nil {
		return
	}
	m.texts.Lock()
	defer m.texts.Unlock()
	if m.last != nil && m.last.root != l.root {
		m.last.root.Close()
	}
	m.last, m.passed = l, false
}

// forget lets go of everything: something in it was damaged.
func (m *Memory) forget() {
	if m != nil {
		m.Close()
		m.articles = nil
	}
}

// allSheets are all pages of the site, found once.
func (l *joined) allSheets() []*sheet {
	l.pages.Do(func() { l.sheets = l.model.sheets() })
	return l.sheets
}
