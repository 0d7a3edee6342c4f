// Command speed measures Deskbell's builds beside Hugo's, with Pagefind after
// it for search: cold, with nothing changed, with one article changed, and how
// long a save takes to reach the browser.
//
//	go run ./bench/speed -sizes 1000,10000 -rounds 1
//
// Deskbell builds all that it makes: the full theme, the index of the search,
// feeds, status. Hugo builds a bare theme from the same files. It prints
// tables, and with -docs puts them into the README and the manual. It ends with
// 2 where something could not be measured.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/report"
	"deskbell/bench/internal/rival"
)

// options are the command line.
type options struct {
	data        string
	own         string // a folder of Markdown that is measured too
	sizes       []int
	rounds      int
	onceAbove   int // pages above which a site is run once
	pagefindMax int // pages of a generated site that Pagefind is run on at most
	saves       int // edits whose way to the browser is measured
	cache       string
	work        string // the folder in which the folder of this run is made
	docs        bool
	head        report.Heading
}

func main() {
	var o options
	var alone limitJob
	var sizes string
	flag.StringVar(&o.data, "data", "../shared/data", "the `folder` of shared data")
	flag.StringVar(&o.own, "articles", "", "a `folder` of Markdown files that is measured too, as code-heavy articles")
	flag.StringVar(&sizes, "sizes", "1000,10000,100000", "pages of the generated sites; empty: none")
	flag.IntVar(&o.rounds, "rounds", 3, "how often each is run; medians are shown")
	flag.IntVar(&o.onceAbove, "once-above", 50_000, "pages of the largest site that is run in every round; larger ones are run once")
	flag.IntVar(&o.pagefindMax, "pagefind-max", 20_000, "pages that Pagefind is run on at most: it takes 0.1 MB of memory a page")
	flag.IntVar(&o.saves, "saves", 20, "edits whose way to the browser is measured")
	flag.StringVar(&o.cache, "cache", ".cache/bench", "the `folder` where rivals are kept and sites are built")
	flag.StringVar(&o.work, "work", "", "the `folder` where sites are built; empty: in the cache")
	flag.BoolVar(&o.docs, "docs", false, "write the tables into README.md and docs/")
	o.head.Flags(flag.CommandLine)
	flag.StringVar(&alone.in, "alone", "", "only read, convert and write the Markdown files in a `folder`: the limit that builds are compared with")
	flag.StringVar(&alone.out, "out", "", "`folder` that -alone writes to")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := o.parseSizes(sizes)
	switch {
	case err != nil:
	case alone.in != "":
		err = alone.run()
	default:
		err = run(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the builds could not be measured:", err)
		os.Exit(2)
	}
}

func (o *options) parseSizes(text string) error {
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 2 {
			return fmt.Errorf("-sizes: %q is not a number of pages", field)
		}
		o.sizes = append(o.sizes, n)
	}
	if o.rounds < 1 {
		return fmt.Errorf("-rounds: %d is less than one", o.rounds)
	}
	return nil
}

func run(ctx context.Context, o options) error {
	began := time.Now()
	say := func(text string) { fmt.Fprintf(os.Stderr, "%6.1f s  %s\n", time.Since(began).Seconds(), text) }
	b := bench{options: o, say: say}
	defer func() { os.RemoveAll(b.dir) }()
	if err := b.prepare(ctx); err != nil {
		return err
	}
	tables, err := b.tables(ctx)
	if err != nil {
		return err
	}
	fmt.Print(report.Text(tables, report.Languages[0]))
	say("measured")
	if o.docs {
		return report.Write(".", "speed", report.Places(report.Pages["speed"]), tables)
	}
	return nil
}

// bench is all that a measurement needs.
type bench struct {
	options
	say                      func(string)
	dir                      string // folder of sites and outputs
	deskbell, hugo, pagefind string // programs
	self                     string // this one, for the limit
}

// prepare builds and installs the programs.
func (b *bench) prepare(ctx context.Context) (err error) {
	cache := rival.Cache{Dir: b.cache, Say: b.say}
	if b.hugo, err = cache.Hugo(ctx); err != nil {
		return err
	}
	if b.pagefind, err = cache.Pagefind(ctx); err != nil {
		return err
	}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	work, err := filepath.Abs(cmp.Or(b.work, b.cache))
	if err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp(work, "speed-"); err != nil {
		return err
	}
	b.deskbell = filepath.Join(b.dir, "deskbell")
	b.say("building Deskbell")
	_, _, err = measure.Run(ctx, measure.Command{Args: []string{"go", "build", "-o", b.deskbell, "./cmd/deskbell"}})
	return err
}
