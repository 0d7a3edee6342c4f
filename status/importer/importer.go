// Package importer reads uptime exports: what a monitor measured, as intervals
// of states.
//
// Each format has a file of its own and is told by its content, never by its
// name. Every reader streams, keeps the gaps, takes the zone from the data, and
// reports each record that it cannot read by its line or its path in the JSON;
// the other records still count.
//
// A sampled check holds until the next one, but at most for twice the usual
// interval: the median over each thousand samples. After that nothing is known.
package importer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
)

// State is what a monitor saw.
type State uint8

// The states, so that of two at the same second the greater counts.
const (
	Unknown State = iota
	Up
	Maintenance
	Degraded
	Down
)

// names of states in Deskbell's own files.
var stateNames = [...]string{Unknown: "unknown", Up: "up", Maintenance: "maintenance", Degraded: "degraded", Down: "down"}

// String is the state as Deskbell's own files write it.
func (s State) String() string { return stateNames[s] }

// Interval is a state over [Start, End) in unix seconds.
type Interval struct {
	Start, End int64
	State      State
}

// Monitor is what one file says about one check.
type Monitor struct {
	// Names are what services.yaml may call it, the id first.
	Names []string
	// Intervals are by start; what is in none of them is not known.
	Intervals []Interval
	// Newest is the unix second of the newest measurement, 0 without any.
	Newest int64
	// Complete says that Intervals hold all downtime of the time in which the
	// monitor was watched, wherever that is told; Watched is that time, where this
	// file tells it. Upptime keeps the two in different files.
	Complete bool
	Watched  Interval
	// Latency is by hour, in order; hours without a measurement are left out.
	Latency []Latency
}

// Latency is how long answers took in an hour.
type Latency struct {
	Hour  int64 // the unix second at which it begins
	Count int   // measurements
	Sum   int64 // of all, in milliseconds
	Max   int64 // in milliseconds
}

// Options are what a reader cannot know from the file.
type Options struct {
	// AsOf ends a state that a record of changes leaves open.
	AsOf   time.Time
	Limits Limits
}

// goesOn is the end of a state that a record of changes leaves open. What a file
// says is so the same whenever it is read.
const goesOn = int64(1) << 62

// Result is what a file holds.
type Result struct {
	Format   string // its name, such as "uptime-kuma"; empty when it is not known
	Monitors []*Monitor
}

// head is how much of a file its format is told from.
const head = 64 << 10

// format is one kind of file.
type format struct {
	name   string
	detect func(*sniff) bool
	read   func(*input)
}

// formats in the order in which they are tried: the more particular first.
var formats = []format{
	deskbellSamples, deskbellIntervals,
	upptimeSummary, upptimeSiteFile, upptimeBadge, upptimeLog,
	kumaHeartbeatCSV, kumaHeartbeatJSON, kumaStatCSV, kumaStatJSON,
	gatus, prometheus, uptimeRobot, pingdomOutage, pingdomPerformance,
	healthchecks, betterStack, statusCake, cloudWatch, site24x7,
}

// Names are the formats that are known.
func Names() []string {
	var out []string
	for _, f := range formats {
		out = append(out, f.name)
	}
	return out
}

// Read reads an export, plain or compressed with gzip. The file's name is for
// diagnostics, and the id of a monitor whose export does not name it.
func Read(name string, r io.Reader, opts Options, list *diag.List) Result {
	result := parse(name, r, opts.Limits, list)
	settle(result.Monitors, opts.AsOf)
	return result
}

// settle ends at an instant what goes on.
func settle(monitors []*Monitor, asOf time.Time) {
	end := asOf.Unix()
	for _, m := range monitors {
		if m.Newest == goesOn {
			m.Newest = end
		}
		if m.Watched.End == goesOn {
			m.Watched.End = end
		}
		m.Intervals = slices.DeleteFunc(m.Intervals, func(v Interval) bool { return v.End == goesOn && v.Start >= end })
		for i := range m.Intervals {
			if m.Intervals[i].End == goesOn {
				m.Intervals[i].End = end
			}
		}
	}
}

// parse is Read with what goes on left open.
func parse(name string, r io.Reader, limits Limits, list *diag.List) Result {
	in := newInput(name, limits, list)
	buf := bufio.NewReaderSize(in.bound(r), head)
	if magic, _ := buf.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buf)
		if err != nil {
			in.fail(diag.Position{File: name}, "cannot be unpacked: %v", err)
			return Result{}
		}
		buf = bufio.NewReaderSize(in.bound(z), head)
	}
	if mark, _ := buf.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = buf.Discard(3) // just seen
	}
	text, err := buf.Peek(head)
	if err != nil && err != io.EOF {
		in.fail(diag.Position{File: name}, "cannot be read: %v", err)
		return Result{}
	}
	in.r = buf
	s := newSniff(text)
	for _, f := range formats {
		if f.detect(s) {
			f.read(in)
			return Result{f.name, in.finish()}
		}
	}
	list.Errorf("uptime-format", diag.Position{File: name, Line: 1, Column: 1, Text: s.firstLine()},
		"known formats: "+strings.Join(Names(), ", ")+"; Deskbell's own begins with the line service,time,state",
		"the file is of no known uptime format")
	return Result{}
}

// baseName is the file's name without folder and extensions, the id of a
// monitor whose export does not name it.
func baseName(file string) string {
	base := path.Base(file)
	base = strings.TrimSuffix(base, ".gz")
	return strings.TrimSuffix(base, path.Ext(base))
}
