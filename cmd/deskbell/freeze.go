package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"deskbell/diag"
	"deskbell/site"
	"deskbell/status"

	"github.com/spf13/cobra"
)

// frozenFolder is where published figures are, slash-separated from the site's
// folder.
const frozenFolder = "status/frozen"

func (a *app) freezeCommand() *cobra.Command {
	var o site.Options
	cmd := &cobra.Command{
		Use:   "freeze MONTH",
		Short: "Keep the figures of a month that is over as they were published",
		Long: `Write the availability of each service in a month that is over, such as 2026-10,
to SITE/status/frozen/2026-10.yaml and print the file's path. Commit the file:
when incidents or exports of that month are changed later, check tells of each
figure that differs.

A month that was frozen before is left as it is; if its figures are others now,
that is an error.`,
		Example: `  deskbell status freeze 2026-10
  deskbell status freeze 2026-10 --site help`,
		Args:              args(1, 1),
		ValidArgsFunction: a.completeMonths,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runFreeze(cmd.Context(), o, args[0])
		},
	}
	cmd.Flags().StringVar(&o.Dir, "site", ".", "the site's `folder`")
	folderFlag(cmd, "site")
	a.clockFlag(cmd)
	return cmd
}

func (a *app) runFreeze(ctx context.Context, o site.Options, name string) (err error) {
	first, err := time.Parse("2006-01", name)
	if err != nil {
		return usageError(fmt.Sprintf("%q is not a month", name), "write a month that is over, such as 2026-10; the site's folder goes behind --site")
	}
	if err := checkDir(o.Dir); err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	board, diagnostics, err := a.board(ctx, o)
	if err != nil {
		return err
	}
	zone := board.AsOf.Location() // the site's
	month := status.MonthOf(time.Date(first.Year(), first.Month(), 15, 12, 0, 0, 0, zone), zone)
	text, err := board.Freeze(month)
	if err != nil {
		return usageError(err.Error(), "freeze it when it is over")
	}
	if !recorded(board, month) {
		return usageError("no service has a record of "+name, "see since, the incidents and the exports")
	}
	return a.writeFrozen(o.Dir, path.Join(frozenFolder, name+".yaml"), text, diagnostics)
}

// recorded says whether there is anything to say of a month: a record that
// reaches into it.
func recorded(b *status.Board, month status.Period) bool {
	return slices.ContainsFunc(b.Services, func(s *status.Service) bool {
		return s.Timeline.Figure(month.Start, month.End).Span > 0
	})
}

// writeFrozen writes a month's file, once: what was published stays.
func (a *app) writeFrozen(dir, name string, text []byte, diagnostics []diag.Diagnostic) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	before, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := replaceText(file, text); err != nil {
			return err
		}
	case err != nil:
		return err
	case !bytes.Equal(figures(before), figures(text)):
		return a.refuseFrozen(dir, name, file, diagnostics)
	}
	a.ui.written(file)
	return nil
}

// refuseFrozen prints the figures that are others than those published.
func (a *app) refuseFrozen(dir, name, file string, diagnostics []diag.Diagnostic) error {
	var differ []diag.Diagnostic
	for _, d := range diagnostics {
		if d.Pos.File == name {
			differ = append(differ, d)
		}
	}
	if err := a.ui.problems(dir, differ); err != nil {
		return err
	}
	return siteError(file+" was frozen with other figures", "to publish those of now instead, remove the file and freeze the month again")
}

// figures are the lines of a frozen month that say what was measured: without
// comments, and without the time at which it was frozen.
func figures(text []byte) []byte {
	var out []byte
	for line := range bytes.Lines(text) {
		line, _, _ = bytes.Cut(line, []byte("#"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && !bytes.HasPrefix(line, []byte("as_of:")) {
			out = append(append(out, line...), '\n')
		}
	}
	return out
}

// completeMonths completes the last twelve months that are over, the latest
// first.
func (a *app) completeMonths(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	now, err := a.time()
	if len(args) > 0 || err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for back := range 12 {
		out = append(out, time.Date(now.Year(), now.Month()-time.Month(back+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01"))
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
