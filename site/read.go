package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/content"
	"deskbell/content/markdown"
	"deskbell/diag"
	"deskbell/search"
	"deskbell/status"
	"deskbell/themes"
)

// input is a site as it was read.
type input struct {
	fs        fs.FS
	config    *Config
	address   address
	content   content.Config
	tree      *content.Tree
	board     *status.Board
	theme     *themes.Theme
	search    *search.Settings
	errors    []ErrorCode
	releases  releaseFacts
	sizes     map[string]int64 // of files, by source
	pictures  pictures
	changed   map[string]time.Time // the last change by the history, by source
	history   string               // what it says rests on, see historyNow; empty where it was not asked
	unread    bool                 // the history could not be read, which may have passed when it is asked again
	converter *markdown.Converter
}

// read reads everything that a site is made of. Files are reached through
// os.Root, so that no link leads out of the site's folder.
func read(b *run) (*input, error) {
	defer b.stage("read")()
	info, err := os.Stat(b.o.Dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", b.o.Dir)
	}
	if b.root, err = os.OpenRoot(b.o.Dir); err != nil {
		return nil, err
	}
	files := newRootFS(b.root)
	b.folders = files.folders
	b.files = newSteady(b.o.Dir, files, b.start, b.before)
	in := &input{fs: b.files}
	in.config = readConfig(in.fs, &b.list)
	if in.address, err = newAddress(addressOf(b.o, in.config)); err != nil {
		return nil, fmt.Errorf("--base-url: %w", err)
	}
	in.errors = readErrors(in.fs, in.config, &b.list)
	in.releases = readReleases(in.fs, in.config, b.o.Now, &b.list)
	var own diag.List
	themed := meanwhile(func() error {
		in.theme = themes.Load(in.config.themeConfig(in.fs), &own)
		return nil
	})
	in.content = in.contentConfig(b)
	if in.content.Found = b.resume.find(in.content, b.files); in.content.Found != nil {
		b.readAhead(b.resume.changed, in.content)
	}
	in.tree = content.Read(in.content, &b.list)
	_ = themed() // its problems are on the list
	b.list.Add(own.Sorted()...)
	in.content.Markdown.Labels = in.theme.Labels()
	in.converter = markdown.New(in.content.Markdown)
	cfg := in.statusConfig(b)
	if cache := newUptimeCache(b.o); cache != nil {
		cfg.Cache = cache
		defer cache.sweep()
	}
	in.board = status.Read(cfg, &b.list)
	checkNoticeServices(in.tree, in.board, &b.list)
	in.sizes = checkDownloads(in.fs, in.tree, &b.list)
	checkPolicies(in.tree, &b.list)
	checkWindows(in.tree, in.config.zone, &b.list)
	in.search = search.Read(search.Config{FS: in.fs, Dir: "search", Languages: in.tree.Languages, Limits: in.config.Limits.yaml()}, &b.list)
	in.search.NoThesaurus = in.config.Search.Thesaurus != nil && !*in.config.Search.Thesaurus
	return in, nil
}

func (in *input) statusConfig(b *run) status.Config {
	c := in.config
	cfg := status.Config{FS: in.fs, Dir: "status", Zone: c.zone, Now: b.o.Now, Rules: c.Status, Limits: c.Limits.status(), Maintenances: maintenances(in.tree, c.zone)}
	if c.exists {
		cfg.Written = func(key string) bool { return c.doc.Has("status", key) }
		cfg.RuleAt = func(path ...any) diag.Position { return c.doc.At(append([]any{"status"}, path...)...) }
	}
	return cfg
}

func addressOf(o Options, c *Config) string {
	switch {
	case o.BaseURL != "":
		return o.BaseURL
	case o.Reload:
		return "" // the preview serves at the root of its own address
	}
	return c.URL
}

func (c *Config) themeConfig(site fs.FS) themes.Config {
	t := themes.Config{FS: site, Dir: "themes", Zone: c.zone, Accent: c.Theme.Accent, Radius: c.Theme.Radius, Light: c.Theme.Colors.Light, Dark: c.Theme.Colors.Dark, Fonts: c.Theme.Fonts}
	if c.exists {
		t.At = func(path ...any) diag.Position { return c.doc.At(append([]any{"theme"}, path...)...) }
	}
	return t
}

func (in *input) contentConfig(b *run) content.Config {
	c := in.config
	cfg := content.Config{FS: in.fs, Dir: "content", Languages: c.Languages, Zone: c.zone, Now: b.o.Now, Drafts: b.o.Drafts, Lenient: !c.exists,
		Products: c.productIDs(), Reserved: reserved, Store: b.store, Memory: b.known(), News: b.o.Memory.recent(), Again: b.o.Memory != nil, Limits: c.Limits.content(), Markdown: markdown.Options{HTML: c.Markdown.HTML, Limits: c.Limits.markdown()}}
	if info, err := fs.Stat(in.fs, "content"); !c.exists && (errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir()) {
		cfg.Dir = "."
		cfg.Skip = []string{"status", "search", "themes", "public", "node_modules"}
		if name, ok := outputInside(b.o.Dir, b.result.Out); ok && !slices.Contains(cfg.Skip, name) {
			cfg.Skip = append(cfg.Skip, name)
		}
	}
	return cfg
}

// outputDir is where the site goes.
func outputDir(o Options) string {
	if o.Out != "" {
		return filepath.Clean(o.Out)
	}
	return filepath.Join(o.Dir, "public")
}

// outputInside is the name at the top of the site's folder that the output lies
// in, if it does.
func outputInside(dir, out string) (string, bool) {
	a, errA := filepath.Abs(dir)
	z, errZ := filepath.Abs(out)
	if errA != nil || errZ != nil {
		return "", false
	}
	rel, err := filepath.Rel(a, z)
	if err != nil || rel == "." || strings.HasPrefix(rel, "..") {
		return "", false
	}
	name, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	return name, true
}
