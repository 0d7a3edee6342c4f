// Command status measures a status site: twenty services watched each minute for
// five years, and the record of 819 incidents.
//
//	go run ./bench/status [-raw] [-runs N] [RECORD.jsonl.gz]
//
// For each form of uptime it prints how long a build takes with nothing kept,
// again, and after an update was added to one incident; and how long the status
// half of it takes, which is what the command status does: reading, the sweep and
// the figures.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/outages"
)

func main() {
	raw := flag.Bool("raw", false, "measure samples too, of which there are 53 million in 2 GB")
	runs := flag.Int("runs", 3, "how often each is measured; the median is printed")
	work := flag.String("work", "", "a folder for the sites; default: a temporary one")
	flag.Parse()
	record := filepath.Join("..", "shared", "data", "status", "github-incidents.jsonl.gz")
	if flag.NArg() > 0 {
		record = flag.Arg(0)
	}
	if err := run(*raw, *runs, *work, record); err != nil {
		fmt.Fprintln(os.Stderr, "status:", err)
		os.Exit(1)
	}
}

func run(raw bool, runs int, work, record string) error {
	entries, err := outages.Read(record)
	if err != nil {
		return err
	}
	if work == "" {
		if work, err = os.MkdirTemp("", "deskbell-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(work)
	}
	b := &bench{bin: filepath.Join(work, "deskbell"), runs: runs}
	if _, _, err := measure.Run(context.Background(), measure.Command{Args: []string{"go", "build", "-o", b.bin, "./cmd/deskbell"}}); err != nil {
		return err
	}
	forms := []form{intervals}
	if raw {
		forms = append(forms, samples)
	}
	fmt.Printf("%s\n%d services, %d incidents, %d years of minutes; medians of %d runs\n\n", measure.Machine(), services, len(entries), years, runs)
	fmt.Printf("| %-9s | %9s | %-11s | %9s | %9s | %11s | %9s |\n", "uptime", "size", "", "cold", "again", "after edit", "peak")
	fmt.Println("| --- | --: | --- | --: | --: | --: | --: |")
	for _, f := range forms {
		b.site = filepath.Join(work, string(f))
		size, err := write(b.site, f, entries)
		if err != nil {
			return err
		}
		for _, what := range []struct {
			name string
			args []string
		}{{"status half", []string{"status", b.site, "--json"}}, {"build", []string{"build", b.site, "--strict"}}} {
			r, err := b.measure(what.args)
			if err != nil {
				return err
			}
			fmt.Printf("| %-9s | %6.1f MB | %-11s | %7.2f s | %7.2f s | %9.2f s | %6.0f MB |\n", f, float64(size)/1e6, what.name,
				r.cold.Wall.Seconds(), r.again.Wall.Seconds(), r.edited.Wall.Seconds(), float64(r.cold.Peak)/1e6)
		}
	}
	return nil
}

// bench runs the program on a site.
type bench struct {
	bin, site string
	runs      int
	edits     int
}

// result is what a command took with nothing kept, again, and after an edit.
type result struct{ cold, again, edited measure.Usage }

func (b *bench) measure(args []string) (result, error) {
	var cold, again, edited []measure.Usage
	for range b.runs {
		for _, kept := range []string{".deskbell", "public"} {
			if err := os.RemoveAll(filepath.Join(b.site, kept)); err != nil {
				return result{}, err
			}
		}
		for _, out := range []*[]measure.Usage{&cold, &again, &edited} {
			if out == &edited {
				if err := b.edit(); err != nil {
					return result{}, err
				}
			}
			u, _, err := measure.Run(context.Background(), measure.Command{Args: append([]string{b.bin}, append(args, "--now", asOf.Format(time.RFC3339))...)})
			if err != nil {
				return result{}, err
			}
			*out = append(*out, u)
		}
	}
	return result{measure.Medians(cold), measure.Medians(again), measure.Medians(edited)}, nil
}

// edit writes what was learnt of one incident, something else each time.
func (b *bench) edit() error {
	names, err := filepath.Glob(filepath.Join(b.site, "status", "incidents", "*.yaml"))
	if err != nil || len(names) == 0 {
		return fmt.Errorf("no incidents: %w", err)
	}
	name := names[len(names)/2]
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	b.edits++
	text, _, _ = bytes.Cut(text, []byte("root_cause:"))
	return os.WriteFile(name, fmt.Appendf(text, "root_cause: A queue was full, finding %d.\n", b.edits), 0o666)
}
