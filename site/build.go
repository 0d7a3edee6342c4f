package site

import (
	"context"
	"os"
	"time"

	"deskbell/diag"
)

// Build makes a site: it reads everything, parses the articles, joins them with
// status and theme, renders the pages, indexes them for search and puts the
// result in the place of the old one.
//
// An error means that the machine failed. Whatever is wrong with the site's own
// files is in Result.Diagnostics, and then nothing is written.
func Build(ctx context.Context, o Options) (*Result, error) {
	b := newRun(ctx, o)
	defer b.close()
	in, err := read(b)
	if err != nil {
		return nil, err
	}
	b.done("read")
	useCache(o, in.converter)
	parse(b, in)
	b.done("parse")
	m := join(b, in)
	b.done("join")
	if b.stopped() {
		return b.finish(m), nil
	}
	out, err := newOutput(b.result.Out, o.DryRun)
	if err != nil {
		return nil, err
	}
	defer out.discard()
	sheets := m.sheets()
	if err := render(b, m, sheets, out); err != nil {
		return nil, err
	}
	b.done("render")
	if err := index(b, m, out); err != nil {
		return nil, err
	}
	b.done("index")
	if err := write(b, m, in.fs, sheets, out); err != nil {
		return nil, err
	}
	keepCache(o, in.converter)
	b.result.Hash = out.hash()
	if !b.stopped() && !o.DryRun {
		if err := out.publish(); err != nil {
			return nil, err
		}
		b.result.Written = true
	}
	b.done("write")
	return b.finish(m), nil
}

// run is a build under way: what it was asked, and what it has to say so far.
type run struct {
	ctx    context.Context
	o      Options
	list   diag.List
	result Result
	last   time.Time
	root   *os.Root // the site's folder, once it is open
}

func newRun(ctx context.Context, o Options) *run {
	return &run{ctx: ctx, o: o, last: time.Now(), result: Result{Counts: map[string]int{}, Out: outputDir(o)}}
}

// done ends a stage. The time that stages took is the one thing read from the
// machine's clock; it is reported and goes into no output.
func (b *run) done(stage string) {
	now := time.Now()
	b.result.Stages = append(b.result.Stages, Stage{stage, now.Sub(b.last)})
	b.last = now
}

// stopped says whether there are problems that keep the output from being made.
func (b *run) stopped() bool {
	return b.list.Has(diag.Error) || b.o.Strict && b.list.Has(diag.Warning)
}

func (b *run) close() {
	if b.root != nil {
		b.root.Close()
	}
}

func (b *run) finish(m *model) *Result {
	r := &b.result
	r.Diagnostics = b.list.Sorted()
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
	return r
}
