package main

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"deskbell/diag"
	"deskbell/site"
	"deskbell/status"

	"github.com/spf13/cobra"
)

// updateFlags are what incident update is told.
type updateFlags struct {
	site, state, lang, at, next string
	texts, services             []string
}

func (a *app) incidentUpdateCommand() *cobra.Command {
	var f updateFlags
	cmd := &cobra.Command{
		Use:   "update ID",
		Short: "Add an update to an incident",
		Long: `Add an update to the incident in SITE/status/incidents/ID.yaml, check the site's
status and print the file's path. All else in the file stays as it is: comments,
order and line ends.

States are investigating, identified, monitoring and resolved, in any order until
the incident is resolved, and postmortem after that. A state that cannot follow
is refused. The update that resolves an incident ends what it does to services.`,
		Example: `  deskbell incident update 2026-10-14-delay --state identified --text "A queue is full; we are draining it."
  deskbell incident update 2026-10-14-delay --state monitoring --service messaging=degraded_performance \
      --text zh-CN=队列已清空，正在观察。 --text "en=The queue is empty; we are watching it."
  deskbell incident update 2026-10-14-delay --state resolved --at 2026-10-14T10:05:00+08:00 --text "It is over."`,
		Args:              args(1, 1),
		ValidArgsFunction: a.completeIncidents(&f.site),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runIncidentUpdate(cmd.Context(), f, incidentName(args[0]))
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.state, "state", "", "the incident's `state` from now on")
	flags.StringArrayVar(&f.texts, "text", nil, "what people should know: `text`, or LANGUAGE=TEXT once for each language")
	flags.StringVar(&f.lang, "lang", "", "the `language` of the text; default: the site's first")
	flags.StringArrayVar(&f.services, "service", nil, "`ID=STATE`: how a service does from now on; may be repeated")
	flags.StringVar(&f.at, "at", "", "the RFC 3339 `time` of the update; default: now")
	flags.StringVar(&f.next, "next", "", "until when the next update is promised: a length such as 30m, or an RFC 3339 `time`")
	flags.StringVar(&f.site, "site", ".", "the site's `folder`")
	folderFlag(cmd, "site")
	completeFlag(cmd, "state", a.completePhases(&f.site))
	completeFlag(cmd, "service", completeServices(&f.site))
	a.clockFlag(cmd)
	return cmd
}

// incidentName is the id of an incident that may be given as its file.
func incidentName(s string) string {
	base := path.Base(filepath.ToSlash(s))
	return strings.TrimSuffix(strings.TrimSuffix(base, ".yaml"), ".yml")
}

func (a *app) runIncidentUpdate(ctx context.Context, f updateFlags, id string) error {
	l, now, err := a.layoutAt(f.site)
	if err != nil {
		return err
	}
	cfg, closeSite, err := l.statusConfig(now)
	if err != nil {
		return err
	}
	defer closeSite()
	incidents := a.incidents(cfg)
	var list diag.List
	name := status.IncidentFile(cfg, id, &list)
	if name == "" {
		return unknownIncident(id, list.Sorted()[0].Hint, incidents)
	}
	update, err := f.update(l, findIncident(id, incidents), now)
	if err != nil {
		return err
	}
	text := status.AddUpdate(cfg, name, update, &list)
	if text == nil {
		if err := a.ui.problems(f.site, list.Sorted()); err != nil {
			return err
		}
		return errReported
	}
	file := filepath.Join(f.site, filepath.FromSlash(name))
	if err := replaceText(file, text); err != nil {
		return err
	}
	a.ui.written(file)
	return a.checkStatus(ctx, f.site, name, now)
}

