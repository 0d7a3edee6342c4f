// Command generate writes the uptime exports of the example examples/acme: a
// year of what its probes would have seen, given its incidents and maintenance
// notices.
//
//	go run ./examples/generate
//
// The clock and the seed are constants, so it writes the same bytes each time;
// its test holds that against the committed files.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

var (
	zone = time.FixedZone("Asia/Shanghai", 8*60*60)
	// from and now bound the year that the exports cover.
	from = time.Date(2025, 11, 21, 0, 0, 0, 0, zone)
	now  = time.Date(2026, 11, 21, 10, 0, 0, 0, zone)
	// since when Prometheus has kept the media probes; before that they are in
	// the archive's CSV.
	scraped = time.Date(2026, 10, 1, 0, 0, 0, 0, zone)
)

func main() {
	site := flag.String("site", "examples/acme", "the folder of the example")
	out := flag.String("o", "", "where to write; default: status/uptime of the site")
	flag.Parse()
	if *out == "" {
		*out = filepath.Join(*site, "status", "uptime")
	}
	if err := generate(*site, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate reads the site's record and writes its uptime exports into out.
func generate(site, out string) error {
	events, err := readEvents(os.DirFS(site))
	if err != nil {
		return err
	}
	probes, media, web := observeAll(events)
	archived := make([]Observation, len(media))
	for i, o := range media {
		archived[i] = o.Until(scraped)
	}
	files := []struct {
		name string
		data []byte
	}{
		{"probes.csv", intervalCSV(probes)},
		{"media-until-2026-09.csv", intervalCSV(archived)},
		{"media-prometheus.json", prometheusJSON(media, scraped, now)},
		{"web-uptimerobot.json", uptimeRobotJSON(web)},
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
