package site

import (
	"bytes"
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/search"
)

// parse turns every article's Markdown into HTML, with links resolved.
func parse(b *run, in *input) {
	defer b.stage("parse")()
	var own diag.List
	reused := in.tree.Parse(in.content, in.converter, in.urls(), &own)
	b.texts = own.Sorted()
	b.reused("parse", reused, len(in.tree.Pages))
	b.o.Memory.learn(in.tree)
}

func (in *input) urls() content.URLs {
	return content.URLs{Page: in.address.href, File: in.address.href}
}

// join makes the model: the editions with their sections, menus and voices.
func join(b *run, in *input) *model {
	defer b.stage("join")()
	m := &model{config: in.config, now: b.o.Now, reload: b.o.Reload, address: in.address, tree: in.tree, theme: in.theme, board: in.board, search: in.search, errors: in.errors, releases: in.releases, sizes: in.sizes, pictures: in.pictures, changed: in.changed, fileURLs: map[string]string{}, assets: map[string]string{}}
	if name := in.config.Theme.Logo; name != "" {
		if data, err := fs.ReadFile(in.fs, name); err == nil { // else reported when it is copied
			m.logo = content.PictureSize(data, name)
		}
	}
	for _, a := range in.theme.Assets() {
		m.assets[a.Logical] = m.address.href("/_deskbell/" + a.Name)
	}
	m.assets["search.js"] = m.address.href("/_deskbell/search.js")
	if m.reload {
		m.assets["reload.js"] = m.address.href("/_deskbell/" + in.theme.ReloadScript().Name)
	}
	m.editions = make([]*edition, len(in.tree.Languages))
	inShares(len(m.editions), 1, func(i, _ int) { m.editions[i] = newEdition(in.tree, in.tree.Languages[i], in.address) })
	for _, e := range m.editions {
		for _, x := range e.entries {
			m.shareAlternates(x)
		}
	}
	for _, f := range in.tree.Files {
		m.fileURLs[f.Source] = f.URL
	}
	m.windows = repetitions(in.tree, in.config.zone, b.o.Now)
	for _, e := range m.editions {
		m.findCodes(e)
		m.findProducts(e)
		e.plans, e.contact = m.extras(e)
		m.voices(e)
	}
	m.texts = &converter{convert: in.converter, links: map[string]markdown.Resolver{}, list: new(diag.List), done: map[string]converted{}}
	for _, e := range m.editions {
		m.texts.links[e.lang] = in.tree.Resolver(in.content, e.lang, in.urls())
	}
	m.checkIncidentTexts(&b.list)
	for _, e := range m.editions {
		e.voices[e.lang].live = m.livePage(e, e.voices[e.lang])
	}
	m.checkErrorTexts(&b.list)
	m.checkReleaseTexts(&b.list)
	m.checkMenus(&b.list)
	m.checkApplies(&b.list)
	m.checkPopular(&b.list)
	m.checkServiceLinks(&b.list)
	m.checkContact(&b.list)
	if m.board != nil {
		m.services, m.periods, m.months = m.serviceFacts(), m.findPeriods(), m.findMonths()
	}
	m.trees = map[string][]search.Page{}
	trees := make([][]search.Page, len(m.editions))
	inShares(len(m.editions), 1, func(i, _ int) { trees[i] = m.searchPages(m.editions[i]) })
	for i, e := range m.editions {
		m.trees[e.lang] = trees[i]
	}
	if !m.config.Search.Off {
		m.search.CheckPages(m.trees, &b.list)
	}
	return m
}

// sheets are all pages of the site, edition by edition.
func (m *model) sheets() []*sheet {
	var sheets []*sheet
	m.shareArticles()
	for _, e := range m.editions {
		sheets = append(sheets, m.homeSheet(e))
		sheets = m.contentSheets(e, e.root, sheets)
		sheets = append(sheets, m.errorSheets(e)...)
		sheets = append(sheets, m.statusSheets(e)...)
		sheets = append(sheets, m.extraSheets(e)...)
		sheets = append(sheets, m.specialSheets(e)...)
		sheets = append(sheets, m.aliasSheets(e)...)
	}
	return sheets
}

// contentSheets are a section's pages and those of the sections below it.
func (m *model) contentSheets(e *edition, n *node, sheets []*sheet) []*sheet {
	if n != e.root {
		sheets = append(sheets, m.sectionSheet(e, n))
	}
	for _, x := range n.pages {
		sheets = append(sheets, m.articleSheet(e, x))
	}
	sheets = append(sheets, m.productSheets(e, n)...)
	sheets = append(sheets, m.noticeSheets(e, n)...)
	for _, sub := range n.nodes {
		sheets = m.contentSheets(e, sub, sheets)
	}
	return sheets
}

// render makes all pages. Workers take them in turn; each page is written as
// soon as it is made.
func render(b *run, m *model, sheets []*sheet, out *output) error {
	defer b.stage("render")()
	var reused atomic.Int64
	b.gathered = newGathering(m.parts)
	err := parallel(b, len(sheets), func() func(int) error {
		var buf bytes.Buffer
		var room partRoom
		return func(i int) error {
			b.progress("render", i, len(sheets))
			made, had, err := renderSheet(b, m, sheets[i], &buf, out)
			if had {
				reused.Add(1)
			}
			if err != nil || out.staging == "" {
				return err // in a dry run nothing is there to be joined
			}
			if part := b.gathered.add(sheets[i].listed, made); part >= 0 {
				return m.partFiles(b, out, part, &room)
			}
			return nil
		}
	})
	b.reused("render", int(reused.Load()), len(sheets))
	for _, s := range sheets {
		b.result.Counts["pages"]++
		b.result.Pages = append(b.result.Pages, PageInfo{Source: s.source, URL: s.url, Kind: s.kind, Lang: s.lang, Title: s.title})
	}
	return err
}

