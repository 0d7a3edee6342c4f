package site

import (
	"context"
	"maps"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"deskbell/content"
	"deskbell/diag/wire"
	"deskbell/themes"
)

// resume is what a seal tells a build in which a few of the names that were asked for
// changed, and nothing else: what the content folder holds, so that it need not be
// walked, and which pages are as they were, so that they need no view to know.
//
// An article's page is made from what all heads say, what is no article, and its own
// text. So where no head changed, and no name but articles and the folders that they
// stand in, the pages of all other articles are what is published: the seal is of that
// very manifest. Pages that show texts of others (lists, the home page) have a view
// and a key each time; sheet.own and sheet.headsOnly say which do not.
type resume struct {
	seal    *seal
	changed []string        // in order
	found   *content.Found  // nil where more may have changed than articles
	heads   content.Key     // of the site that was read, once that is found
	texts   map[string]bool // articles that changed, where nothing else did; else nil
}

// fewNames is how many names may have changed at most for a build to resume: when
// many have, there is little to gain.
const fewNames = 512

// find finds what the content folder holds by now.
func (r *resume) find(cfg content.Config, files *steady) *content.Found {
	if r == nil || r.seal.content == nil {
		return nil
	}
	if now, ok := r.seal.content.Since(cfg, r.changed); ok {
		r.found = now
		files.take(r.seal.asked, r.changed)
	}
	return r.found
}

// settle finds whether nothing changed but texts, once the site is joined.
func (r *resume) settle(m *model) {
	if r == nil || r.found == nil {
		return
	}
	if r.heads = m.tree.Heads(); r.heads != r.seal.heads || m.shared() != r.seal.shared {
		return
	}
	r.texts = map[string]bool{}
	for _, name := range r.changed {
		if !r.seal.isFolder(name) {
			r.texts[name] = true
		}
	}
}

// leaves says whether a page is what is published.
func (r *resume) leaves(s *sheet) bool {
	if !r.little() {
		return false
	}
	return s.headsOnly || s.own != nil && !r.texts[s.own.Source] && !s.own.Includes &&
		(s.own.Original == nil || !r.texts[s.own.Original.Source]) // it says when it is older
}

// headsOf is the hash of a tree's heads, which may be known.
func (r *resume) headsOf(t *content.Tree) content.Key {
	if r.little() {
		return r.heads
	}
	return t.Heads()
}

// little says whether nothing changed but a few texts: no picture and no download, too.
func (r *resume) little() bool { return r != nil && r.texts != nil }

// leavesAll says whether what is made from heads and the texts of some articles is
// what is published.
func (r *resume) leavesAll(list []*entry) bool {
	return r.little() && !slices.ContainsFunc(list, func(x *entry) bool { return r.texts[x.page.Source] || x.page.Includes })
}

// shared is the hash of what pages of articles show that is of no article: what all
// pages of a language share. It rests on heads and on what is no article.
func (m *model) shared() content.Key {
	var sums []byte
	for _, e := range m.editions {
		for _, lang := range slices.Sorted(maps.Keys(e.voices)) {
			v := e.voices[lang]
			sum := v.text.Key("article", struct {
				Site    *themes.Site
				Banners []themes.Banner
				Feeds   []themes.Link
				Live    *themes.Live
			}{v.site, v.banners, v.feeds, v.live})
			sums = append(sums, sum[:]...)
		}
	}
	return content.NewKey([]byte("shared"), sums)
}

// holds says of each name that was asked for whether it is what it was. ok is false
// where more than a few are not, or the names in the site's folder are others, or the
// history is.
func (s *seal) holds(o Options, ctx context.Context) (changed []string, ok bool) {
	at, err := openLooker(o.Dir)
	if err != nil {
		return nil, false
	}
	defer at.close()
	var mu sync.Mutex
	var many atomic.Bool
	inShares(len(s.asked), lookShare, func(from, to int) {
		for i := from; i < to && !many.Load() && ctx.Err() == nil; i++ {
			is, err := at.at(s.asked[i].name, true)
			if err != nil {
				is = content.Stamp{}
			}
			if is == s.asked[i].stamp {
				continue
			}
			mu.Lock()
			changed = append(changed, s.asked[i].name)
			many.Store(len(changed) > fewNames)
			mu.Unlock()
		}
	})
	if many.Load() || ctx.Err() != nil {
		return nil, false
	}
	slices.Sort(changed)
	if s.listed {
		entries, err := os.ReadDir(o.Dir)
		if err != nil || listing(entries, o) != s.top {
			return nil, false
		}
	}
	return changed, s.history == "" || s.history == historyNow(o.Dir)
}

// encodeContent writes what the content folder held: of each file the number of its
// name among those that were asked for.
func (s *seal) encodeContent(w *wire.Writer) {
	w.Bytes(s.heads[:])
	w.Bytes(s.shared[:])
	f := s.content
	if f == nil {
		f = &content.Found{}
	}
	s.encodeFiles(w, f.Articles)
	s.encodeFiles(w, f.Files)
	w.Int(len(f.Folders))
	for _, d := range f.Folders {
		w.String(d.Name)
		w.Int(d.Depth)
		w.Bytes(d.Names[:])
	}
}

func (s *seal) encodeFiles(w *wire.Writer, list []content.FoundFile) {
	w.Int(len(list))
	at := 0
	for _, f := range list { // both are in order
		for at < len(s.asked)-1 && s.asked[at].name < f.Source {
			at++
		}
		w.Int(at)
	}
}

// decodeContent reads what encodeContent wrote.
func (s *seal) decodeContent(r *wire.Reader) {
	copy(s.heads[:], r.String())
	copy(s.shared[:], r.String())
	f := &content.Found{Articles: s.decodeFiles(r), Files: s.decodeFiles(r)}
	f.Folders = make([]content.FoundFolder, r.Len())
	for i := range f.Folders {
		d := &f.Folders[i]
		d.Name, d.Depth = r.String(), r.Int()
		copy(d.Names[:], r.String())
	}
	if len(f.Folders) > 0 { // else there was none to tell of
		s.content = f
	}
}

func (s *seal) decodeFiles(r *wire.Reader) []content.FoundFile {
	list := make([]content.FoundFile, r.Len())
	for i := range list {
		if at := r.Int(); at >= 0 && at < len(s.asked) {
			list[i] = content.FoundFile{Source: s.asked[at].name, Stamp: s.asked[at].stamp}
		}
	}
	return list
}

// isFolder says whether a name is that of a folder of the content.
func (s *seal) isFolder(name string) bool {
	return slices.ContainsFunc(s.content.Folders, func(f content.FoundFolder) bool { return f.Name == name })
}