// update makes the update of the flags. The incident is nil where its file is
// too broken to be read.
func (f updateFlags) update(l *layout, i *status.Incident, now time.Time) (u status.Update, err error) {
	follows := phaseNames([]status.Phase{status.Investigating, status.Identified, status.Monitoring, status.Resolved, status.Postmortem})
	if i != nil {
		follows = phaseNames(i.Phase.Next())
	}
	canFollow := "write --state with one of " + strings.Join(follows, ", ")
	if len(follows) == 1 {
		canFollow = "only " + follows[0] + " can; an incident that comes back is a new incident"
	}
	switch {
	case f.state == "":
		return u, usageError("incident update needs --state", canFollow)
	case len(f.texts) == 0:
		return u, usageError("incident update needs --text", "write what people should know now")
	}
	if err := oneOf("state", "states", f.state, status.Phase("").Values()); err != nil {
		return u, err
	}
	if !slices.Contains(follows, f.state) {
		return u, usageError(fmt.Sprintf("%s cannot follow %s", f.state, i.Phase), canFollow)
	}
	u.Phase = status.Phase(f.state)
	if u.Services, err = l.serviceStates(f.services); err != nil {
		return u, err
	}
	if u.Text, err = l.texts(f.texts, f.lang); err != nil {
		return u, err
	}
	if u.At, err = f.time(l.zone, i, now); err != nil {
		return u, err
	}
	u.Next, err = f.promise(u)
	return u, err
}

// promise is until when the update promises the next one.
func (f updateFlags) promise(u status.Update) (next time.Time, err error) {
	if f.next == "" {
		return next, nil
	}
	if u.Phase == status.Resolved || u.Phase == status.Postmortem {
		return next, usageError("--next goes with an incident that is open", "leave it out")
	}
	if later, err := time.ParseDuration(f.next); err == nil {
		next = u.At.Add(later)
	} else if next, err = timeFlag("--next", f.next); err != nil {
		return next, usageError("--next "+f.next+" is no length and no time", "write 30m, or a time such as "+u.At.Add(time.Hour).Format(time.RFC3339))
	}
	if !next.After(u.At) {
		return next, usageError("--next "+f.next+" is not after the update", "that is from "+u.At.Format(time.RFC3339))
	}
	return next, nil
}

// ahead is by how much a time may be later than the clock: people round up to
// the minute, and clocks differ.
const ahead = 5 * time.Minute

// time is when the update is from: --at, or now. It cannot lie before what the
// incident's file says already.
func (f updateFlags) time(zone *time.Location, i *status.Incident, now time.Time) (time.Time, error) {
	var last time.Time
	what := "start"
	if i != nil {
		last = i.Started
		if len(i.Updates) > 0 {
			last, what = i.Updates[0].At, "newest update"
		}
	}
	if f.at == "" {
		at := now.In(zone).Truncate(time.Second)
		if at.Before(last) {
			at = last.In(zone) // by less than ahead, or the file would say so
		}
		return at, nil
	}
	at, err := timeFlag("--at", f.at)
	switch {
	case err != nil:
		return at, err
	case at.After(now.Add(ahead)):
		return at, usageError("--at "+f.at+" lies in the future", "it is now "+now.In(at.Location()).Format(time.RFC3339)+"; announce what is planned with deskbell new maintenance")
	case at.Before(last):
		return at, usageError("--at "+f.at+" is before the incident's "+what, "that was at "+last.Format(time.RFC3339))
	}
	return at, nil
}

// checkStatus reads the site after one of its files was written, and prints what
// is wrong: errors of all files, and warnings of this one.
func (a *app) checkStatus(ctx context.Context, dir, written string, now time.Time) error {
	_, all, err := site.Status(ctx, site.Options{Dir: dir, Now: now})
	if err != nil {
		return err
	}
	var shown []diag.Diagnostic
	for _, d := range all {
		if d.Severity == diag.Error || d.Severity == diag.Warning && d.Pos.File == written {
			shown = append(shown, d)
		}
	}
	if err := a.ui.problems(dir, shown); err != nil {
		return err
	}
	if !stopped(shown, false) {
		return nil
	}
	a.ui.warning(written + " is written, but the errors above keep the site from being built")
	return errReported
}
