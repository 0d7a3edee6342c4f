package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"deskbell/bench/internal/report"
)

// row is a line of the table: what was done how often, and what came of it.
type row struct {
	fault string
	n     int    // faults injected
	reads int    // whole readings of the published folder meanwhile
	torn  int    // readings that were neither the old site nor the new
	hand  int    // times that something had to be put in order by hand
	note  string // what else there is to say
}

// set takes an attribute of a test.
func (r *row) set(key, value string) {
	numbers := map[string]*int{"injected": &r.n, "readings": &r.reads, "torn": &r.torn, "hand": &r.hand}
	switch {
	case key == "fault":
		r.fault = value
	case key == "note":
		r.note = value
	case numbers[key] != nil:
		*numbers[key], _ = strconv.Atoi(value)
	}
}

func tableOf(rows []row) *report.Table {
	t := &report.Table{Head: []report.Words{{EN: "fault"}, {EN: "n"}, {EN: "readings"}, {EN: "torn"}, {EN: "needing a hand"}, {EN: "what came of it"}}}
	for _, r := range rows {
		reads := "–"
		if r.reads > 0 {
			reads = strconv.Itoa(r.reads)
		}
		t.Add(report.Same("%s", r.fault), report.Same("%d", r.n), report.Same("%s", reads), report.Same("%d", r.torn), report.Same("%d", r.hand), report.Same("%s", r.note))
	}
	return t
}

// results are what a run of tests came to.
type results struct {
	rows    []row // in the order in which tests ended
	failed  []string
	skipped []string
	output  map[string]string // test → all it printed; "" is what belongs to none
}

// event is a line of "go test -json".
type event struct {
	Action, Package, Test, Output, Key, Value string
}

// runTests runs tests, with environment variables besides, and says on out how
// they go. A failed test is no error.
func runTests(args []string, out io.Writer, env ...string) (*results, error) {
	cmd := exec.Command("go", append([]string{"test", "-json", "-v", "-count=1"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var noise bytes.Buffer
	cmd.Stderr = &noise
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	r := &results{output: map[string]string{}}
	found := map[string]*row{}
	lines := bufio.NewScanner(pipe)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			e = event{Action: "output", Output: lines.Text() + "\n"}
		}
		r.note(e, found, out)
	}
	err = cmd.Wait()
	r.output[""] += noise.String()
	if err != nil && len(r.failed) == 0 {
		return r, fmt.Errorf("go test %s: %w\n%s", strings.Join(args, " "), err, r.output[""])
	}
	return r, nil
}

func (r *results) note(e event, found map[string]*row, out io.Writer) {
	top, _, _ := strings.Cut(e.Test, "/")
	id := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		r.output[top] += e.Output
	case "attr":
		if found[id] == nil {
			found[id] = &row{}
		}
		found[id].set(e.Key, e.Value)
	case "pass", "fail", "skip":
		if e.Test == "" || e.Test != top {
			return
		}
		fmt.Fprintf(out, "  %s %s\n", e.Action, e.Test)
		if row := found[id]; row != nil && row.fault != "" {
			r.rows = append(r.rows, *row)
		}
		switch e.Action {
		case "fail":
			r.failed = append(r.failed, e.Test)
			fmt.Fprint(out, r.output[top])
		case "skip":
			r.skipped = append(r.skipped, e.Test)
			fmt.Fprint(out, r.output[top])
		}
	}
}
