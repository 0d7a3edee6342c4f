package importer

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"deskbell/diag"
)

// maxProblems is how many records of one file are reported one by one.
const maxProblems = 20

// input is a file on its way through a reader.
type input struct {
	file     string
	r        io.Reader
	list     *diag.List
	problems int
	limits   Limits
	records  int
	stopped  bool // a limit was passed: nothing more is told of the file

	builders []*builder // in order of first appearance
	byName   map[string]*builder
}

func newInput(file string, limits Limits, list *diag.List) *input {
	return &input{file: file, list: list, limits: limits.orDefault(), byName: map[string]*builder{}}
}

func (in *input) bound(r io.Reader) io.Reader { return &bounded{r, in, in.limits.Bytes} }

// bad reports a record that cannot be read.
func (in *input) bad(pos diag.Position, hint, format string, args ...any) {
	if in.stopped {
		return
	}
	if in.problems++; in.problems > maxProblems {
		return
	}
	pos.File = in.file
	in.list.Errorf("uptime-record", pos, hint, format, args...)
}

// fail reports that the rest of the file cannot be read.
func (in *input) fail(pos diag.Position, format string, args ...any) {
	if in.stopped {
		return
	}
	pos.File = in.file
	in.list.Errorf("uptime-file", pos, "export the file again", "the uptime file %s", fmt.Sprintf(format, args...))
}

// monitor is the builder of the monitor with these names, the id first.
func (in *input) monitor(names ...string) *builder {
	names = in.names(names)
	if b := in.byName[names[0]]; b != nil {
		return b
	}
	b := in.builder()
	b.names = names
	if in.keep(b) {
		in.byName[names[0]] = b
	}
	return b
}

// names leaves out empty and repeated ones; without any it is the file's.
func (in *input) names(names []string) []string {
	var kept []string
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(kept, n) {
			kept = append(kept, n)
		}
	}
	if len(kept) == 0 {
		kept = []string{baseName(in.file)}
	}
	return kept
}

// named is monitor for the one name of a record in a long file; the name is
// copied when it is new.
func (in *input) named(name string) *builder {
	if b := in.byName[name]; b != nil {
		return b
	}
	return in.monitor(strings.Clone(name))
}

// adopt takes in a builder whose names were learnt after its records.
func (in *input) adopt(b *builder, names ...string) {
	b.names = in.names(names)
	in.keep(b)
}

func (in *input) builder() *builder { return &builder{in: in} }

// keep takes a monitor in, as long as there are not too many.
func (in *input) keep(b *builder) bool {
	if len(in.builders) >= in.limits.Monitors {
		in.over("uptime_monitors", "the uptime file has more than %d monitors", in.limits.Monitors)
		return false
	}
	in.builders = append(in.builders, b)
	return true
}

// finish closes the file.
func (in *input) finish() []*Monitor {
	if more := in.problems - maxProblems; more > 0 {
		in.list.Errorf("uptime-record", diag.Position{File: in.file}, "", "%d further records cannot be read", more)
	}
	out := make([]*Monitor, len(in.builders))
	for i, b := range in.builders {
		out[i] = b.finish()
	}
	return out
}

// builder gathers what a file says about one monitor: samples, intervals, or
// both.
type builder struct {
	in        *input // that counts its records; nil where none is read
	names     []string
	samples   series
	intervals []Interval
	newest    int64
	complete  bool
	watched   Interval
	hours     []Latency
}

// sample adds a check at a unix second.
func (b *builder) sample(at int64, s State) {
	if b.in != nil && !b.in.record() {
		return
	}
	b.newest = max(b.newest, at)
	b.samples.add(at, s)
}

// interval adds a state over [start, end) that was known to the end.
func (b *builder) interval(start, end int64, s State) {
	b.newest = max(b.newest, end)
	b.lay(start, end, s)
}

// lay is interval without making the end a measurement.
func (b *builder) lay(start, end int64, s State) {
	if start >= end || s == Unknown || b.in != nil && !b.in.record() {
		return
	}
	if n := len(b.intervals); n > 0 && b.intervals[n-1].State == s && b.intervals[n-1].End == start {
		b.intervals[n-1].End = end
		return
	}
	b.intervals = append(b.intervals, Interval{start, end, s})
}

func (b *builder) finish() *Monitor {
	all := append(b.samples.intervals(), b.intervals...)
	slices.SortStableFunc(all, func(x, y Interval) int { return int(min(1, max(-1, x.Start-y.Start))) })
	return &Monitor{Names: b.names, Intervals: all, Newest: b.newest, Complete: b.complete, Watched: b.watched, Latency: b.latencies()}
}
