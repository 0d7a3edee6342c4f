package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"deskbell/bench/internal/measure"
	"deskbell/bench/internal/web"
)

// categories are those of Lighthouse, in the order of its report.
var categories = []string{"performance", "accessibility", "best-practices", "seo"}

// scores are out of 100, by category, and the audits that cost points.
type scores struct {
	of     [4]int
	faults []string
}

// lighthouse looks at pages.
type lighthouse struct {
	script string // Lighthouse's, for node
	temp   string
	rounds int
}

// look gives the median score of each category, with Lighthouse's own profile
// of a phone: a slow processor and a slow network, as it simulates them.
func (l lighthouse) look(ctx context.Context, url string) (*scores, error) {
	chromium, err := web.Chromium()
	if err != nil {
		return nil, err
	}
	var all []*scores
	for range l.rounds {
		out := filepath.Join(l.temp, "lighthouse.json")
		_, _, err := measure.Run(ctx, measure.Command{
			Env: []string{"CHROME_PATH=" + chromium},
			Args: []string{"node", l.script, url, "--quiet", "--output=json", "--output-path=" + out,
				"--only-categories=" + strings.Join(categories, ","), "--max-wait-for-load=60000",
				"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"},
		})
		if err != nil {
			return nil, err
		}
		text, err := os.ReadFile(out)
		if err != nil {
			return nil, err
		}
		s, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", url, err)
		}
		all = append(all, s)
	}
	return middle(all), nil
}

// parse reads a report of Lighthouse.
func parse(text []byte) (*scores, error) {
	var file struct {
		RuntimeError *struct{ Message string }
		Categories   map[string]struct {
			Score     *float64
			AuditRefs []struct {
				ID     string
				Weight float64
			}
		}
		Audits map[string]struct {
			Title string
			Score *float64
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	if file.RuntimeError != nil {
		return nil, fmt.Errorf("lighthouse: %s", file.RuntimeError.Message)
	}
	s := &scores{}
	for i, name := range categories {
		c, ok := file.Categories[name]
		if !ok || c.Score == nil {
			return nil, fmt.Errorf("lighthouse gives no score for %s", name)
		}
		s.of[i] = int(math.Round(*c.Score * 100))
		for _, ref := range c.AuditRefs {
			if a := file.Audits[ref.ID]; s.of[i] < 100 && ref.Weight > 0 && a.Score != nil && *a.Score < .9 {
				s.faults = append(s.faults, a.Title)
			}
		}
	}
	return s, nil
}

// middle is the median of each category, with the faults of all rounds.
func middle(all []*scores) *scores {
	out := &scores{}
	for i := range categories {
		var list []int
		for _, s := range all {
			list = append(list, s.of[i])
		}
		out.of[i] = measure.Median(list)
	}
	for _, s := range all {
		out.faults = append(out.faults, s.faults...)
	}
	slices.Sort(out.faults)
	out.faults = slices.Compact(out.faults)
	return out
}
