package main

import (
	"os"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/status"

	"github.com/spf13/cobra"
)

func (a *app) incidentCommand() *cobra.Command {
	return a.commandGroup(&cobra.Command{
		Use:   "incident",
		Short: "Report on an incident that is open",
		Long: `Write the news on an incident into its file. deskbell new incident writes the
file.`,
		Example: `  deskbell incident update 2026-10-14-delay --state resolved --text "Messages arrive in time again."`,
	}, a.incidentUpdateCommand())
}

// incidents are what a site's incident files say, the latest first, read
// leniently.
func (a *app) incidents(cfg status.Config) []*status.Incident {
	return status.ReadIncidents(cfg, new(diag.List))
}

// statusConfig is how a site's status folder is read; close ends it.
func (l *layout) statusConfig(now time.Time) (cfg status.Config, close func() error, err error) {
	root, err := os.OpenRoot(l.dir)
	if err != nil {
		return cfg, nil, err
	}
	return status.Config{FS: root.FS(), Dir: "status", Zone: l.zone, Now: now}, root.Close, nil
}

// unknownIncident says which incidents there are: the one that may be meant, and
// those that are open.
func unknownIncident(id, hint string, incidents []*status.Incident) error {
	var open []string
	for _, i := range incidents {
		if i.Open() {
			open = append(open, i.ID)
		}
	}
	switch more := len(open) - 10; {
	case len(open) == 0:
		hint += "; no incident is open"
	case more > 0:
		hint += "; open are " + strings.Join(open[:10], ", ") + " and others"
	default:
		hint += "; open: " + strings.Join(open, ", ")
	}
	return usageError("unknown incident "+quote(id), hint)
}

// findIncident is the incident with an id among those that could be read; nil
// for another.
func findIncident(id string, incidents []*status.Incident) *status.Incident {
	for _, i := range incidents {
		if i.ID == id {
			return i
		}
	}
	return nil
}

// completeIncidents completes ids, the open incidents first.
func (a *app) completeIncidents(site *string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		incidents, languages := a.incidentsOf(*site)
		slices.SortStableFunc(incidents, func(x, y *status.Incident) int {
			if x.Open() == y.Open() {
				return 0
			}
			if x.Open() {
				return -1
			}
			return 1
		})
		var out []string
		for _, i := range incidents {
			out = append(out, i.ID+"\t"+string(i.Phase)+": "+i.Title.For(languages...))
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// completePhases completes the states that can follow an incident's.
func (a *app) completePhases(site *string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		phases := status.Phase("").Values()
		incidents, _ := a.incidentsOf(*site)
		if len(args) > 0 {
			if i := findIncident(args[0], incidents); i != nil {
				phases = phaseNames(i.Phase.Next())
			}
		}
		return phases, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// completeServices completes ID=STATE.
func completeServices(site *string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		l, err := readLayout(*site)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var out []string
		if id, _, cut := strings.Cut(toComplete, "="); cut {
			for _, state := range status.State("").Values() {
				out = append(out, id+"="+state)
			}
			return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		}
		for _, id := range l.serviceIDs() {
			out = append(out, id+"=")
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveKeepOrder
	}
}

// incidentsOf are a site's incidents and languages, for completion: none where
// the site cannot be read.
func (a *app) incidentsOf(site string) ([]*status.Incident, []string) {
	now, err := a.time()
	if err != nil {
		return nil, nil
	}
	l, err := readLayout(site)
	if err != nil {
		return nil, nil
	}
	cfg, closeSite, err := l.statusConfig(now)
	if err != nil {
		return nil, nil
	}
	defer closeSite()
	return a.incidents(cfg), l.languages
}

// completeFlag completes a flag's values.
func completeFlag(cmd *cobra.Command, name string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(name, f); err != nil {
		panic(err) // no such flag
	}
}

func phaseNames(phases []status.Phase) []string {
	names := make([]string, len(phases))
	for i, p := range phases {
		names[i] = string(p)
	}
	return names
}
