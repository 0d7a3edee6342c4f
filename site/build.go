package site

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"deskbell/content"
	"deskbell/diag"
	"deskbell/search"
)

// Build makes a site: it reads everything, parses the articles, joins them with
// status and theme, renders the pages, indexes them for search and puts the
// result in the place of the old one.
//
// An error means that the machine failed. Whatever is wrong with the site's own
// files is in Result.Diagnostics, and then nothing is written.
func Build(ctx context.Context, o Options) (*Result, error) {
	out, err := openOutput(ctx, o)
	if err != nil {
		return nil, err
	}
	defer out.discard()
	result, known, err := unchanged(ctx, o, out)
	if result != nil || err != nil {
		return result, err
	}
	var unsteady error
	var before map[string]stamp
	forget := false
	for range attempts {
		b := newRun(ctx, o)
		b.start, b.before, b.resume = out.clock(), before, known
		known = nil // it was so then
		if !forget {
			b.recall()
		}
		result, err := build(b, out)
		b.close()
		if errors.Is(err, errLost) && !forget {
			forget = true // what was taken for granted is looked at
			o.Memory.forget()
			continue
		}
		file := ""
		if err != nil || !result.Written {
			file = b.changed()
		}
		if file == "" || ctx.Err() != nil {
			return result, err
		}
		before, unsteady = b.files.seen, &UnsteadyError{file}
		if err := pause(ctx); err != nil {
			return nil, err
		}
	}
	return nil, unsteady
}

// build is one attempt. It publishes nothing, and returns an UnsteadyError, if
// the site changed while it was read.
func build(b *run, out *output) (*Result, error) {
	o := b.o
	begin := out.begin
	if o.Ready == nil { // else the build before may still be at work there
		begin = meanwhile(out.begin)
		defer begin()
	}
	site, err := b.site()
	if err != nil {
		return nil, err
	}
	in, m := site.in, site.model
	lint(b, in, m)
	if b.stopped() {
		b.keep(in, false)
		return b.finish(m), nil
	}
	if o.Memory == nil {
		in.converter.Forget() // there is no next build
	}
	if o.Ready != nil {
		o.Ready(&Draft{site: site, memory: o.Memory, Same: site.same})
	}
	if err := begin(); err != nil {
		return nil, err
	}
	b.resume.settle(m)
	out.limit = in.config.Limits.output()
	err = outputs(b, site, out)
	if in.config.passed(err, &b.list) {
		b.keep(in, false)
		return b.finish(m), nil
	}
	if err != nil {
		return nil, err
	}
	if b.store.lost.Load() {
		return nil, errLost
	}
	if !b.stopped() && !o.DryRun {
		if err := publish(b, in, out); err != nil {
			return nil, err
		}
	}
	b.result.Hash = out.hash()
	r := b.finish(m)
	_ = together( // what fails of this makes only the next build slower
		func() error { b.keep(in, true); return nil },
		func() error { out.saveRecord(); return nil },
		func() error { b.seal(in, m, out, r); return nil },
		func() error { b.after(); return nil },
	)
	return r, nil
}

// outputs makes the files of the output: pages, index and data side by side, then what
// follows the pages.
func outputs(b *run, site *joined, out *output) error {
	in, m, made := site.in, site.model, 0
	sheets := site.allSheets()
	pages := func() error { return render(b, m, sheets, out) }
	rest := func() error { return write(b, m, in.fs, out) }
	if b.resume.little() { // and so little to hold in memory: what follows pages need not wait for the index
		pages, rest = inTurn(pages, rest), func() error { return nil }
	}
	err := together(
		pages,
		func() error { return index(b, m, out) },
		func() (err error) { made, err = data(b, m, sheets, out); return err },
	)
	if err == nil {
		err = rest()
	}
	b.result.Counts["files"] += made
	return err
}

// site is the site read, parsed and joined: by the memory, where that holds.
func (b *run) site() (*joined, error) {
	if site, ok := b.o.Memory.again(b); ok {
		b.files = site.files
		return site, nil
	}
	in, err := read(b)
	if err != nil {
		return nil, err
	}
	parse(b, in)
	b.folders.close()
	lastChanges(b, in)
	if in.pictures, err = findPictures(b, in); err != nil {
		return nil, err
	}
	m := join(b, in)
	site := &joined{options: b.o, in: in, model: m, root: b.root, files: b.files, problems: b.list.Sorted()}
	b.list.Add(b.texts...)
	if m := b.o.Memory; m != nil && b.stopped() {
		m.passed = true // the last good site goes on being shown
	} else if m != nil {
		b.root = nil // the memory's from here on
		m.keep(site)
	}
	return site, nil
}

