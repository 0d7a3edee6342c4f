package main

import (
	"context"

	"deskbell/diag"
	"deskbell/site"
	"deskbell/status"

	"github.com/spf13/cobra"
)

func (a *app) statusCommand() *cobra.Command {
	var o site.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status [SITE]",
		Short: "Print how the services do",
		Long: `Print how each service is, its availability over 90 days and in this month beside
its target, and how much of the month's error budget is left; the incidents that
are open, with when the next update is due and the deadlines that run or were
missed; and what comes next, in the site's time zone.

The month is the contract's, where status/sla.yaml has one. Burn is how fast the
budget goes: at 1x all of it is gone at the end of the month.`,
		Example: `  deskbell status
  deskbell status help --json | jq -r .state
  deskbell status ./freeze   # a site whose folder has the name of a command`,
		Args:              args(0, 1),
		ValidArgsFunction: folders,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if o.Dir, err = siteArg(args); err != nil {
				return err
			}
			return a.runStatus(cmd.Context(), o, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	a.clockFlag(cmd)
	cmd.AddCommand(a.freezeCommand())
	return cmd
}

func (a *app) runStatus(ctx context.Context, o site.Options, asJSON bool) (err error) {
	l, err := readLayout(o.Dir)
	if err != nil {
		return err
	}
	if o.Now, err = a.time(); err != nil {
		return err
	}
	board, _, err := a.board(ctx, o)
	if err != nil {
		return err
	}
	view := statusView(board, l)
	if asJSON {
		return a.ui.json(view)
	}
	a.ui.status(view)
	return nil
}

// board reads a site's status, which must be without errors and have services,
// with all that is to be said of it.
func (a *app) board(ctx context.Context, o site.Options) (*status.Board, []diag.Diagnostic, error) {
	board, diagnostics, err := site.Status(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	if stopped(diagnostics, false) {
		if err := a.ui.problems(o.Dir, diagnostics); err != nil {
			return nil, nil, err
		}
		return nil, nil, errReported
	}
	if board == nil || len(board.Services) == 0 {
		return nil, nil, siteError("the site has no services", "write status/services.yaml, such as services: [{id: api, name: API}]")
	}
	return board, diagnostics, nil
}
