package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"deskbell/diag"
	"deskbell/site"

	"github.com/spf13/cobra"
)

func (a *app) buildCommand() *cobra.Command {
	var o site.Options
	var asJSON, timings bool
	var profiles string
	cmd := &cobra.Command{
		Use:   "build [SITE]",
		Short: "Build the site",
		Long: `Build the site in the folder SITE ("." by default) into SITE/public, or into the
folder that -o names. Problems are printed on stderr, all at once; with errors
(or, with --strict, warnings) nothing is written and the output stays as it was.

With the same input and the same clock (--now or SOURCE_DATE_EPOCH), output is
the same to the byte.`,
		Example: `  deskbell build
  deskbell build help -o public --base-url https://help.example.com/ --strict
  deskbell build help --json | jq .counts`,
		Args:              args(0, 1),
		ValidArgsFunction: folders,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.profiled(profiles, func() error { return a.runBuild(cmd.Context(), args, o, asJSON, timings) })
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&o.Out, "output", "o", "", "write into this `folder` instead of SITE/public")
	flags.StringVar(&o.BaseURL, "base-url", "", "the `address` the site will have, instead of the configuration's url")
	a.clockFlag(cmd)
	flags.BoolVar(&o.Drafts, "drafts", false, "include drafts and pages dated in the future")
	flags.BoolVar(&o.Strict, "strict", false, "let warnings stop the build too")
	flags.BoolVar(&o.NoCache, "no-cache", false, "neither read nor write the cache in SITE/.deskbell")
	flags.BoolVar(&asJSON, "json", false, "print one JSON object on stdout, with the diagnostics, and nothing else")
	flags.BoolVar(&timings, "timings", false, "print what each stage took, allocated and had from an earlier build")
	flags.StringVar(&profiles, "profile", "", "write cpu.pprof and heap.pprof into this `folder`, for go tool pprof")
	folderFlag(cmd, "output")
	folderFlag(cmd, "profile")
	return cmd
}

func (a *app) runBuild(ctx context.Context, args []string, o site.Options, asJSON, timings bool) (err error) {
	if o.Dir, err = siteArg(args); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	if err := checkBaseURL(o.BaseURL); err != nil {
		return err
	}
	result, err := a.buildWithProgress(ctx, o)
	if foreign := (*site.ForeignError)(nil); errors.As(err, &foreign) {
		return usageError(foreign.Dir+" holds "+foreign.File+", which deskbell did not make", "name another folder behind -o, or empty this one")
	}
	if err != nil {
		return err
	}
	if asJSON {
		err = a.ui.json(buildOutput(result))
	} else if err = a.ui.buildProblems(o.Dir, result.Diagnostics); err == nil {
		a.ui.built(o.Dir, result, stopped(result.Diagnostics, o.Strict))
		if timings {
			a.ui.timings(result)
		}
	}
	if err != nil {
		return err
	}
	return verdict(result.Diagnostics, o.Strict)
}

// checkBaseURL refuses what cannot be the address of a site.
func checkBaseURL(s string) error {
	u, err := url.Parse(s)
	if s == "" || err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" {
		return nil
	}
	return usageError(fmt.Sprintf("--base-url: %q is not the address of a site", s), "write an address such as https://help.example.com/")
}

// stopped says whether diagnostics keep a build from writing.
func stopped(ds []diag.Diagnostic, strict bool) bool {
	for _, d := range ds {
		if d.Severity == diag.Error || strict && d.Severity == diag.Warning {
			return true
		}
	}
	return false
}

// verdict is the error for diagnostics that were printed.
func verdict(ds []diag.Diagnostic, strict bool) error {
	if stopped(ds, strict) {
		return errReported
	}
	return nil
}

// buildJSON is what build --json prints. Its lists are never null.
type buildJSON struct {
	Pages       []site.PageInfo   `json:"pages"`
	Stages      []stageJSON       `json:"stages"`
	Counts      map[string]int    `json:"counts"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
	NextEdge    *string           `json:"next_edge"` // RFC 3339; null when no window is to come
}

type stageJSON struct {
	Name      string  `json:"name"`
	Start     float64 `json:"start_ms"` // since the build began; render and index run side by side
	MS        float64 `json:"ms"`
	Allocated uint64  `json:"allocated"` // bytes
	Items     int     `json:"items"`
	Reused    int     `json:"reused"`
}

func buildOutput(r *site.Result) buildJSON {
	out := buildJSON{
		Pages:       append([]site.PageInfo{}, r.Pages...),
		Stages:      make([]stageJSON, len(r.Stages)),
		Counts:      r.Counts,
		Diagnostics: append([]diag.Diagnostic{}, r.Diagnostics...),
		NextEdge:    timeJSON(r.NextEdge),
	}
	for i, s := range r.Stages {
		out.Stages[i] = stageJSON{s.Name, millis(s.Start), millis(s.Duration), s.Allocated, s.Items, s.Reused}
	}
	if out.Counts == nil {
		out.Counts = map[string]int{}
	}
	return out
}

// millis is a duration in milliseconds, to a tenth.
func millis(d time.Duration) float64 { return float64(d.Microseconds()/100) / 10 }

// timeJSON is a time for JSON, nil for none.
func timeJSON(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.RFC3339)
	return &s
}
