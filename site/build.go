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
	out, err := openOutput(ctx, o)
	if err != nil {
		return nil, err
	}
	defer out.discard()
	in, err := read(b)
	if err != nil {
		return nil, err
	}
	useCache(o, in.converter)
	parse(b, in)
	m := join(b, in)
	if b.stopped() {
		return b.finish(m), nil
	}
	if err := out.begin(); err != nil {
		return nil, err
	}
	sheets := m.sheets()
	err = together(
		func() error { return render(b, m, sheets, out) },
		func() error { return index(b, m, out) },
	)
	if err != nil {
		return nil, err
	}
	if err := write(b, m, in.fs, sheets, out); err != nil {
		return nil, err
	}
	keepCache(o, in.converter)
	b.result.Hash = out.hash()
	if !b.stopped() && !o.DryRun {
		if err := publish(b, in, out); err != nil {
			return nil, err
		}
	}
	return b.finish(m), nil
}

// publish puts the finished output in the place of the old one. Until then an
// interrupt ends a build; from here on it ends by itself.
func publish(b *run, in *input, out *output) (err error) {
	if b.ctx.Err() != nil {
		return b.ctx.Err()
	}
	defer b.stage("publish")()
	if b.result.Changes, err = out.publish(); err != nil {
		return err
	}
	b.result.addresses(in.address)
	b.result.Written = true
	return nil
}

// run is a build under way: what it was asked, and what it has to say so far.
type run struct {
	ctx    context.Context
	o      Options
	list   diag.List
	result Result
	root   *os.Root // the site's folder, once it is open
	stopwatch
}

func newRun(ctx context.Context, o Options) *run {
	return &run{ctx: ctx, o: o, stopwatch: stopwatch{began: time.Now(), tell: o.Progress}, result: Result{Counts: map[string]int{}, Out: outputDir(o)}}
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
	return r
}
