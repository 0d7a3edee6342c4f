package main

import (
	"context"
	"slices"
	"strings"

	"deskbell/diag"
	"deskbell/site"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	o := site.Options{DryRun: true}
	var format string
	cmd := &cobra.Command{
		Use:   "check [SITE]",
		Short: "Report everything that is wrong with a site, writing nothing",
		Long: `Do everything that build does but write, and report the problems: as text on
stderr, or on stdout as JSON, as SARIF 2.1.0 for code scanning, or as
annotations for GitHub Actions. Exits 1 where there are errors or, with
--strict, warnings.`,
		Example: `  deskbell check
  deskbell check help --strict --format github
  deskbell check help --format sarif > deskbell.sarif`,
		Args:              args(0, 1),
		ValidArgsFunction: folders,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runCheck(cmd.Context(), args, o, format)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&format, "format", string(diag.FormatText), "text, json, sarif or github: the `format` of the report")
	flags.BoolVar(&o.Strict, "strict", false, "let warnings fail the check too")
	flags.BoolVar(&o.Drafts, "drafts", false, "include drafts and pages dated in the future")
	a.clockFlag(cmd)
	err := cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diag.Formats(), cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // no such flag
	}
	return cmd
}

func (a *app) runCheck(ctx context.Context, args []string, o site.Options, format string) (err error) {
	if !slices.Contains(diag.Formats(), format) {
		return usageError("unknown format "+format, "the formats are "+strings.Join(diag.Formats(), ", "))
	}
	if o.Dir, err = siteArg(args); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	result, err := site.Build(ctx, o)
	if err != nil {
		return err
	}
	if err := a.ui.report(o.Dir, diag.Format(format), result.Diagnostics); err != nil {
		return err
	}
	if format == string(diag.FormatText) {
		a.ui.checked(result, stopped(result.Diagnostics, o.Strict))
	}
	return verdict(result.Diagnostics, o.Strict)
}
