// Command torture injects faults into builds and looks at what readers of the
// published folder see meanwhile: kills, full disks, builds side by side, input
// that changes while it is read, signals, hostile texts. It runs the tests that do
// so, here and in other packages, with all their faults, and prints one table.
//
//	go run ./bench/torture [-seed N] [-docs]     every fault
//	go run ./bench/torture -plant [-docs]        shows that each check can fail
//	go test ./bench/torture                      a few of each fault
//
// Tests report a line of the table as attributes (testing.T.Attr): "fault",
// "injected", "readings", "torn", "hand" and "note".
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"time"

	"deskbell/bench/internal/report"
)

func main() {
	var h report.Heading
	seed := flag.Uint64("seed", 1, "of moments and orders")
	planted := flag.Bool("plant", false, "plant faults in copies of the source, and show that the checks find them")
	only := flag.String("run", "", "plant only the faults whose check or fault holds this `text`")
	docs := flag.Bool("docs", false, "write the table into docs/reliability.md")
	h.Flags(flag.CommandLine)
	flag.Parse()
	// The tests are told of an interrupt by the terminal, as this program is, and
	// clear up; it waits for them.
	signal.Ignore(os.Interrupt)
	var err error
	if *planted {
		err = plantAll(*only, *docs)
	} else {
		err = torture(*seed, h, *docs)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}

// part is a run of the tests of a package, with all their faults.
type part struct {
	name string
	args []string // of "go test"
}

func parts(seed uint64) []part {
	return []part{
		{"builds under faults", []string{"./bench/torture", "-timeout", "90m", "-parallel", "4", "-full", "-seed", strconv.FormatUint(seed, 10)}},
		{"hostile texts", []string{"./content/...", "./diag/...", "-run", "^(TestCommonMark|TestGFM|TestHostile.*|TestPathological.*)$"}},
		{"hostile texts in a browser", []string{"./examples/browser", "-timeout", "30m", "-run", "^TestNothingRuns", "-every"}},
	}
}

func torture(seed uint64, h report.Heading, docs bool) error {
	began := time.Now()
	var rows []row
	failed := 0
	for _, p := range parts(seed) {
		fmt.Printf("%s: go test %v\n", p.name, p.args)
		r, err := runTests(p.args, os.Stdout)
		if err != nil {
			return err
		}
		rows = append(rows, r.rows...)
		failed += len(r.failed)
	}
	t := tableOf(rows)
	t.Notes = append(t.Notes, report.Same("`make torture SEED=%d`, %s, on %s; it took %s.", seed, h.Date, h.Machine, time.Since(began).Round(time.Second)))
	fmt.Println(report.Text([]*report.Table{t}, "en"))
	if failed > 0 {
		return fmt.Errorf("%d tests failed", failed)
	}
	if docs {
		return report.Write(".", "torture", reliability, []*report.Table{t})
	}
	return nil
}

// reliability is the page that shows the tables.
var reliability = []report.Place{{File: "docs/reliability.md", Lang: "en", Level: 3}}
