// Command pages measures the example's pages as a phone meets them: Lighthouse's
// scores, and what all first requests weigh.
//
//	go run ./bench/pages -now @1795226400
//
// It looks at the home page, and at the longest article, FAQ and version note,
// and the status page, in both languages. It ends with 2 where something could
// not be measured.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/rival"
	"deskbell/bench/internal/web"
	"deskbell/site"
)

// options are the command line.
type options struct {
	site   string
	now    string
	rounds int
	scores bool
	cache  string
	docs   bool
	head   report.Heading
}

func main() {
	var o options
	flag.StringVar(&o.site, "site", "examples/acme", "the `folder` of the site")
	flag.StringVar(&o.now, "now", "@1795226400", "the clock of its build, as RFC 3339 or as @ and unix seconds")
	flag.IntVar(&o.rounds, "rounds", 3, "how often Lighthouse looks at each page; medians are shown")
	flag.BoolVar(&o.scores, "lighthouse", true, "ask Lighthouse; without, pages are only weighed")
	flag.StringVar(&o.cache, "cache", ".cache/bench", "the `folder` where Lighthouse is kept")
	flag.BoolVar(&o.docs, "docs", false, "write the table into README.md and docs/")
	o.head.Flags(flag.CommandLine)
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "the pages could not be measured:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, o options) error {
	say := func(text string) { fmt.Fprintln(os.Stderr, text) }
	server, err := web.Serve(ctx, false, false)
	if err != nil {
		return err
	}
	defer server.Close()
	temp, err := os.MkdirTemp("", "deskbell-pages-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	out := filepath.Join(temp, "public")
	looked, err := build(ctx, o, server.URL, out)
	if err != nil {
		return err
	}
	server.Mount("/", out)
	at := func(p *chosen) string { return server.URL + strings.TrimPrefix(p.URL, "/") }
	for _, p := range looked {
		say("weighing " + p.URL)
		if p.weight, err = weigh(ctx, server, at(p)); err != nil {
			return err
		}
	}
	versions := []string{"Deskbell " + measure.Commit(ctx)}
	if o.scores {
		script, err := rival.Cache{Dir: o.cache, Say: say}.Lighthouse(ctx)
		if err != nil {
			return err
		}
		lighthouse := lighthouse{script: script, temp: temp, rounds: o.rounds}
		for _, p := range looked {
			say("looking at " + p.URL)
			if p.scores, err = lighthouse.look(ctx, at(p)); err != nil {
				return err
			}
		}
		versions = append(versions, "Lighthouse "+rival.LighthouseVersion)
	}
	version, err := web.ChromiumVersion(ctx)
	if err != nil {
		return err
	}
	t := table(looked, o.scores)
	t.Notes = append(t.Notes, o.head.Note(append(versions, version)...))
	fmt.Print(report.Text([]*report.Table{t}, report.Languages[0]))
	if o.docs {
		return report.Write(".", "pages", report.Places(report.Pages["pages"]), []*report.Table{t})
	}
	return nil
}

// chosen is a page that is measured.
type chosen struct {
	site.PageInfo
	kind   int // index in kinds
	size   int64
	weight weight
	scores *scores // nil where Lighthouse was not asked
}

// build builds the site for the address at which it will be served, and chooses
// its pages.
func build(ctx context.Context, o options, base, out string) ([]*chosen, error) {
	now, err := clock(o.now)
	if err != nil {
		return nil, err
	}
	r, err := site.Build(ctx, site.Options{Dir: o.site, Out: out, BaseURL: base, Now: now, NoCache: true})
	if err != nil {
		return nil, err
	}
	if !r.Written {
		return nil, fmt.Errorf("%s does not build: deskbell check says why", o.site)
	}
	return choose(r.Pages, func(p site.PageInfo) int64 {
		info, err := os.Stat(filepath.Join(out, filepath.FromSlash(p.URL), "index.html"))
		if err != nil {
			return 0
		}
		return info.Size()
	})
}

func clock(text string) (time.Time, error) {
	if unix, ok := strings.CutPrefix(text, "@"); ok {
		seconds, err := strconv.ParseInt(unix, 10, 64)
		return time.Unix(seconds, 0), err
	}
	return time.Parse(time.RFC3339, text)
}

// kinds are the kinds of pages that are measured, by their kind in the build.
var kinds = []struct {
	kind string
	name report.Words
}{
	{"home", report.Words{EN: "home", ZH: "首页"}},
	{"guide", report.Words{EN: "article", ZH: "文章"}},
	{"faq", report.Words{EN: "FAQ", ZH: "常见问题"}},
	{"release", report.Words{EN: "version note", ZH: "版本说明"}},
	{"status", report.Words{EN: "status", ZH: "状态页"}},
}

// choose takes the longest page of each kind in each language; lists of
// articles are none.
func choose(pages []site.PageInfo, size func(site.PageInfo) int64) ([]*chosen, error) {
	var out []*chosen
	for i, k := range kinds {
		best := map[string]*chosen{}
		var langs []string
		for _, p := range pages {
			if p.Kind != k.kind || k.kind != "home" && strings.HasSuffix(p.Source, "index.md") {
				continue
			}
			if best[p.Lang] == nil {
				langs = append(langs, p.Lang)
			}
			if c := (&chosen{PageInfo: p, kind: i, size: size(p)}); best[p.Lang] == nil || c.size > best[p.Lang].size {
				best[p.Lang] = c
			}
		}
		if len(langs) == 0 {
			return nil, fmt.Errorf("the site has no page of the kind %q", k.kind)
		}
		slices.SortFunc(langs, func(a, b string) int { return cmp.Compare(a, b) })
		for _, lang := range langs {
			out = append(out, best[lang])
		}
	}
	return out, nil
}
