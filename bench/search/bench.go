package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"deskbell/bench/internal/judged"
	"deskbell/bench/internal/trial"
	"deskbell/bench/internal/web"
	"deskbell/search"
)

// The tools that are measured, in the order of the tables' columns.
const (
	deskbell = iota
	pagefind
	tools
)

// openers are scripts that load a tool's module in the page and say how it is
// used: all it needs before a query, and a query with ten hits to be shown.
var openers = [tools]string{
	deskbell: `(async (base, lang) => {
		const m = await import(base + "_deskbell/search.js");
		return {
			warm: () => m.warm(lang),
			find: async (q) => (await m.search(q, {lang, limit: 10})).hits.map((h) => h.url),
		};
	})`,
	pagefind: `(async (base) => {
		const m = await import(base + "pagefind/pagefind.js");
		await m.options({baseUrl: "/"});
		return {
			warm: () => m.init(),
			find: async (q) => {
				const found = await m.search(q);
				return (await Promise.all(found.results.slice(0, 10).map((r) => r.data()))).map((d) => d.url);
			},
		};
	})`,
}

// bench is all that a measurement needs.
type bench struct {
	options
	work     string
	pagefind string // the program
	say      func(string)
	server   *web.Server
	tab      *web.Tab
	sites    map[string]*indexed
}

// indexed is a corpus with the indexes of both tools, published on the server.
type indexed struct {
	name, lang string
	pages      []search.Page
	index      [tools]indexing
}

func newBench(ctx context.Context, o options, work, pagefind string, say func(string)) (*bench, error) {
	server, err := web.Serve(ctx, true, true)
	if err != nil {
		return nil, err
	}
	tab, err := web.Open(ctx)
	if err != nil {
		server.Close()
		return nil, err
	}
	return &bench{options: o, work: work, pagefind: pagefind, say: say, server: server, tab: tab, sites: map[string]*indexed{}}, nil
}

func (b *bench) close() {
	b.tab.Close()
	b.server.Close()
}

// site indexes a corpus with both tools, once.
func (b *bench) site(ctx context.Context, name, lang string, pages []search.Page) (*indexed, error) {
	if s, ok := b.sites[name]; ok {
		return s, nil
	}
	b.say(fmt.Sprintf("indexing %s: %d pages", name, len(pages)))
	s := &indexed{name: fmt.Sprint("c", len(b.sites)), lang: lang, pages: pages}
	for tool := range tools {
		dir, err := folder(b.work, s.name, fmt.Sprint(tool))
		if err != nil {
			return nil, err
		}
		if tool == deskbell {
			s.index[tool], err = indexDeskbell(ctx, dir, lang, pages)
		} else {
			s.index[tool], err = indexPagefind(ctx, b.pagefind, dir, pages)
		}
		if err != nil {
			return nil, err
		}
		b.server.Mount(s.mount(tool), filepath.Clean(dir))
	}
	b.sites[name] = s
	return s, nil
}

func (s *indexed) mount(tool int) string { return fmt.Sprintf("/%s/%d/", s.name, tool) }

// open shows an empty page with a tool's module loaded, and the tool warm where
// that is wanted.
func (b *bench) open(s *indexed, tool int, warm bool) error {
	if err := b.tab.Visit(b.server.URL + "blank/" + s.lang); err != nil {
		return err
	}
	script := fmt.Sprintf("(async () => { globalThis.tool = await %s(%s, %s); if (%t) await tool.warm(); return true })()",
		openers[tool], quote(s.mount(tool)), quote(s.lang), warm)
	_, err := web.Eval[bool](b.tab, script)
	return err
}

// find asks queries one after another in one page of a tool.
func (b *bench) find(s *indexed, tool int) judged.Find {
	return func(texts []string) ([][]string, error) {
		if err := b.open(s, tool, true); err != nil {
			return nil, err
		}
		var lists [][]string
		for batch := range slices.Chunk(texts, 100) {
			hits, err := web.Eval[[][]string](b.tab, "(async () => { const out = []; for (const q of "+list(batch)+") out.push(await tool.find(q)); return out })()")
			if err != nil {
				return nil, err
			}
			for _, urls := range hits {
				for i := range urls {
					urls[i] = judged.PageOf(urls[i])
				}
				lists = append(lists, urls)
			}
		}
		b.server.Take()
		return lists, nil
	}
}

// trials runs trials with both tools.
func (b *bench) trials(ctx context.Context, trials []trial.Trial) ([][tools]trial.Outcome, error) {
	out := make([][tools]trial.Outcome, len(trials))
	for i := range trials {
		t := &trials[i]
		s, err := b.site(ctx, t.Corpus, t.Lang, t.Pages)
		if err != nil {
			return nil, err
		}
		b.say("asking " + t.NameN().EN)
		for tool := range tools {
			if out[i][tool], err = t.Run(b.find(s, tool)); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
