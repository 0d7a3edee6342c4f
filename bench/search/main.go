// Command search measures Deskbell's search beside Pagefind: both index the
// same pages, and one browser asks both the same queries in turn, from one
// server.
//
//	go run ./bench/search -data ../shared/data -n 100
//
// It prints tables, and with -docs puts them into the README and the manual. It
// ends with 2 where something could not be measured; a figure that is not
// reached is marked in the table.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/rival"
	"deskbell/bench/internal/trial"
	"deskbell/bench/internal/web"
)

// options are the command line.
type options struct {
	source  trial.Source
	queries int // drawn of each corpus for bytes and times
	pages   int // of the mixed corpora
	cache   string
	docs    bool
	head    report.Heading
}

func main() {
	var o options
	var build buildJob
	flag.StringVar(&o.source.Data, "data", "../shared/data", "the `folder` of shared data")
	flag.StringVar(&o.source.Table, "table", "search/data/hant-hans.txt", "the `file` of traditional and simplified characters")
	flag.IntVar(&o.queries, "n", 100, "queries drawn of each corpus for bytes and times")
	flag.IntVar(&o.source.N, "judged", 0, "questions drawn of each judged set; 0 takes all")
	flag.IntVar(&o.pages, "pages", 10_000, "pages of the corpora made of real ones")
	flag.StringVar(&o.cache, "cache", ".cache/bench", "the `folder` where rivals are kept")
	flag.BoolVar(&o.docs, "docs", false, "write the tables into README.md and docs/")
	o.head.Flags(flag.CommandLine)
	flag.StringVar(&build.pages, "build", "", "build the index of the pages in a `file`, and nothing else: how a build is measured by itself")
	flag.StringVar(&build.lang, "lang", "en", "language of what -build builds")
	flag.StringVar(&build.out, "out", "", "`folder` of what -build builds")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := error(nil)
	if build.pages != "" {
		var built built
		if built, err = build.run(); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(built)
		}
	} else {
		err = run(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the search could not be measured:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, o options) error {
	began := time.Now()
	say := func(text string) { fmt.Fprintf(os.Stderr, "%6.1f s  %s\n", time.Since(began).Seconds(), text) }
	pagefind, err := rival.Cache{Dir: o.cache, Say: say}.Pagefind(ctx)
	if err != nil {
		return err
	}
	version, err := web.ChromiumVersion(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.cache, 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp(o.cache, "search-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	b, err := newBench(ctx, o, work, pagefind, say)
	if err != nil {
		return err
	}
	defer b.close()
	tables, err := b.tables(ctx)
	if err != nil {
		return err
	}
	tables[0].Notes = append(tables[0].Notes, o.head.Note(
		"Deskbell "+measure.Commit(ctx), "Pagefind "+rival.PagefindVersion, version))
	fmt.Print(report.Text(tables, report.Languages[0]))
	say("measured")
	if o.docs {
		return report.Write(".", "search", report.Places(report.Pages["search"]), tables)
	}
	return nil
}

// folder is a folder of the work, made when it is not there.
func folder(work string, names ...string) (string, error) {
	dir := filepath.Join(append([]string{work}, names...)...)
	return dir, os.MkdirAll(dir, 0o777)
}
