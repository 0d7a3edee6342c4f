package importer

import (
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
)

// upptimeSummary is Upptime's history/summary.json. It tells for each day how
// many minutes a site was down, but not when on the day; and it lists only days
// with downtime. A day listed is known, and so is each one between a monitor's
// first and the last that the file lists at all, since one run writes all of
// it. Which further time was watched stands in history/<slug>.yml.
var upptimeSummary = format{
	name: "upptime-summary",
	detect: func(s *sniff) bool {
		return s.has("[].slug", "[].dailyMinutesDown") || s.has("[].slug", "[].uptimeMonth")
	},
	read: readUpptimeSummary,
}

type upptimeSite struct {
	Name             string           `json:"name"`
	URL              string           `json:"url"`
	Slug             string           `json:"slug"`
	DailyMinutesDown map[string]whole `json:"dailyMinutesDown"`
}

const dayLength = 24 * 60 * 60

func readUpptimeSummary(in *input) {
	d := newDocument(in)
	sites := map[*builder]map[int64]int64{} // unix second of the day → seconds down
	last := int64(0)
	d.array(func(int) {
		var site upptimeSite
		if !d.decode(&site, "") {
			return
		}
		if site.Slug == "" && site.Name == "" {
			d.bad("", "the site has no slug")
			return
		}
		b := in.monitor(site.Slug, site.Name, site.URL)
		b.complete = true
		sites[b] = d.upptimeDays(site)
		for day := range sites[b] {
			last = max(last, day)
		}
	})
	for _, b := range in.builders {
		days := slices.Sorted(maps.Keys(sites[b]))
		if len(days) == 0 {
			continue
		}
		for day := days[0]; day <= last; day += dayLength {
			down := sites[b][day]
			b.totals(day, day+dayLength, down, 0, dayLength-down)
		}
	}
}

// upptimeDays are the days of a site in UTC, in which Upptime runs.
func (d *document) upptimeDays(site upptimeSite) map[int64]int64 {
	days := map[int64]int64{}
	for _, date := range slices.Sorted(maps.Keys(site.DailyMinutesDown)) {
		minutes := int64(site.DailyMinutesDown[date])
		day, err := time.Parse(time.DateOnly, date)
		field := "dailyMinutesDown." + date
		switch {
		case err != nil:
			d.badAt(field, "", "expected a day such as 2026-08-18, found %q", date)
		case minutes < 0 || minutes > 24*60:
			d.badAt(field, "", "expected 0 to 1440 minutes, found %d", minutes)
		default:
			days[day.Unix()] = minutes * 60
		}
	}
	return days
}

// upptimeSiteFile is Upptime's history/<slug>.yml: the newest check, and since
// when there were any. Upptime checks every five minutes, so the newest check
// holds for as long.
var upptimeSiteFile = format{
	name:   "upptime-site",
	detect: func(s *sniff) bool { return s.lines("url:", "status:", "lastUpdated:") },
	read:   readUpptimeSite,
}

const upptimeInterval = 5 * 60

type upptimeFile struct {
	URL         string         `yaml:"url"`
	Status      string         `yaml:"status,required"`
	LastUpdated time.Time      `yaml:"lastUpdated,required"`
	StartTime   time.Time      `yaml:"startTime"`
	Extra       map[string]any `yaml:",extra"`
}

func readUpptimeSite(in *input) {
	text, err := io.ReadAll(io.LimitReader(in.r, head))
	if err != nil {
		in.fail(diag.Position{}, "cannot be read: %v", err)
		return
	}
	var file upptimeFile
	src := diag.NewSource(in.file, text)
	doc := strictyaml.Decode(src, &file, strictyaml.Options{}, in.list)
	state, ok := map[string]State{"up": Up, "down": Down, "degraded": Degraded}[strings.ToLower(file.Status)]
	if !ok && file.Status != "" {
		in.bad(doc.At("status"), "write up, degraded or down", "unknown state %q", file.Status)
	}
	if !ok || file.LastUpdated.IsZero() {
		return
	}
	b := in.monitor(baseName(in.file), file.URL)
	last := file.LastUpdated.Unix()
	b.newest = last
	b.lay(last, last+upptimeInterval, state)
	if !file.StartTime.IsZero() && file.StartTime.Before(file.LastUpdated) {
		b.watched = Interval{file.StartTime.Unix(), last, Up}
	}
}

// upptimeBadge is a file of Upptime's api folder: a share in words, for a badge.
// It tells no times, so nothing is taken from it.
var upptimeBadge = format{
	name:   "upptime-badge",
	detect: func(s *sniff) bool { return s.has("schemaVersion", "label", "message") },
	read: func(in *input) {
		in.list.Add(diag.Diagnostic{
			ID: "uptime-badge", Severity: diag.Note, Pos: diag.Position{File: in.file},
			Message: "a badge tells no times and is not read", Hint: "add Upptime's history/summary.json and history/*.yml instead",
		})
	},
}