// renderSheet makes a page, or leaves it as it is published.
func renderSheet(b *run, m *model, s *sheet, buf *bytes.Buffer, out *output) (made forPrograms, had bool, err error) {
	defer b.o.Memory.look()()
	if b.resume.leaves(s) {
		if had, err = out.keepAsIs(s.files(), b.store); had || err != nil {
			return made, had, err
		}
	}
	return s.make(b.store, buf, out, m.address)
}

// meanwhile begins something while its caller goes on. The function that it returns
// waits for the end, and may be called again.
func meanwhile(do func() error) (wait func() error) {
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = do()
	}()
	return func() error {
		<-done
		return err
	}
}

// together does things side by side and waits for all: each fills the processors
// while the others cannot. It returns the first one's error first.
func together(first func() error, others ...func() error) error {
	var wg sync.WaitGroup
	errs := make([]error, len(others))
	for i, do := range others {
		wg.Go(func() { errs[i] = do() })
	}
	err := first()
	wg.Wait()
	return cmp.Or(err, cmp.Or(errs...))
}

// inTurn does one thing after the other, until one fails.
func inTurn(steps ...func() error) func() error {
	return func() error {
		for _, do := range steps {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	}
}

// parallel calls work for every index below n, on as many goroutines as there
// are processors; each has its own function from newWork. It returns the error
// of the lowest index that had one.
func parallel(b *run, n int, newWork func() func(int) error) error {
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		next int
		at   = n
		err  error
	)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			work := newWork()
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= n || b.ctx.Err() != nil {
					return
				}
				if e := work(i); e != nil {
					mu.Lock()
					if i < at {
						at, err = i, e
					}
					next = n
					mu.Unlock()
				}
			}
		}()
	}
	wg.Wait()
	if err == nil {
		err = b.ctx.Err()
	}
	return err
}

// data makes what stands beside the pages and does not rest on them: feeds, JSON,
// sitemap. Each file is written before the next is made, for those of a large site
// are large. It returns how many there are.
func data(b *run, m *model, sheets []*sheet, out *output) (count int, err error) {
	defer b.o.Memory.look()()
	kept := func(name string) bool {
		is := b.resume.little() && out.keepOld(name)
		if is {
			count++
		}
		return is
	}
	err = m.files(sheets, kept, func(f file) error {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		count++
		return out.write(f.name, f.data)
	})
	return count, err
}

// write writes what is not a page: the theme's files, and the content's pictures and
// downloads.
func write(b *run, m *model, site fs.FS, out *output) error {
	defer b.stage("write")()
	var files []file
	for _, a := range m.theme.Assets() {
		files = append(files, file{"_deskbell/" + a.Name, a.Data})
	}
	if m.reload {
		r := m.theme.ReloadScript()
		files = append(files, file{"_deskbell/" + r.Name, r.Data})
	}
	for _, f := range files {
		if err := out.write(f.name, f.data); err != nil {
			return err
		}
	}
	b.result.Counts["files"] += len(files)
	if err := assistants(b, m, out); err != nil {
		return err
	}
	return copyFiles(b, m, site, out)
}

// files gives the feeds and data of all editions to write, but for sitemaps that are kept.
func (m *model) files(sheets []*sheet, kept func(name string) bool, write func(file) error) error {
	all := func(files []file, err error) error {
		for _, f := range files {
			if err == nil {
				err = write(f)
			}
		}
		return err
	}
	if err := all(append(append(m.redirects(), m.robots(), m.headers()), m.stateIcons()...), nil); err != nil {
		return err
	}
	calendars := func(e *edition) ([]file, error) { return m.calendars(e), nil }
	for _, e := range m.editions {
		for _, of := range []func(*edition) ([]file, error){m.feeds, m.productFeeds, m.apiFiles, m.serviceFiles, m.liveFiles, m.slaFiles, calendars} {
			if err := all(of(e)); err != nil {
				return err
			}
		}
	}
	return m.sitemaps(sheets, kept, write)
}

// copyFiles copies pictures, videos and downloads, and what the configuration
// names.
func copyFiles(b *run, m *model, site fs.FS, out *output) error {
	for _, f := range m.tree.Files {
		name := strings.TrimPrefix(f.URL, "/")
		if b.resume.little() && out.keepOld(name) {
			continue
		}
		if err := copyFile(site, f.Source, name, out); err != nil {
			return err
		}
	}
	if err := m.writePictures(b, out); err != nil {
		return err
	}
	own := []string{m.config.Theme.Logo, m.config.Theme.Favicon, m.config.Theme.Image}
	for _, f := range m.config.Theme.Fonts.Files {
		own = append(own, f.File)
	}
	slices.Sort(own)
	for _, name := range slices.Compact(own) {
		if name == "" {
			continue
		}
		if err := copyFile(site, name, siteFileURL(name), out); err != nil {
			return err
		}
	}
	b.result.Counts["files"] += len(m.tree.Files)
	return nil
}

func copyFile(site fs.FS, source, name string, out *output) error {
	data, err := fs.ReadFile(site, source)
	if err != nil {
		return err
	}
	return out.write(name, data)
}
