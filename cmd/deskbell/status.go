package main

import (
	"context"
	"time"

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
		Long: `Print each service's state, its availability over 90 days beside its target, the
incidents that are open and the maintenance to come, in the site's time zone.`,
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

// statusJSON is what status prints: texts in the site's first language, times
// as RFC 3339 in its zone.
type statusJSON struct {
	AsOf         string            `json:"as_of"`
	State        status.State      `json:"state"` // the worst of the services'
	Services     []serviceJSON     `json:"services"`
	Incidents    []incidentJSON    `json:"incidents"`    // the open ones, the latest first
	Maintenances []maintenanceJSON `json:"maintenances"` // under way or to come, the next first
	NextEdge     *string           `json:"next_edge"`    // when a window next opens or closes
}

type serviceJSON struct {
	ID     string       `json:"id"`
	Name   string       `json:"name"`
	Group  string       `json:"group"` // its name; empty without one
	State  status.State `json:"state"`
	Last90 *string      `json:"availability_90_days"` // "99.987%", rounded down; null without data
	Target *string      `json:"target"`               // "99.95%"; null without one
	Met    *bool        `json:"target_met"`           // null where there is no figure or no target
}

type incidentJSON struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Severity status.Severity `json:"severity"`
	Phase    status.Phase    `json:"state"`
	Started  string          `json:"started"`
	Updated  string          `json:"updated"`
	Services []string        `json:"services"` // names
}

type maintenanceJSON struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Phase    status.Phase `json:"state"`
	Start    string       `json:"start"`
	End      string       `json:"end"`
	Services []string     `json:"services"` // names
}

func statusView(b *status.Board, l *layout) statusJSON {
	v := statusJSON{
		AsOf:         rfc3339(b.AsOf, l.zone),
		State:        b.State,
		Services:     []serviceJSON{},
		Incidents:    []incidentJSON{},
		Maintenances: []maintenanceJSON{},
	}
	if !b.NextEdge.IsZero() {
		v.NextEdge = timeJSON(b.NextEdge.In(l.zone))
	}
	for _, s := range b.Services {
		v.Services = append(v.Services, serviceView(s, l.languages))
	}
	for _, i := range b.Incidents {
		if i.Open() || i.Resolved.After(b.AsOf) {
			v.Incidents = append(v.Incidents, incidentView(i, l))
		}
	}
	for n := len(b.Maintenances) - 1; n >= 0; n-- { // the board has the latest first
		m := b.Maintenances[n]
		if !m.Cancelled && m.Phase != status.Completed && m.Phase != status.Cancelled && m.End.After(b.AsOf) {
			v.Maintenances = append(v.Maintenances, maintenanceJSON{
				ID: m.ID, Title: m.Title.For(l.languages...), Phase: m.Phase,
				Start: rfc3339(m.Start, l.zone), End: rfc3339(m.End, l.zone),
				Services: effectNames(m.Effects, l.languages),
			})
		}
	}
	return v
}

func serviceView(s *status.Service, languages []string) serviceJSON {
	v := serviceJSON{ID: s.ID, Name: s.Name.For(languages...), State: s.State}
	if v.Name == "" {
		v.Name = s.ID
	}
	if s.Group != nil {
		v.Group = s.Group.Name.For(languages...)
	}
	if percent := s.Last90.Percent(); percent != "" {
		v.Last90 = &percent
	}
	if s.Target != "" {
		target := s.Target + "%"
		v.Target = &target
	}
	if met, known := s.Last90.Meets(s.Target); known {
		v.Met = &met
	}
	return v
}

func incidentView(i *status.Incident, l *layout) incidentJSON {
	v := incidentJSON{
		ID: i.ID, Title: i.Title.For(l.languages...), Severity: i.Severity, Phase: i.Phase,
		Started: rfc3339(i.Started, l.zone), Updated: rfc3339(i.Started, l.zone),
		Services: effectNames(i.Services, l.languages),
	}
	if len(i.Updates) > 0 {
		v.Updated = rfc3339(i.Updates[0].At, l.zone)
	}
	return v
}

func effectNames(effects []status.Effect, languages []string) []string {
	names := make([]string, len(effects))
	for i, e := range effects {
		names[i] = serviceView(e.Service, languages).Name
	}
	return names
}

func rfc3339(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.RFC3339) }
