package content

import (
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// Read finds a site's articles and reads their heads: front matter, titles,
// kinds, languages, URLs and sections. Problems go on the list; a page with
// problems is still a page. The tree is never nil.
func Read(cfg Config, list *diag.List) *Tree {
	if cfg.Dir == "" {
		cfg.Dir = "."
	}
	cfg.heads, cfg.texts = cfg.basis(), new(atomic.Int64)
	files, _, again := cfg.known()
	var walked []diag.Diagnostic
	switch {
	case again:
		walked = cfg.Memory.walked
	case cfg.Found != nil:
		files = cfg.Found.entries()
	default:
		own := &diag.List{}
		files = walk(cfg, own)
		walked = own.Sorted()
	}
	list.Add(walked...)
	pages := readAll(&cfg, files.articles, list)
	t := &Tree{
		Languages: slices.Clone(cfg.Languages),
		Roots:     map[string]*Section{},
		byURL:     map[string]*Page{}, bySource: map[string]*Page{}, byKey: map[translation]*Page{},
		hidden: map[string]string{},
		dir:    path.Clean(cfg.Dir),
		memory: &Memory{basis: cfg.heads, walked: walked},
	}
	for _, p := range pages {
		t.memory.list = append(t.memory.list, p.record)
	}
	t.memory.index()
	if cfg.Again {
		t.memory.found = &files
	}
	if len(walked) == 0 && len(pages) == len(files.articles) {
		t.folders = files.folders
	}
	t.languages(pages)
	for _, p := range pages {
		t.place(cfg, p, list)
	}
	t.keep(cfg, pages)
	for _, p := range t.Pages {
		p.validate(cfg, list)
		p.joinProducts()
	}
	t.claimURLs(cfg, list)
	t.joinTranslations(list)
	t.addFiles(files.files)
	parallel(len(files.files), func(i int) { CheckSVG(cfg.FS, files.files[i].source, list) })
	t.checkCase(list)
	t.findOriginals()
	t.buildSections()
	t.checkVersions(list)
	t.placeFallbacks()
	t.indexURLs()
	return t
}

// readAll reads the files' heads on all cores, in order.
func readAll(cfg *Config, entries []entry, list *diag.List) []*Page {
	// Those of all pages are one thing for the garbage collector. Records that outlive
	// the tree are not: a few of them would keep all others.
	pages, room := make([]*Page, len(entries)), make([]Page, len(entries))
	var records []record
	if !cfg.Again {
		records = make([]record, len(entries))
	}
	parallel(len(entries), func(i int) {
		var r *record
		if len(records) > 0 {
			r = &records[i]
		}
		pages[i] = readPage(cfg, entries[i], &room[i], r, list)
	})
	return slices.DeleteFunc(pages, func(p *Page) bool { return p == nil })
}

// parallel calls f for 0 to n-1 on all cores and waits for the last.
func parallel(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// languages decides the trees. Without configuration there is one, in the
// language that most pages are in.
func (t *Tree) languages(pages []*Page) {
	if len(t.Languages) > 0 {
		return
	}
	counts := map[string]int{}
	best := ""
	for _, p := range pages {
		p.Lang = p.looks
		if p.namesLanguage() {
			p.Lang = p.Front.Lang
		}
		if p.Lang == "" {
			continue
		}
		counts[p.Lang]++
		if best == "" || counts[p.Lang] > counts[best] || counts[p.Lang] == counts[best] && p.Lang < best {
			best = p.Lang
		}
	}
	if best == "" {
		best = "en"
	}
	t.Languages = []string{best}
	t.detected = true
}

// namesLanguage says whether the front matter names the text's language.
func (p *Page) namesLanguage() bool {
	return p.Front.Lang != "" && strictyaml.IsLanguageTag(p.Front.Lang)
}

// place finds a page's tree, language, kind and title from its path and head.
func (t *Tree) place(cfg Config, p *Page, list *diag.List) {
	p.Tree = t.Languages[0]
	p.rel = t.relative(p.Source)
	if len(t.Languages) > 1 {
		top, rest, _ := strings.Cut(p.rel, "/")
		if i := slices.Index(t.Languages, top); i >= 0 && rest != "" {
			p.Tree, p.rel = top, rest
		} else {
			p.stray = true
			list.Errorf("language-folder", p.start(), "move it into "+path.Join(t.dir, t.Languages[0]),
				"this site has several languages; pages stand in a folder of their language, %s", strings.Join(t.Languages, " or "))
		}
	}
	if p.Lang == "" {
		p.Lang = p.Tree
	}
	if p.namesLanguage() {
		p.Lang = p.Front.Lang
	}
	p.IsIndex = isIndexName(path.Base(p.rel))
	p.Kind = p.Front.Kind
	if p.Kind == "" {
		top, _, inFolder := strings.Cut(p.rel, "/")
		p.Kind = PlainPage
		if k, ok := kindOfFolder[strings.ToLower(top)]; ok && inFolder {
			p.Kind = k
		}
	}
	p.Title = titleOf(p.Front.Title, p.heading, p.rel, p.IsIndex)
	p.Key = stem(p.rel)
	if p.IsIndex {
		p.Key = path.Join(path.Dir(p.rel), "index")
	}
	if p.Front.Translation != "" {
		p.Key = p.Front.Translation
	}
}

// joinProducts puts the page's one product before its others. Until then both
// stand as they were written, so that problems are found where they are.
func (p *Page) joinProducts() {
	if one := p.Front.Product; one != "" {
		rest := slices.DeleteFunc(slices.Clone(p.Front.Products), func(id string) bool { return id == one })
		p.Front.Products = append([]string{one}, rest...)
	}
}

// relative is a source's path below the content folder.
func (t *Tree) relative(source string) string {
	if t.dir == "." {
		return source
	}
	return strings.TrimPrefix(source, t.dir+"/")
}

// keep leaves drafts and pages of the future out, and remembers that they
// exist for those who link to them.
func (t *Tree) keep(cfg Config, pages []*Page) {
	for _, p := range pages {
		switch {
		case cfg.Drafts:
		case p.Front.Draft:
			t.hidden[p.Source] = "a draft"
			continue
		case !cfg.Now.IsZero() && p.Front.Date.After(cfg.Now):
			t.hidden[p.Source] = "dated in the future"
			continue
		}
		t.Pages = append(t.Pages, p)
		t.bySource[p.Source] = p
	}
}

// addFiles gives the files that are copied their URLs: their path below the
// content folder, kept as it is.
func (t *Tree) addFiles(entries []entry) {
	t.files = make(map[string]int, len(entries))
	for _, e := range entries {
		t.files[e.source] = len(t.Files)
		t.Files = append(t.Files, File{Source: e.source, URL: "/" + t.relative(e.source), Size: e.stamp.Size})
	}
}
