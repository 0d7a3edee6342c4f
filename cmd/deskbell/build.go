package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"deskbell/diag"
	"deskbell/site"

	"github.com/spf13/cobra"
)

// buildPrint is what a build says, and where.
type buildPrint struct {
	json, timings bool
	changes       string // the file for the list of changes; "" for none
}

func (a *app) buildCommand() *cobra.Command {
	var o site.Options
	var print buildPrint
	var profiles string
	cmd := &cobra.Command{
		Use:   "build [SITE]",
		Short: "Build the site",
		Long: `Build the site in the folder SITE ("." by default) into SITE/public, or into the
folder that -o names. Problems are printed on stderr, all at once; with errors
(or, with --strict, warnings) nothing is written and the output stays as it was.
The new site takes the place of the old one in one step; files that stay the
same keep their time. While another build writes the same output, this one waits.

With the same input and the same clock (--now or SOURCE_DATE_EPOCH), output is
the same to the byte.`,
		Example: `  deskbell build
  deskbell build help -o public --base-url https://help.example.com/ --strict
  deskbell build help --json | jq .counts
  deskbell build help --changes changes.json && jq -r '.changed[].url' changes.json`,
		Args:              args(0, 1),
		ValidArgsFunction: folders,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.profiled(profiles, func() error { return a.runBuild(cmd.Context(), args, o, print) })
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
	flags.BoolVar(&o.Replace, "force", false, "replace an output folder even if it holds files that deskbell did not make: they are lost")
	flags.BoolVar(&o.NoWait, "no-wait", false, "fail if another build is writing the same output, instead of waiting")
	flags.StringVar(&print.changes, "changes", "", "write what changed and was deleted in the output into this `file`, as JSON, to purge a CDN by")
	flags.BoolVar(&print.json, "json", false, "print one JSON object on stdout, with the diagnostics, and nothing else")
	flags.BoolVar(&print.timings, "timings", false, "print what each stage took, allocated and had from an earlier build")
	flags.StringVar(&profiles, "profile", "", "write cpu.pprof and heap.pprof into this `folder`, for go tool pprof")
	folderFlag(cmd, "output")
	folderFlag(cmd, "profile")
	return cmd
}

func (a *app) runBuild(ctx context.Context, args []string, o site.Options, print buildPrint) (err error) {
	if o.Dir, err = siteArg(args); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	if err := checkBaseURL(o.BaseURL); err != nil {
		return err
	}
	o.Waiting = a.ui.waiting
	result, err := a.buildWithProgress(ctx, o)
	if err != nil {
		return outputError(err)
	}
	if err := writeChanges(print.changes, result); err != nil {
		return err
	}
	if print.json {
		err = a.ui.json(buildOutput(result))
	} else if err = a.ui.buildProblems(o.Dir, result.Diagnostics); err == nil {
		a.ui.built(o.Dir, result, stopped(result.Diagnostics, o.Strict))
		if print.timings {
			a.ui.timings(result)
		}
	}
	if err != nil {
		return err
	}
	return verdict(result.Diagnostics, o.Strict)
}

// outputError adds the mend to errors of the output folder.
func outputError(err error) error {
	foreign, mount, fixed, busy, unsteady := (*site.ForeignError)(nil), (*site.MountError)(nil), (*site.FixedError)(nil), (*site.BusyError)(nil), (*site.UnsteadyError)(nil)
	switch {
	case errors.As(err, &foreign):
		return usageError(foreign.Dir+" holds "+foreign.File+", which deskbell did not make", "name another folder behind -o, or empty this one; --force replaces it")
	case errors.As(err, &mount):
		return usageError(mount.Dir+" is the root of a mounted file system and cannot be replaced in one step", "name a folder in it, such as -o "+filepath.Join(mount.Dir, "site"))
	case errors.As(err, &fixed):
		return usageError(fixed.Dir+" is part of a container's image, or of another file system that does not let it be renamed, and cannot be replaced in one step", "name another folder behind -o, or leave this one out of the image")
	case errors.As(err, &busy):
		return &failure{exitMachine, err.Error(), "wait for it to end; without --no-wait deskbell waits"}
	case errors.As(err, &unsteady):
		return &failure{exitMachine, err.Error(), "build again once it is saved; the output is as it was"}
	}
	return err
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
	changesJSON
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
		changesJSON: changesOutput(r),
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