// publish puts the finished output in the place of the old one. Until then an
// interrupt ends a build; from here on it ends by itself.
func publish(b *run, in *input, out *output) (err error) {
	if b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	defer b.stage("publish")()
	steady := func() error {
		if file := b.changed(); file != "" {
			return &UnsteadyError{file}
		}
		return nil
	}
	if b.result.Changes, err = out.publish(steady); err != nil {
		return err
	}
	b.result.addresses(in.address)
	b.result.Written = true
	return nil
}

// afterwards does something for the next build once the site is published, or now, if
// what it needs is too much to be held until then.
func (b *run) afterwards(hold bool, do func()) {
	if !hold {
		do()
		return
	}
	b.after = do
}

// errLost is that of a build whose own texts could not be read again.
var errLost = errors.New("what the build had put on disk was changed while it ran; delete .deskbell/cache and build again")

// run is a build under way: what it was asked, and what it has to say so far.
type run struct {
	ctx      context.Context
	o        Options
	list     diag.List
	result   Result
	root     *os.Root     // the site's folder, once it is open
	folders  *rootFolders // some of its folders, until the articles are read
	store    *store       // what was made before, and what this build makes
	files    *steady      // what is read of it
	start    int64        // by the clock of files; 0 where nobody looks whether they change
	before   map[string]stamp
	resume   *resume                          // what is known of a site in which little changed; nil: nothing
	memory   *content.Memory                  // of the articles of an earlier build; nil: nothing is known, see known
	ahead    map[string]func() *search.Memory // by language, see readAhead
	ready    func() error                     // waits for the memory; nil where there is nothing to wait for
	texts    []diag.Diagnostic                // problems of texts, which a joined site has apart
	gathered *gathering                       // what is made of articles for programs
	after    func()                           // see afterwards
	stopwatch
}

func newRun(ctx context.Context, o Options) *run {
	cache := ""
	if !o.NoCache {
		cache = filepath.Join(o.Dir, filepath.FromSlash(cacheFolder))
	}
	var s *store
	if o.Memory != nil {
		s = o.Memory.open(cache)
	} else {
		s = openStore(cache, identity())
	}
	return &run{store: s, ctx: ctx, o: o, after: func() {}, stopwatch: stopwatch{began: time.Now(), tell: o.Progress}, result: Result{Counts: map[string]int{}, Out: outputDir(o)}}
}

// recall finds what an earlier build knew of the articles.
func (b *run) recall() {
	if m := b.o.Memory; m != nil && m.articles != nil {
		b.memory = m.articles
		return
	}
	b.ready = meanwhile(func() error {
		b.memory = b.store.recall()
		return nil
	})
}

// known is what an earlier build knew of the articles.
func (b *run) known() *content.Memory {
	if b.ready != nil {
		_ = b.ready() // it has no errors
	}
	return b.memory
}

// stopped says whether there are problems that keep the output from being made.
func (b *run) stopped() bool {
	return b.list.Has(diag.Error) || b.o.Strict && b.list.Has(diag.Warning)
}

// keep leaves what was made to the next build. A check leaves everything as it
// was; whole says that the build came to its end.
func (b *run) keep(in *input, whole bool) {
	if b.o.NoCache || b.o.DryRun {
		return
	}
	b.store.save(whole)
	if now := in.tree.Memory(); b.start != 0 && !now.Near(b.known(), fewPages) {
		b.store.note(now, b.start)
	}
}

// changed is the first file that changed while it was read, or "".
func (b *run) changed() string {
	if b.files == nil || b.start == 0 {
		return ""
	}
	return b.files.unsteady()
}

func (b *run) close() {
	b.known()
	for _, read := range b.ahead {
		read()
	}
	if b.o.Memory == nil {
		b.store.close()
	}
	if b.folders != nil {
		b.folders.close()
	}
	if b.root != nil {
		b.root.Close()
	}
}

func (b *run) finish(m *model) *Result {
	r := &b.result
	r.Diagnostics = b.list.Sorted()
	r.Stages, r.Took = b.all()
	r.Counts["errors"], r.Counts["warnings"] = 0, 0
	for _, d := range r.Diagnostics {
		switch d.Severity {
		case diag.Error:
			r.Counts["errors"]++
		case diag.Warning:
			r.Counts["warnings"]++
		}
	}
	r.Counts["articles"] = len(m.tree.Pages)
	r.Counts["languages"] = len(m.editions)
	if m.board != nil {
		r.NextEdge = m.board.NextEdge
		r.Counts["services"] = len(m.board.Services)
		r.Counts["incidents"] = len(m.board.Incidents)
	}
	if next := nextPolicy(m.tree, b.o.Now); !next.IsZero() && (r.NextEdge.IsZero() || next.Before(r.NextEdge)) {
		r.NextEdge = next
	}
	return r
}
