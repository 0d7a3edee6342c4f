package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/diag/strictyaml"
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
		Long: `Write the availability and the target of each service in a month that is over, such
as 2026-10, and how many deadlines of each plan were met, to
SITE/status/frozen/2026-10.yaml and print the file's path. Commit the file: when
incidents, exports, targets or promises are changed later, check tells of each
figure that differs, and the report shows both. Where contract_day gives the
contract months of its own, name one by its first day: 2026-09-17.

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
	if !isMonth(name) {
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
	month, ok := board.MonthNamed(name)
	if !ok {
		return usageError("no month of the contract begins on "+name, "write a calendar month such as 2026-10, or a day that contract_day in status/sla.yaml gives")
	}
	text, err := board.Freeze(month)
	if err != nil {
		return usageError(err.Error(), "freeze it when it is over")
	}
	if !recorded(board, month) {
		return usageError("no service has a record of "+name, "see since, the incidents and the exports")
	}
	return a.writeFrozen(o.Dir, path.Join(frozenFolder, name+".yaml"), text, diagnostics)
}

// isMonth says whether a name has the form of a month's, or of the day on which
// one begins.
func isMonth(name string) bool {
	_, month := time.Parse("2006-01", name)
	_, day := time.Parse(time.DateOnly, name)
	return month == nil || day == nil
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
	if errors.Is(err, fs.ErrNotExist) {
		err = replaceText(file, text)
	} else if others := otherFigures(before, text); err == nil && len(others) > 0 {
		return a.refuseFrozen(dir, name, others, diagnostics)
	}
	if err == nil {
		a.ui.written(file)
	}
	return err
}

// refuseFrozen prints the figures that are others than those published.
func (a *app) refuseFrozen(dir, name string, others []string, diagnostics []diag.Diagnostic) error {
	var differ []diag.Diagnostic
	for _, d := range diagnostics {
		if d.Pos.File == name {
			differ = append(differ, d)
		}
	}
	if err := a.ui.problems(dir, differ); err != nil {
		return err
	}
	file := filepath.Join(dir, filepath.FromSlash(name))
	return siteError(file+" was frozen with other figures of "+strings.Join(others, ", "), "to publish those of now instead, remove the file and freeze the month again")
}

// frozenMonth is the part of a frozen month that says what was measured.
type frozenMonth struct {
	Services []frozenService `yaml:"services"`
	Plans    []frozenPlan    `yaml:"plans"`
}

// frozenPlan is compared as it is written.
type frozenPlan struct {
	ID         string         `yaml:"id"`
	Response   map[string]int `yaml:"response"`
	Resolution map[string]int `yaml:"resolution"`
}

type frozenService struct {
	ID       string `yaml:"id"`
	Span     int    `yaml:"span"`
	Excluded int    `yaml:"excluded"`
	Unknown  int    `yaml:"unknown"`
	Lost     int    `yaml:"lost"`
	Target   string `yaml:"target"`
}

// otherFigures are the services and plans that two frozen months tell different
// things of. One that has no record in the month may as well be left out, and so
// may be what earlier versions did not keep: targets and plans.
func otherFigures(before, now []byte) []string {
	was, wasPlans := frozenServices(before)
	is, isPlans := frozenServices(now)
	var others []string
	for id, plan := range wasPlans {
		if !reflect.DeepEqual(isPlans[id], plan) {
			others = append(others, "plan "+id)
		}
	}
	for id, s := range was {
		if s.Target == "" {
			s.Target = is[id].Target
		}
		if is[id] != s {
			others = append(others, id)
		}
	}
	for id := range is {
		if _, known := was[id]; !known {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	return others
}

func frozenServices(text []byte) (map[string]frozenService, map[string]frozenPlan) {
	var month frozenMonth
	strictyaml.Decode(diag.NewSource("", text), &month, strictyaml.Options{}, new(diag.List)) // checked by the reader of the site
	out := map[string]frozenService{}
	for _, s := range month.Services {
		if s.Span > 0 {
			out[s.ID] = s
		}
	}
	plans := map[string]frozenPlan{}
	for _, p := range month.Plans {
		plans[p.ID] = p
	}
	return out, plans
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
